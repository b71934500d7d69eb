//! What was probably meant by a name that is not known.

/// Names at least this alike (Jaro-Winkler, 0 to 1) are taken for a slip of the keyboard.
const ALIKE: f64 = 0.8;

/// The known name that looks most like this one, whatever the case; `None` when none does.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.to_lowercase();
    known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&known.to_lowercase(), &folded), known))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["title", "locale", "look"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("LOCAL", known), Some("locale"));
        assert_eq!(nearest("brands", known), None);
    }
}
