//! The inflected forms of a word, by the regular endings and those that its entry gives.

/// How an inflected form stands to its lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Form {
    Base,
    S,
    Past,
    Gerund,
}

/// The forms of a word by the regular endings, and those given; a doubled consonant comes with those given.
pub(super) fn inflect(lemma: &str, given: &str) -> Vec<(Box<str>, Form)> {
    let stem_y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u']));
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e));
    let s = match stem_y {
        Some(stem) => format!("{stem}ies"),
        None if hissing => format!("{lemma}es"),
        None => format!("{lemma}s"),
    };
    let past = match (stem_y, lemma.ends_with('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (None, true) => format!("{lemma}d"),
        (None, false) => format!("{lemma}ed"),
    };
    let gerund = match lemma.strip_suffix('e').filter(|s| !s.ends_with(['e', 'y', 'o'])) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{lemma}ing"),
    };
    let given = given.split_whitespace().map(|f| (f, if f.ends_with("ing") { Form::Gerund } else { Form::Past }));
    let mut out: Vec<(Box<str>, Form)> =
        vec![(lemma.into(), Form::Base), (s.into(), Form::S), (past.into(), Form::Past), (gerund.into(), Form::Gerund)];
    out.extend(given.map(|(f, kind)| (f.into(), kind)));
    out.dedup_by(|a, b| a.0 == b.0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_endings() {
        let forms = |lemma: &str, given: &str| -> String {
            inflect(lemma, given).iter().map(|(f, _)| &**f).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(forms("deny", ""), "deny denies denied denying");
        assert_eq!(forms("say", "said"), "say says sayed saying said");
        assert_eq!(forms("announce", ""), "announce announces announced announcing");
        assert_eq!(forms("admit", "admitted admitting"), "admit admits admited admiting admitted admitting");
        assert_eq!(forms("stress", ""), "stress stresses stressed stressing");
    }
}
