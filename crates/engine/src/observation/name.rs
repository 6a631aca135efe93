//! Names as people type them: full-width forms, blanks and brackets do not make another name.

use std::collections::BTreeMap;

use crate::model::fact::Fact;

/// The facts of a standard, or the fields of a record, by name.
pub(super) struct Names<'a> {
    facts: &'a [Fact],
    exact: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// The names of these facts.
    pub(super) fn of(facts: &'a [Fact]) -> Self {
        let exact = facts.iter().enumerate().map(|(at, fact)| (fact.name.as_str(), at)).collect();
        Self { facts, exact }
    }

    /// The position and the fact of a name: exactly so, or the only one that is written alike.
    pub(super) fn find(&self, text: &str) -> Option<(usize, &'a Fact)> {
        let exact = self.exact.get(text.trim()).copied();
        let at = exact.or_else(|| position(self.facts.iter().map(|fact| fact.name.as_str()), text))?;
        self.facts.get(at).map(|fact| (at, fact))
    }

    /// The name nearest to one that does not exist.
    pub(super) fn nearest(&self, text: &str) -> Option<&'a str> {
        crate::diagnostic::suggestion::nearest(text, self.facts.iter().map(|fact| fact.name.as_str()))
    }
}

/// The position of a name among names: exactly so, or the only one that is written alike.
pub(super) fn position<'a>(names: impl Iterator<Item = &'a str> + Clone, text: &str) -> Option<usize> {
    let text = text.trim();
    if let Some(at) = names.clone().position(|name| name == text) {
        return Some(at);
    }
    let wanted = folded(text);
    let mut alike = names.enumerate().filter(|(_, name)| folded(name) == wanted);
    let (at, _) = alike.next()?;
    alike.next().is_none().then_some(at)
}

/// A name without what does not distinguish names: width, case, blanks, brackets and quotation marks.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .map(crate::fullwidth::to_ascii)
        .filter(|character| !character.is_whitespace() && !"「」『』“”\"".contains(*character))
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn width_case_and_blanks_do_not_distinguish() {
        let names = ["暴露垃圾", "PM2.5年均浓度", "A", "a"];
        let position = |text| super::position(names.iter().copied(), text);
        assert_eq!(position(" 暴露垃圾 "), Some(0));
        assert_eq!(position("「ＰＭ２．５ 年均浓度」"), Some(1));
        assert_eq!(position("a"), Some(3));
        assert_eq!(position("Ａ"), None, "two are written alike");
    }
}
