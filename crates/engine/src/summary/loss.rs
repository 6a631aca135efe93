//! What each clause cost, unit by unit added up.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Finding;
use crate::assessment::LineKind;
use crate::assessment::PartResult;
use crate::assessment::Range;
use crate::exact::Exact;
use crate::summary::ClauseLoss;
use crate::summary::DepartmentLoss;

/// What the clauses cost the units so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    /// By the position of the part.
    clauses: BTreeMap<usize, ClauseLoss>,
    departments: BTreeMap<String, DepartmentLoss>,
}

impl Losses {
    /// Adds what a unit lost.
    pub(super) fn add(&mut self, assessment: &Assessment) {
        let lines = own_lines(assessment);
        let mut touched: Vec<&str> = Vec::new();
        for (at, part) in judged(assessment) {
            if matches!(part.finding, Finding::NotApplicable | Finding::NotObserved)
                && !lines.contains_key(&at)
            {
                continue;
            }
            let clause = self.clauses.entry(at).or_insert_with(|| nothing(part));
            clause.of += 1;
            let lost = lost(part, is_leaf(assessment, at), lines.get(&at).copied());
            if !is_failed(part) && !costs(part, lost) {
                continue;
            }
            clause.units += 1;
            clause.failed += u32::from(is_failed(part));
            clause.lost = sum(clause.lost, lost);
            for name in &part.departments {
                let first = !touched.contains(&name.as_str());
                touched.extend(first.then_some(name.as_str()));
                let department = self.departments.entry(name.clone()).or_insert_with(|| of_department(name));
                department.units += u32::from(first);
                department.times += 1;
                department.lost = sum(department.lost, lost);
            }
        }
    }

    /// The clauses that cost anything, those of the most units first, then those that cost the most.
    pub(super) fn clauses(&self) -> Vec<ClauseLoss> {
        let mut clauses: Vec<ClauseLoss> =
            self.clauses.values().filter(|clause| clause.units > 0).cloned().collect();
        clauses.sort_by(|one, two| two.units.cmp(&one.units).then_with(|| two.lost.high.cmp(&one.lost.high)));
        clauses
    }

    /// The same by department, those that lost the most first.
    pub(super) fn departments(&self) -> Vec<DepartmentLoss> {
        let count = |name: &String| {
            let of = self.clauses.values().filter(|clause| clause.units > 0);
            u32::try_from(of.filter(|clause| clause.departments.contains(name)).count()).unwrap_or(u32::MAX)
        };
        let counted =
            self.departments.values().map(|one| DepartmentLoss { clauses: count(&one.name), ..one.clone() });
        let mut departments: Vec<DepartmentLoss> = counted.collect();
        departments
            .sort_by(|one, two| two.lost.high.cmp(&one.lost.high).then_with(|| two.times.cmp(&one.times)));
        departments
    }
}

/// The parts where something is judged: those that hold no others, and those with facts of their own.
pub(super) fn judged(assessment: &Assessment) -> impl Iterator<Item = (usize, &PartResult)> {
    let parts = assessment.parts.iter().enumerate();
    parts.filter(|(at, part)| is_leaf(assessment, *at) || !part.facts.is_empty())
}

fn is_leaf(assessment: &Assessment, at: usize) -> bool {
    let depth = |at: usize| assessment.parts.get(at).map(|part| part.depth);
    depth(at + 1).is_none_or(|next| Some(next) <= depth(at))
}

/// Whether a part is 不评, 否决 or 不合格.
pub(super) fn is_failed(part: &PartResult) -> bool {
    matches!(part.finding, Finding::Withheld | Finding::Vetoed | Finding::Failed)
}

fn costs(part: &PartResult, lost: Range) -> bool {
    let surely = lost.low.is_some_and(|low| low.sign() > 0);
    surely || matches!(part.finding, Finding::Zero | Finding::Reduced) && lost.high != Some(Exact::ZERO)
}

/// The sums of the lines of each part that has any besides what it earned.
fn own_lines(assessment: &Assessment) -> BTreeMap<usize, Range> {
    let mut sums = BTreeMap::new();
    for line in assessment.ledger.iter().filter(|line| !matches!(line.kind, LineKind::Outcome)) {
        let own = sums.entry(line.part as usize).or_insert(Range::point(Exact::ZERO));
        *own = sum(*own, line.amount);
    }
    sums
}

/// What a part is short of its points; where it has none, or holds others, what its own lines took. Never less than
/// nothing: a bonus makes up for no loss elsewhere.
fn lost(part: &PartResult, leaf: bool, lines: Option<Range>) -> Range {
    let missing = match (part.points, part.score) {
        (Some(points), Some(score)) if leaf => {
            let short = |end: Option<Exact>| end.and_then(|end| points.minus(end));
            Range { low: short(score.high), high: short(score.low) }
        }
        _ => {
            let taken = lines.unwrap_or(Range::point(Exact::ZERO));
            Range { low: taken.high.map(Exact::negated), high: taken.low.map(Exact::negated) }
        }
    };
    let held = |end: Exact| end.max(Exact::ZERO);
    Range { low: Some(missing.low.map_or(Exact::ZERO, held)), high: missing.high.map(held) }
}

fn sum(one: Range, two: Range) -> Range {
    let plus = |one: Option<Exact>, two: Option<Exact>| one.zip(two).and_then(|(one, two)| one.plus(two));
    Range { low: plus(one.low, two.low), high: plus(one.high, two.high) }
}

fn nothing(part: &PartResult) -> ClauseLoss {
    ClauseLoss {
        id: part.id.clone(),
        label: part.label.clone(),
        starred: part.starred,
        departments: part.departments.clone(),
        units: 0,
        failed: 0,
        of: 0,
        lost: Range::point(Exact::ZERO),
    }
}

fn of_department(name: &str) -> DepartmentLoss {
    let lost = Range::point(Exact::ZERO);
    DepartmentLoss { name: name.to_owned(), clauses: 0, units: 0, times: 0, lost }
}
