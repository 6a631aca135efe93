//! The seam to the passes of the engine that are being written elsewhere. Each function has the meaning of the
//! engine's own; the file goes when they are there.

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::assessment::Assessment;
use weiheng::evaluation::evaluate;
use weiheng::model::Standard;
use weiheng::observation::Readings;
use weiheng::plan::Plan;
use weiheng::syntax::tree::Tree;

pub(crate) fn load(source: &Source, id: SourceId) -> Outcome<Standard> {
    let parsed = Tree::from_text(id, &source.text);
    let mut checked = Standard::from_syntax(&parsed.tree, source);
    let unreadable = parsed.diagnostics.has_errors();
    checked.diagnostics.extend(parsed.diagnostics);
    Outcome { value: checked.value.filter(|_| !unreadable), diagnostics: checked.diagnostics.sorted() }
}

pub(crate) fn assess(standard: &Standard, plan: &Plan, readings: &Readings) -> Assessment {
    Assessment::from_tally(standard, plan, readings, &evaluate(plan, readings))
}

pub(crate) fn show_standard(standard: &Standard) -> String {
    format!("{standard:#?}\n")
}

pub(crate) fn show_plan(plan: &Plan) -> String {
    format!("{plan:#?}\n")
}

pub(crate) fn run_examples(_: &Standard) -> Diagnostics {
    Diagnostics::new()
}
