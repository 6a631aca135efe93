//! The names of sheets: short, each once, without the characters that a spreadsheet keeps to itself.

use std::collections::BTreeSet;

use weiheng::Language;

use crate::form::choices;
use crate::form::formula::cells::UNIT_SHEET;
use crate::wording::say;

/// The longest name of a sheet.
const LONGEST: usize = 31;
/// The sheet by which a form is known.
pub(crate) const MARKER: &str = "weiheng";

/// The cover.
pub(crate) fn cover(language: Language) -> &'static str {
    say(language, "封面", "cover")
}

/// The sheet of scores.
pub(crate) fn scores(language: Language) -> &'static str {
    say(language, "得分", "scores")
}

/// The sheet of sources.
pub(crate) fn sources(language: Language) -> &'static str {
    say(language, "依据", "sources")
}

/// The sheet of a list.
pub(crate) fn list(title: &str, language: Language) -> String {
    format!("{} {title}", say(language, "名录", "list"))
}

/// The names that are taken.
#[derive(Debug)]
pub(crate) struct Taken(BTreeSet<String>);

impl Default for Taken {
    fn default() -> Self {
        let fixed = [cover, scores, sources].map(|name| [name(Language::Zh), name(Language::En)]);
        Self(
            fixed
                .into_iter()
                .flatten()
                .chain([MARKER, UNIT_SHEET, choices::SHEET])
                .map(str::to_lowercase)
                .collect(),
        )
    }
}

impl Taken {
    /// A name that no other sheet has.
    pub(crate) fn sheet(&mut self, wanted: &str) -> String {
        let clean: String = wanted.chars().filter(|character| !"[]:*?/\\'".contains(*character)).collect();
        let clean = clean.trim();
        let clean = if clean.is_empty() || clean.starts_with(UNIT_SHEET) { "表" } else { clean };
        for number in 1_u32.. {
            let ending = if number == 1 { String::new() } else { format!(" {number}") };
            let room = LONGEST.saturating_sub(ending.chars().count());
            let name: String = clean.chars().take(room).chain(ending.chars()).collect();
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
        }
        clean.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn names_are_short_legal_and_each_once() {
        let mut taken = Taken::default();
        assert_eq!(taken.sheet("一 市容/环境"), "一 市容环境");
        assert_eq!(taken.sheet("一 市容环境"), "一 市容环境 2");
        assert_eq!(taken.sheet("封面"), "封面 2");
        assert_eq!(taken.sheet("[]"), "表");
        let long = "长".repeat(40);
        assert_eq!(taken.sheet(&long).chars().count(), 31);
        assert_eq!(taken.sheet(&long).chars().count(), 31);
    }
}
