//! A configuration in the making: every setting with what it means, those that were guessed, and all others commented
//! out.

use std::fmt;

use crate::problem::harmless;

/// Prose is wrapped to this width.
const WIDTH: usize = 100;

const HEAD: &str = "How roasbook reads this folder and what it makes of it, written by `roasbook init` from what it \
                    found.";

const HOW_TO_CHANGE: &str = "Guesses stand in the open, each with its reason: look at them. All else is commented out, \
                             at its default or as an example: take away the # in front of a setting to change it. \
                             Afterwards `roasbook check` says whether it fits the files.";

/// A configuration file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub sections: Vec<Section>,
}

/// A table of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Such as `columns.tracking`; blank for what stands before all tables.
    pub name: String,
    /// What it is for.
    pub about: String,
    pub layout: Layout,
    pub settings: Vec<Setting>,
}

/// Where what a setting means is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// In lines before it.
    Explained,
    /// Behind it, as in a list.
    Listed,
}

/// A setting, its key and value written as TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: String,
    pub value: String,
    /// What it means, and what holds without it.
    pub about: String,
    pub standing: Standing,
}

/// Why a setting has its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds anyway.
    Default,
    /// To show how it is written, or what it could be.
    Example,
    /// For this reason, or one that what it means tells already; the only ones that are not commented out.
    Guess(String),
}

impl Setting {
    /// One that holds anyway.
    #[must_use]
    pub fn default(key: &str, value: &str, about: &str) -> Self {
        Self::new(key, value, about, Standing::Default)
    }

    #[must_use]
    pub fn example(key: &str, value: &str, about: &str) -> Self {
        Self::new(key, value, about, Standing::Example)
    }

    #[must_use]
    pub fn guess(key: &str, value: &str, about: &str, why: String) -> Self {
        Self::new(key, value, about, Standing::Guess(why))
    }

    fn new(key: &str, value: &str, about: &str, standing: Standing) -> Self {
        Self {
            key: key.to_owned(),
            value: value.to_owned(),
            about: about.to_owned(),
            standing,
        }
    }

    /// The line of the file.
    fn line(&self) -> String {
        let hash = match self.standing {
            Standing::Default | Standing::Example => "#",
            Standing::Guess(_) => "",
        };
        format!("{hash}{} = {}", self.key, self.value)
    }
}

impl Draft {
    /// What was guessed: `read.decimal = ","`.
    pub fn guesses(&self) -> impl Iterator<Item = String> {
        self.sections.iter().flat_map(|section| {
            let guessed = section
                .settings
                .iter()
                .filter(|setting| matches!(setting.standing, Standing::Guess(_)));
            let table = match section.name.as_str() {
                "" => String::new(),
                name => format!("{name}."),
            };
            guessed.map(move |setting| format!("{table}{}", setting.line()))
        })
    }
}

/// The file.
impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#\n{}", prose(HEAD), prose(HOW_TO_CHANGE))?;
        self.sections
            .iter()
            .try_for_each(|section| write!(f, "\n{section}"))
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&prose(&self.about))?;
        if !self.name.is_empty() {
            writeln!(f, "[{}]", self.name)?;
        }
        let lines = self.settings.iter().map(Setting::line);
        let lines: Vec<String> = lines.collect();
        let longest = lines.iter().map(|line| line.chars().count());
        let longest = longest
            .filter(|length| *length < WIDTH / 2)
            .max()
            .unwrap_or(0);
        for (setting, line) in self.settings.iter().zip(lines) {
            let why = match &setting.standing {
                Standing::Guess(why) if !why.is_empty() => format!("Guessed: {why}"),
                _ => String::new(),
            };
            match self.layout {
                Layout::Explained => {
                    writeln!(f, "{}{}{line}", prose(&setting.about), prose(&why))?;
                }
                Layout::Listed if setting.about.is_empty() => {
                    writeln!(f, "{}{line}", prose(&why))?;
                }
                Layout::Listed => {
                    let about = harmless(&setting.about);
                    writeln!(f, "{}{line:<longest$}  # {about}", prose(&why))?;
                }
            }
        }
        Ok(())
    }
}

/// Lines of comment; none of no text.
fn prose(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let options = textwrap::Options::new(WIDTH)
        .initial_indent("# ")
        .subsequent_indent("# ")
        // A word such as `day-first` is searched for whole.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&harmless(text), options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_stand_in_the_open_and_all_else_is_commented_out() {
        let draft = Draft {
            sections: vec![
                Section {
                    name: String::new(),
                    about: String::new(),
                    layout: Layout::Explained,
                    settings: vec![Setting::guess(
                        "title",
                        "\"Spring\"",
                        "The name.",
                        "it is\u{1b} the folder's\nname".into(),
                    )],
                },
                Section {
                    name: "pages".into(),
                    about: "Which pages.".into(),
                    layout: Layout::Explained,
                    settings: vec![Setting::default("limit", "5", "How many.")],
                },
                Section {
                    name: "columns.posts".into(),
                    about: "Headers.".into(),
                    layout: Layout::Listed,
                    settings: vec![
                        Setting::guess("date", "\"when\"", "the day", "it holds dates.".into()),
                        Setting::example("reach", "\"Reach\"", "how many"),
                    ],
                },
            ],
        };
        let text = draft.to_string();
        let (head, rest) = text.split_once("\n\n").unwrap();
        assert!(
            head.lines()
                .all(|line| line.starts_with('#') && line.len() <= WIDTH)
        );
        assert_eq!(
            rest,
            "\
# The name.
# Guessed: it is␛ the folder's␊name
title = \"Spring\"

# Which pages.
[pages]
# How many.
#limit = 5

# Headers.
[columns.posts]
# Guessed: it holds dates.
date = \"when\"     # the day
#reach = \"Reach\"  # how many
"
        );
        let guesses: Vec<String> = draft.guesses().collect();
        assert_eq!(
            guesses,
            ["title = \"Spring\"", "columns.posts.date = \"when\""]
        );
    }
}
