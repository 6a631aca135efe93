//! Observations of one unit for several standards: each takes the facts that it knows, and a fact that none of them
//! knows is a mistake.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::diagnostic::suggestion::nearest;
use crate::model::Standard;
use crate::observation::Entry;
use crate::observation::Observations;
use crate::observation::Readings;
use crate::observation::aside::is_aside;
use crate::observation::name::Names;
use crate::observation::problem::shortened;
use crate::source::Span;
use crate::words;
use crate::words::Words;

impl Observations {
    /// The same without what a standard does not ask for: what is left bears on its result, and on no other.
    ///
    /// ```
    /// use weiheng::{Observations, Source, SourceId, load};
    /// let standard = load(&Source::new("a.wh", "标准 例\n条 1 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n"), SourceId(0));
    /// let units = Observations::from_json(SourceId(1), r#"{ "单元": "东街", "垃圾": 3, "烟头": 5 }"#).value.unwrap();
    /// let asked = units[0].asked_by(&standard.value.unwrap());
    /// assert_eq!((asked.unit.as_deref(), asked.entries.len()), (Some("东街"), 1));
    /// ```
    pub fn asked_by(&self, standard: &Standard) -> Self {
        self.known_to(&Names::of(&standard.facts))
    }

    fn known_to(&self, names: &Names<'_>) -> Self {
        let known = |entry: &&Entry| names.find(&entry.name).is_some();
        Self { entries: self.entries.iter().filter(known).cloned().collect(), ..self.head() }
    }
}

impl Readings {
    /// Reads observations as values of the facts of several standards, one reading of the unit for each. A fact of one
    /// name may be of another kind in each: every standard reads it in its own way, and one that cannot is named.
    pub fn bind_among(standards: &[&Standard], observations: &Observations) -> Outcome<Vec<Self>> {
        let names: Vec<Names<'_>> = standards.iter().map(|standard| Names::of(&standard.facts)).collect();
        let mut problems = Problems::default();
        let mut readings = Vec::new();
        for (standard, names) in standards.iter().zip(&names) {
            let bound = Self::bind(standard, &observations.known_to(names));
            bound.diagnostics.into_iter().for_each(|problem| problems.add(&standard.id, problem));
            readings.extend(bound.value);
        }
        let mut diagnostics = problems.named();
        for entry in &observations.entries {
            let known = names.iter().any(|names| names.find(&entry.name).is_some());
            if !known && !is_aside(entry) {
                diagnostics.push(unknown(entry, &names));
            }
        }
        let complete = readings.len() == standards.len() && !diagnostics.has_errors();
        Outcome { value: complete.then_some(readings), diagnostics: diagnostics.sorted() }
    }
}

/// The problems of standards, those that several of them have said once.
#[derive(Default)]
struct Problems<'a> {
    found: Vec<(Vec<&'a str>, Diagnostic)>,
}

impl<'a> Problems<'a> {
    fn add(&mut self, standard: &'a str, problem: Diagnostic) {
        let same = |(_, other): &&mut (Vec<&str>, Diagnostic)| about(other) == about(&problem);
        match self.found.iter_mut().find(same) {
            Some((standards, known)) => {
                standards.push(standard);
                known.labels.extend(problem.labels.into_iter().skip(1));
            }
            None => self.found.push((vec![standard], problem)),
        }
    }

    /// Each with the standards that have it.
    fn named(self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for (standards, problem) in self.found {
            let (zh, en) = (standards.join("、"), standards.join(", "));
            let Words { zh: said, en: told } = &problem.message;
            let message = words!("按 {zh}：{said}", "by {en}: {told}");
            diagnostics.push(Diagnostic { message, ..problem });
        }
        diagnostics
    }
}

fn about(problem: &Diagnostic) -> (Code, Span, &str) {
    (problem.code, problem.span(), problem.message.zh.as_str())
}

fn unknown(entry: &Entry, names: &[Names<'_>]) -> Diagnostic {
    let name = shortened(&entry.name);
    let near = names.iter().filter_map(|names| names.nearest(&entry.name));
    let near: Vec<&str> = near.collect();
    let message = words!("各标准中都没有观测「{name}」", "none of the standards has a fact `{name}`");
    let problem = Diagnostic::new(Code::WH0402, entry.name_span, message);
    // The nearest of those that are near to it in one standard or another.
    match nearest(&entry.name, near.iter().copied()).or(near.first().copied()) {
        Some(near) => problem.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => problem,
    }
}
