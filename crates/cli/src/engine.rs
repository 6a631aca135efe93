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
use weiheng::plan::Plan;
use weiheng::syntax::tree::Tree;
use weiheng::words;

pub(crate) struct Decoded {
    pub(crate) text: String,
}

pub(crate) struct Undecodable;

impl Undecodable {
    pub(crate) fn diagnostic(self, source: SourceId) -> Diagnostic {
        Diagnostic::new(Code::WH0401, Span::new(source, 0, 0), words!("不是文本", "not a text"))
    }
}

fn missing(source: SourceId) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let message = words!("引擎尚未接通", "the engine is not connected yet");
    diagnostics.push(Diagnostic::new(Code::WH0214, Span::new(source, 0, 1), message));
    diagnostics
}

pub(crate) fn load(source: &Source, id: SourceId) -> Outcome<Standard> {
    let mut diagnostics = Tree::from_text(id, &source.text).diagnostics;
    diagnostics.extend(missing(id));
    Outcome { value: None, diagnostics }
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

pub(crate) fn plan(standard: &Standard, date: Option<Date>) -> Plan {
    Plan::from_model(standard, date)
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

pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Undecodable)?;
    Ok(Decoded { text: text.trim_start_matches('\u{feff}').to_owned() })
}
