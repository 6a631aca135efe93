//! Which places of a standard its worked cases do not reach.

mod wanted;

use std::collections::BTreeMap;

use crate::coverage::wanted::Wanted;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Label;
use crate::evaluation::trace::Trace;
use crate::examples;
use crate::model::Standard;
use crate::model::example::Subject;
use crate::model::part::PartId;
use crate::words;

/// The places that no worked case of a standard reaches, or that every one reaches: WH0505 for each part with such
/// places. Every branch and band must be reached in one case and left in another, every requirement met in one and
/// failed in another, and so for steps, items, limits, factors and conditions under which a part applies; every rule
/// of a verdict must decide a case, and every clause come to a result. Places of the standards that it builds on are
/// proved by their own cases.
///
/// ```
/// use weiheng::{Source, SourceId, load, uncovered};
/// let text = "标准 例\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n例 \"两处\"\n  设 垃圾 = 2处\n  期望 条 1 扣 4分\n";
/// let standard = load(&Source::new("a.wh", text), SourceId(0)).value.unwrap();
/// let found = uncovered(&standard);
/// let label = &found.iter().next().unwrap().labels[0];
/// assert_eq!(label.words.en, "acts in every case");
/// ```
pub fn uncovered(standard: &Standard) -> Diagnostics {
    let mut trace = Trace::default();
    examples::each_run(standard, |_| {}, |_, _, run| trace.add(run.plan, run.readings, run.tally));
    let own = standard.files.first().map(|file| file.id).unwrap_or_default();
    let mut missing: BTreeMap<PartId, Vec<Label>> = BTreeMap::new();
    for wanted in Wanted::of(standard).into_iter().filter(|wanted| wanted.span.source == own) {
        if let Some(words) = wanted.missing(trace.of(wanted.moment)) {
            missing.entry(wanted.part).or_default().push(Label { span: wanted.span, words });
        }
    }
    let mut diagnostics = Diagnostics::new();
    missing.into_iter().for_each(|(part, labels)| diagnostics.push(problem(standard, part, labels)));
    diagnostics.sorted()
}

/// One part with the places that are missing in it.
fn problem(standard: &Standard, part: PartId, mut labels: Vec<Label>) -> Diagnostic {
    labels.sort_by_key(|label| label.span);
    let count = labels.len();
    let of = examples::subject(standard, Subject::Part(part));
    let (zh, en) = match part {
        PartId(0) => ("标准", "the standard"),
        _ => (of.zh.trim(), of.en.as_str()),
    };
    let span = labels.first().map(|label| label.span).unwrap_or_default();
    let places = if count == 1 { "place is" } else { "places are" };
    let message = words!("{zh}：{count} 处没有由例证明", "{en}: {count} {places} not proved by the cases");
    let help = words!(
        "加上例，使每处在一例中起作用，在另一例中不起作用",
        "add cases in which each place acts, and others in which it does not"
    );
    Diagnostic { labels, ..Diagnostic::new(Code::WH0505, span, message).help(help) }
}
