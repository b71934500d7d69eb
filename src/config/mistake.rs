//! What is wrong in `roasbook.toml`, and where.

use std::fmt;
use std::ops::Range;

use crate::problem::Excerpt;
use crate::suggestion::nearest;

/// A mistake in a configuration: the sentence, and the line it is about where it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub message: String,
    /// From 1; 0 for the file as a whole.
    pub line: u64,
    pub excerpt: Option<Excerpt>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.message)
    }
}

impl From<String> for Mistake {
    fn from(message: String) -> Self {
        Self {
            message,
            line: 0,
            excerpt: None,
        }
    }
}

impl Mistake {
    /// What the TOML reader found wrong in a text.
    pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> Self {
        let mistake = Self::from(sentence(error.message()));
        match error.span() {
            Some(span) => mistake.at(text, &span),
            None => mistake,
        }
    }

    /// Places the mistake at these bytes of a text.
    fn at(mut self, text: &str, bytes: &Range<usize>) -> Self {
        let before = &text[..text.floor_char_boundary(bytes.start)];
        let begin = before.rfind('\n').map_or(0, |end| end + 1);
        let line = text[begin..].lines().next().unwrap_or_default();
        self.line = before.matches('\n').count() as u64 + 1;
        self.excerpt = Some(Excerpt::of(line, bytes.start - begin..bytes.end - begin));
        self
    }
}

/// The reader's message in the words of the rest.
fn sentence(message: &str) -> String {
    let unknown_key = message.strip_prefix("unknown field ");
    let unknown_value = message.strip_prefix("unknown variant ");
    if let Some(names) = unknown_key.or(unknown_value) {
        let mut names = names.split('`').skip(1).step_by(2);
        let unknown = names.next().unwrap_or_default();
        let known: Vec<&str> = names.collect();
        let what = match unknown_key {
            Some(_) => "unknown key",
            None => "unknown value",
        };
        return format!("{what} `{unknown}`; {}", what_is_known(unknown, &known));
    }
    let types = message
        .strip_prefix("invalid type: ")
        .and_then(|types| types.split_once(", expected "));
    match types {
        Some((found, expected)) => format!("expected {expected}, found {found}"),
        None => message.to_owned(),
    }
}

/// What was probably meant by a name, else what there is.
pub(super) fn what_is_known(unknown: &str, known: &[&str]) -> String {
    if let Some(near) = nearest(unknown, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    match known.split_last() {
        Some((last, [])) => format!("known here is {last}"),
        Some((last, others)) => format!("known here are {} and {last}", others.join(", ")),
        None => "nothing is known here".to_owned(),
    }
}

/// Asserts the mistake of a text with its place, and what of the line is marked.
#[cfg(test)]
#[track_caller]
pub(super) fn assert_mistake(text: &str, expected: &str, marked: &str) {
    let mistake = super::Config::parse(text).unwrap_err();
    assert_eq!(mistake.to_string(), expected);
    let excerpt = mistake.excerpt.unwrap();
    assert_eq!(&excerpt.text[excerpt.from..excerpt.to], marked);
}

#[cfg(test)]
mod tests {
    use super::assert_mistake as case;

    #[test]
    fn a_key_that_is_not_known_is_answered_with_what_was_meant_in_every_table() {
        case(
            "titel = 'Spring'",
            "line 1: unknown key `titel`; did you mean `title`?",
            "titel",
        );
        for (table, wrong, right) in [
            ("look", "logos", "logo"),
            ("money", "curency", "currency"),
            ("calendar", "year_start", "year_starts"),
            ("margins", "defaults", "default"),
            ("pages", "dimension", "dimensions"),
            ("charts", "prerendered", "prerender"),
            ("client", "leave-out", "leave_out"),
        ] {
            case(
                &format!("title = 'x'\n\n[{table}]\n  {wrong} = 1\n"),
                &format!("line 4: unknown key `{wrong}`; did you mean `{right}`?"),
                wrong,
            );
        }
    }

    #[test]
    fn what_is_nothing_like_anything_is_answered_with_what_there_is() {
        case(
            "look = { zebra = 1 }",
            "line 1: unknown key `zebra`; known here are `name`, `logo` and `accent`",
            "zebra",
        );
        case(
            "[charts]\nprerender = 'some'",
            "line 2: unknown value `some`; known here are `none`, `single` and `all`",
            "'some'",
        );
    }

    #[test]
    fn what_is_no_toml_is_shown_where_it_ends_to_be() {
        case(
            "title = 3",
            "line 1: expected a string, found integer `3`",
            "3",
        );
        case("[look", "line 1: unclosed table, expected `]`", "");
    }
}
