//! Checking a tree into a standard: every problem of every clause at once.
//!
//! The passes, in order: parts and their headings; names; kinds of facts; parameters and derived values; what the
//! clauses do; verdicts and examples; and what only the whole shows (points that add up, facts never used).

mod above;
mod accounts;
mod acts;
mod bands;
mod batch;
mod budget;
mod calendar;
mod cells;
mod check;
mod choices;
mod comparisons;
mod constants;
mod divisors;
mod domain;
mod earning;
mod example_rows;
mod example_units;
mod examples;
mod expected_values;
mod expressions;
mod factors;
mod facts;
mod folds;
mod fractions;
mod groups;
mod headers;
mod holdings;
mod item_tests;
mod items;
mod kinds;
mod lets;
mod limits;
mod most;
mod names;
mod operators;
mod orders;
mod part_results;
mod parts;
mod patterns;
mod problem;
mod reach;
mod references;
mod roll_ups;
mod row_lets;
mod rows;
mod steps;
mod taken_as;
#[cfg(test)]
mod tests;
mod units;
mod verdicts;
mod walk;

use crate::diagnostic::Outcome;
use crate::model::Gaps;
use crate::model::Standard;
use crate::model::file::File;
use crate::model::from_syntax::check::Check;
use crate::model::removal::Removal;
use crate::source::Span;
use crate::syntax::overlay;
use crate::syntax::overlay::Effective;
use crate::syntax::tree;

impl Standard {
    /// Checks a tree into a standard. There is a standard only where nothing is wrong; warnings may come with it.
    ///
    /// What is inherited and read by nothing any more leaves with what read it: it is dropped from the tree.
    pub fn from_syntax(effective: &mut Effective<'_>) -> Outcome<Self> {
        let (outcome, idle) = check(effective);
        if idle.is_empty() {
            return outcome;
        }
        effective.drop_facts(&idle);
        check(effective).0
    }
}

/// The standard, and the inherited facts that nothing reads.
fn check(effective: &Effective<'_>) -> (Outcome<Standard>, Vec<Span>) {
    let mut cx = Check::new(effective);
    let whole = Span::new(effective.main(), 0, 0);
    let root = parts::standard(&mut cx, &effective.tree, whole);
    let standard = root.map(|root| standard(&mut cx, root, effective));
    let diagnostics = cx.diagnostics.sorted();
    let value = standard.filter(|_| !diagnostics.has_errors());
    (Outcome { value, diagnostics }, cx.idle)
}

fn standard<'t>(cx: &mut Check<'t>, root: &'t tree::Part, effective: &Effective<'_>) -> Standard {
    parts::lay_out(cx, root, None);
    headers::check_places(cx);
    parts::check_ids(cx);
    let placed = names::declare(cx);
    accounts::read_units(cx);
    facts::check(cx, &placed);
    let headers = headers::of_standard(cx, root);
    parts::read_headings(cx);
    parts::give_full_points(cx, &headers);
    lets::check_parameters(cx);
    row_lets::check(cx);
    let lets = lets::finish(cx);
    parts::check_bodies(cx);
    part_results::order(cx, &lets);
    let accounts = accounts::finish(cx);
    let verdicts = verdicts::check(cx, root);
    let verdict_order = verdicts::order(cx, &verdicts);
    let examples = examples::check(cx, &verdicts);
    batch::check_order(cx, &lets);
    budget::check(cx);
    holdings::check(cx);
    earning::check(cx);
    factors::check(cx);
    let demotions_add_up = above::check(cx);
    headers::check_sources(cx);
    divisors::report(cx);
    reach::unused(cx);
    let parts = std::mem::take(&mut cx.parts);
    Standard {
        id: headers.id.unwrap_or_else(|| root.id.text.clone()),
        name: root.id.text.clone(),
        label: root.label.as_ref().map_or_else(|| root.id.text.clone(), |label| label.text.clone()),
        tier: headers.tier,
        in_force: headers.in_force,
        until: headers.until,
        rounding: headers.rounding,
        gaps: parts.first().and_then(|root| root.gaps).unwrap_or(Gaps::Forbid),
        sources: parts.first().map(|root| root.sources.clone()).unwrap_or_default(),
        parts,
        facts: std::mem::take(&mut cx.facts),
        inner: std::mem::take(&mut cx.inner),
        lets,
        parameters: std::mem::take(&mut cx.parameters).into_iter().map(|(parameter, _)| parameter).collect(),
        demotions_add_up,
        accounts,
        verdicts,
        verdict_order,
        examples,
        batch: std::mem::take(&mut cx.batch),
        act_count: cx.acts,
        files: effective.files.iter().map(|(id, source)| File::new(*id, source)).collect(),
        removals: effective.removals.iter().map(removal).collect(),
    }
}

fn removal(removal: &overlay::Removal) -> Removal {
    Removal { heading: removal.heading.clone(), reason: removal.reason.clone(), span: removal.span }
}
