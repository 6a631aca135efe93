//! Where the facts of a part were read, beside their values: `暴露垃圾 填报 F12`.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::Origin;
use weiheng::assessment::FactUsed;
use weiheng::assessment::PartResult;
use weiheng::assessment::Saying;

use crate::outline::clean;
use crate::wording::say;

/// What the places of all facts of an assessment have in common: said once above, it need not be said beside each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Common<'a> {
    /// The file.
    file: Option<&'a str>,
    /// The row of a table of units, or the line of a file with a unit a line.
    line: Option<&'a Origin>,
}

impl<'a> Common<'a> {
    /// What the places of an assessment have in common.
    pub(crate) fn of(assessment: &'a Assessment) -> Self {
        let facts = || assessment.parts.iter().flat_map(|part| &part.facts);
        let origins = || facts().filter_map(|fact| fact.origin.as_ref());
        let Some(first) = origins().next() else { return Self::default() };
        let sayings = facts().flat_map(|fact| &fact.sayings).map(|saying| &saying.origin);
        if !origins().chain(sayings).all(|origin| origin.file == first.file) {
            return Self::default();
        }
        let line = |origin: &Origin| origin.row.or(origin.line);
        let shared = line(first).is_some() && origins().all(|origin| line(origin) == line(first));
        let several =
            origins().any(|origin| origin.heading != first.heading || origin.column != first.column);
        Self { file: Some(&first.file), line: Some(first).filter(|_| shared && several) }
    }

    /// What is said once: the file, with its row.
    pub(crate) fn said(self, language: Language) -> Option<String> {
        let row = self.line.map(|origin| format!(" {}", origin.within().in_language(language)));
        Some(clean(&format!("{}{}", self.file?, row.unwrap_or_default())))
    }

    /// The facts of a part with their places, with the values that are not said beside them.
    pub(crate) fn read_at(self, part: &PartResult, said: &str, language: Language) -> String {
        let lines: Vec<String> =
            part.facts.iter().filter_map(|fact| self.one(fact, said, language)).collect();
        lines.join(say(language, "、", ", "))
    }

    fn one(self, fact: &FactUsed, said: &str, language: Language) -> Option<String> {
        if !fact.sayings.is_empty() {
            return Some(self.disputed(fact, language));
        }
        let place = self.place(fact.origin.as_ref()?, language)?;
        let (name, value) = (&fact.name, clean(fact.value.in_language(language)));
        Some(clean(&match language {
            _ if fact.taken_as.is_some() || said.contains(&value) => format!("{name} {place}"),
            Language::Zh => format!("{name} {value}（{place}）"),
            Language::En => format!("{name} {value} ({place})"),
        }))
    }

    /// Every value of a fact that is disputed, each with its own place.
    fn disputed(self, fact: &FactUsed, language: Language) -> String {
        let one = |saying: &Saying| {
            let value = saying.value.in_language(language);
            match (self.place(&saying.origin, language), language) {
                (None, _) => value.to_owned(),
                (Some(place), Language::Zh) => format!("{value}（{place}）"),
                (Some(place), Language::En) => format!("{value} ({place})"),
            }
        };
        let said: Vec<String> = fact.sayings.iter().map(one).collect();
        let said = said.join(say(language, "、", ", "));
        clean(&format!("{} {}{said}", fact.name, say(language, "有争议：", "disputed: ")))
    }

    /// Where a fact was read: of one that is disputed, each of its values.
    pub(crate) fn places(self, fact: &FactUsed, language: Language) -> String {
        let said = fact.sayings.iter().map(|saying| &saying.origin);
        let read = fact.origin.iter().filter(|_| fact.sayings.is_empty());
        let places: Vec<String> =
            said.chain(read).filter_map(|origin| self.place(origin, language)).collect();
        places.join(say(language, "、", ", "))
    }

    /// A place, as far as it does not go without saying.
    pub(crate) fn place(self, origin: &Origin, language: Language) -> Option<String> {
        let within = origin.within();
        let within = within.in_language(language);
        match self {
            Self { line: Some(_), .. } => None,
            Self { file: Some(_), .. } => Some(within.to_owned()),
            Self { file: None, .. } => Some(format!("{} {within}", origin.file)),
        }
    }
}
