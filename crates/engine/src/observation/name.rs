//! Names as people type them: full-width forms, blanks and brackets do not make another name.

use std::collections::BTreeMap;

use crate::diagnostic::suggestion::nearest;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::unit::Unit;

impl Standard {
    /// The fact that a text names as observations may write it: exactly so, the only one that is written alike, or
    /// with the fact's own unit behind it.
    pub fn fact_written(&self, text: &str) -> Option<&Fact> {
        Names::of(&self.facts).find(text).map(|(_, fact)| fact)
    }

    /// The name of the fact that a text may have meant.
    pub fn fact_nearest(&self, text: &str) -> Option<&str> {
        Names::of(&self.facts).nearest(text)
    }
}

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

    /// The position and the fact of a name: exactly so, the only one that is written alike, or the name with the
    /// fact's own unit behind it: `日保洁时长（小时/天）`.
    pub(super) fn find(&self, text: &str) -> Option<(usize, &'a Fact)> {
        self.named(text).or_else(|| {
            let (name, unit) = name_and_unit(text)?;
            self.named(name).filter(|(_, fact)| is_own_unit(fact, unit))
        })
    }

    /// The name nearest to one that does not exist.
    pub(super) fn nearest(&self, text: &str) -> Option<&'a str> {
        let bare = name_and_unit(text).map_or(text, |(name, _)| name);
        let names = || self.facts.iter().map(|fact| fact.name.as_str());
        names().find(|name| *name == bare).or_else(|| nearest(bare, names()))
    }

    fn named(&self, text: &str) -> Option<(usize, &'a Fact)> {
        let exact = self.exact.get(text.trim()).copied();
        let at = exact.or_else(|| position(self.facts.iter().map(|fact| fact.name.as_str()), text))?;
        self.facts.get(at).map(|fact| (at, fact))
    }
}

fn name_and_unit(text: &str) -> Option<(&str, &str)> {
    let (name, unit) = text.trim().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?;
    Some((name.trim(), unit))
}

fn is_own_unit(fact: &Fact, text: &str) -> bool {
    let Kind::Number(kind) = &fact.kind else { return false };
    Unit::parse(text).is_some_and(|unit| unit.agrees_with(&kind.unit) && unit.factor() == kind.unit.factor())
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
