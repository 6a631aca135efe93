//! The seam to the passes of the engine that are being written elsewhere. Each function has the meaning of the
//! engine's own; the file goes when they are there.

use weiheng::Code;
use weiheng::Date;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::assessment::Assessment;
use weiheng::model::Standard;
use weiheng::observation::Observations;
use weiheng::observation::Readings;
use weiheng::syntax::tree::Tree;
use weiheng::words;

pub(crate) struct Plan;
pub(crate) struct Parsed {
    pub(crate) tree: Tree,
    pub(crate) diagnostics: Diagnostics,
}

#[derive(Clone, Copy)]
pub(crate) enum Spelling {
    Zh,
    En,
}

fn missing(source: SourceId) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let message = words!("引擎尚未接通", "the engine is not connected yet");
    diagnostics.push(Diagnostic::new(Code::WH0214, Span::new(source, 0, 1), message));
    diagnostics
}

pub(crate) fn load(_: &Source, id: SourceId) -> Outcome<Standard> {
    Outcome { value: None, diagnostics: missing(id) }
}

pub(crate) fn parse(id: SourceId, _: &str) -> Parsed {
    Parsed { tree: Tree::default(), diagnostics: missing(id) }
}

pub(crate) fn spelling_of(text: &str) -> Spelling {
    if text.starts_with("standard") { Spelling::En } else { Spelling::Zh }
}

pub(crate) fn print(_: &Tree, _: Spelling) -> String {
    String::new()
}

pub(crate) fn show_tree(_: &Tree) -> String {
    String::new()
}

pub(crate) fn show_standard(_: &Standard) -> String {
    String::new()
}

pub(crate) fn show_plan(_: &Plan, _: &Standard) -> String {
    String::new()
}

pub(crate) fn show_readings(_: &Readings, _: &Standard) -> String {
    String::new()
}

pub(crate) fn plan(_: &Standard, _: Option<Date>) -> Plan {
    Plan
}

pub(crate) fn assess(_: &Standard, _: &Plan, _: &Readings) -> Option<Assessment> {
    None
}

pub(crate) fn run_examples(_: &Standard) -> Diagnostics {
    Diagnostics::new()
}

pub(crate) fn bind(_: &Standard, _: &Observations) -> Outcome<Readings> {
    Outcome { value: None, diagnostics: missing(SourceId(1)) }
}

pub(crate) fn from_json(id: SourceId, _: &str) -> Outcome<Vec<Observations>> {
    Outcome { value: None, diagnostics: missing(id) }
}

pub(crate) fn from_csv(id: SourceId, _: &str) -> Outcome<Vec<Observations>> {
    Outcome { value: None, diagnostics: missing(id) }
}

pub(crate) fn decode(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
