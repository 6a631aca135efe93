//! Where the facts of a part were read, beside their values: `暴露垃圾 填报 F12`.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::Origin;
use weiheng::assessment::FactUsed;
use weiheng::assessment::PartResult;

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
        let place = self.place(fact.origin.as_ref()?, language)?;
        let (name, value) = (&fact.name, clean(fact.value.in_language(language)));
        Some(clean(&match language {
            _ if fact.taken_as.is_some() || said.contains(&value) => format!("{name} {place}"),
            Language::Zh => format!("{name} {value}（{place}）"),
            Language::En => format!("{name} {value} ({place})"),
        }))
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
