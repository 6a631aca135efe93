//! Making a plan over columns. It comes to nothing where the plan says anything that columns cannot.

use crate::exact::Exact;
use crate::model::act::Verb;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedPart;
use crate::plan::columns::ColumnFact;
use crate::plan::columns::ColumnPart;
use crate::plan::columns::ColumnPlan;
use crate::plan::columns::ColumnStep;
use crate::plan::columns::Holds;
use crate::plan::columns::StepKind;
use crate::plan::columns::Width;
use crate::plan::columns::facts::Facts;
use crate::plan::columns::steps::Steps;
use crate::plan::columns::verdict::Results;
use crate::plan::program::Step;
use crate::plan::quick::QuickKind;
use crate::rounding::Rounding;

impl ColumnPlan {
    /// The plan over columns; `None` where a part has statements without quick steps, a verdict looks at more than
    /// results, or anything acts across parts.
    pub fn from_plan(plan: &Plan) -> Option<Self> {
        let plain = plan.accounts.is_empty() && !plan.acts_above && plan.batch.is_empty();
        plain.then_some(())?;
        let coarse = Coarse::of(plan)?;
        let full = Some(plan.parts.first()?.steps? / coarse).filter(|full| *full > 0)?;
        let mut steps = Steps { plan, coarse, full, facts: Facts::default(), wide: Facts::default() };
        let above = parents(plan);
        let mut parts = Vec::with_capacity(plan.parts.len());
        let mut vetoes = Vec::new();
        for (id, part) in (0..).map(PartId).zip(&plan.parts) {
            let mut own = Vec::new();
            for step in own_steps(plan, id) {
                match &step.quick.kind {
                    QuickKind::Veto(test) => vetoes.push((steps.tested(&step.quick, *test)?, *test)),
                    _ => own.push(steps.step(&step.quick)?),
                }
            }
            let above = above.get(id.0 as usize).copied().flatten();
            parts.push(ColumnPart { above, steps: own, holds: holds(plan, id, part, coarse)? });
        }
        let Steps { facts, wide, .. } = steps;
        let scale = plan.scale / coarse;
        let results = Results::of(plan, coarse);
        let verdicts =
            plan.verdicts.iter().map(|verdict| results.verdict(verdict)).collect::<Option<Vec<_>>>()?;
        let mut columns = Self {
            scale,
            width: Width::Eight,
            facts: facts.into_vec(),
            wide: wide.into_vec(),
            parts,
            vetoes,
            rounding: rounding(plan, scale)?,
            verdicts,
        };
        columns.measure_steps();
        columns.width = columns.narrowest()?;
        Some(columns)
    }

    /// Notes for every step from a threshold how far the column of its fact reaches.
    fn measure_steps(&mut self) {
        let Self { parts, facts, .. } = self;
        for step in parts.iter_mut().flat_map(|part| &mut part.steps) {
            if let StepKind::Steps(at, steps) = &mut step.kind
                && let Some(ColumnFact { low, high, .. }) = facts.get(*at)
            {
                let (from, to) = if steps.below { (*low, steps.threshold) } else { (steps.threshold, *high) };
                steps.furthest = to.saturating_sub(from).max(0);
            }
        }
    }

    /// The narrowest integers that hold every fact, limit, amount and sum; `None` where none does.
    fn narrowest(&self) -> Option<Width> {
        let mut largest: i64 = 1;
        let mut sums = vec![0_i64; self.parts.len()];
        for fact in &self.facts {
            largest = largest.max(fact.low.checked_abs()?).max(fact.high.checked_abs()?);
        }
        for (at, part) in self.parts.iter().enumerate().rev() {
            let below = sums.get(at).copied()?;
            let own = part.steps.iter().try_fold(below, |sum, step| sum.checked_add(self.most(step)?))?;
            for step in &part.steps {
                largest = largest.max(self.widest(step)?);
            }
            let handed = match part.holds {
                Holds::Left(points) | Holds::Earned(points) | Holds::Sum(Some(points)) => points.max(0),
                Holds::Lost | Holds::Gained | Holds::Sum(None) => own,
            };
            largest = largest.max(own).max(handed);
            match part.above {
                Some(above) => {
                    let sum = sums.get_mut(above)?;
                    *sum = sum.checked_add(handed)?;
                }
                // A total may be rounded beyond the points.
                None => largest = largest.max(handed.checked_add(self.rounding.map_or(0, |(_, to)| to))?),
            }
        }
        let widths =
            [(Width::Two, i64::from(i16::MAX)), (Width::Four, i64::from(i32::MAX)), (Width::Eight, 1 << 60)];
        // A value one beyond a limit is formed now and then.
        widths.into_iter().find(|(_, most)| largest < *most).map(|(width, _)| width)
    }

    /// The most that a step comes to before its cap.
    fn most(&self, step: &ColumnStep) -> Option<i64> {
        let most = self.uncapped(step)?;
        Some(step.cap.map_or(most, |cap| most.min(cap)))
    }

    fn uncapped(&self, step: &ColumnStep) -> Option<i64> {
        Some(match &step.kind {
            StepKind::When(_, _, amount) => *amount,
            StepKind::Each(at, price) => self.facts.get(*at)?.high.checked_mul(*price)?,
            StepKind::Steps(_, steps) => {
                (steps.furthest / steps.step).checked_add(1)?.checked_mul(steps.price)?
            }
            StepKind::Bands(_, first, further) => {
                further.iter().map(|(_, amount)| *amount).max().unwrap_or(0).max(*first)
            }
            // Rounded in 64 bits, and capped there.
            StepKind::Ratio(_) => step.cap?,
        })
    }

    /// The largest number that is formed on the way to a step's amount.
    fn widest(&self, step: &ColumnStep) -> Option<i64> {
        let amount = self.uncapped(step)?;
        Some(match &step.kind {
            StepKind::Steps(at, steps) => {
                // How far every number is from the threshold, on either side of it.
                let fact = self.facts.get(*at)?;
                let far = |end: i64| steps.threshold.checked_sub(end)?.checked_abs();
                let distance = far(fact.low)?.max(far(fact.high)?).checked_add(steps.step)?;
                amount.max(distance).max(steps.threshold.checked_abs()?)
            }
            _ => amount,
        })
    }
}

/// The common measure of all amounts.
struct Coarse {
    steps: i64,
}

impl Coarse {
    /// How many steps of the plan make the coarsest step in which every amount is whole.
    fn of(plan: &Plan) -> Option<i64> {
        let mut common = Self { steps: 0 };
        for (id, part) in (0..).map(PartId).zip(&plan.parts) {
            common.with(part.steps.unwrap_or(0));
            for step in own_steps(plan, id) {
                common.with(step.quick.cap.map_or(0, |(_, most)| most));
                match &step.quick.kind {
                    QuickKind::Veto(_) => {}
                    QuickKind::When(_, amount) | QuickKind::Each(amount) => common.with(*amount),
                    QuickKind::Steps(steps) => common.with(steps.price),
                    QuickKind::Bands(bands) => bands.iter().for_each(|band| common.with(band.amount)),
                    QuickKind::Formula(formula) => common.with(formula.ratio.as_ref()?.price),
                }
            }
        }
        // A point is a whole number of steps, so that limits in points can be said in them.
        common.with(plan.scale);
        Some(common.steps).filter(|steps| *steps > 0)
    }

    fn with(&mut self, steps: i64) {
        let (mut a, mut b) = (self.steps, steps.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        self.steps = a;
    }
}

/// The quick steps of a part itself: those that a bare part borrows from the parts below it are theirs.
fn own_steps(plan: &Plan, id: PartId) -> impl Iterator<Item = &Step> {
    plan.program.of(id).unwrap_or_default().iter().filter(move |step| step.part == id)
}

fn parents(plan: &Plan) -> Vec<Option<usize>> {
    let mut above = vec![None; plan.parts.len()];
    for (at, part) in plan.parts.iter().enumerate() {
        for child in &part.children {
            if let Some(slot) = above.get_mut(child.0 as usize) {
                *slot = Some(at);
            }
        }
    }
    above
}

/// What the column of a part holds; `None` where columns cannot hold it.
fn holds(plan: &Plan, id: PartId, part: &PlannedPart, coarse: i64) -> Option<Holds> {
    let quick = !part.is_bare && plan.program.of(id).is_some();
    let silent = part.is_bare || (quick && own_steps(plan, id).all(|step| moves(step, part.earns)));
    silent.then_some(())?;
    let points = part.steps.map(|steps| steps / coarse);
    if part.sums {
        // Losses of parts without points beside scores would need two columns.
        let fits = |child: &PartId| is_scored(plan, *child) || is_still(plan, *child);
        return part.children.iter().all(fits).then_some(Holds::Sum(points));
    }
    let mut children = part.children.iter().filter_map(|child| plan.parts.get(child.0 as usize));
    children.all(|child| child.earns == part.earns).then_some(())?;
    Some(match points {
        Some(points) if part.earns => Holds::Earned(points),
        Some(points) => Holds::Left(points),
        None if part.earns => Holds::Gained,
        None => Holds::Lost,
    })
}

/// Whether a part has a score of its own.
fn is_scored(plan: &Plan, id: PartId) -> bool {
    plan.parts.get(id.0 as usize).is_some_and(|part| part.points.is_some() || part.sums)
}

/// Whether a part and those below it move nothing: they only veto.
fn is_still(plan: &Plan, id: PartId) -> bool {
    let vetoes = |step: &Step| matches!(step.quick.kind, QuickKind::Veto(_));
    let below = plan.parts.get(id.0 as usize).map(|part| part.children.as_slice()).unwrap_or_default();
    own_steps(plan, id).all(vetoes) && below.iter().all(|child| is_still(plan, *child))
}

/// Whether a step moves in the direction of its part.
fn moves(step: &Step, earns: bool) -> bool {
    match step.quick.kind {
        QuickKind::Veto(_) => true,
        _ => step.quick.verb == if earns { Verb::Earn } else { Verb::Deduct },
    }
}

/// The points of which the score of every part is a share.
pub(crate) fn points(plan: &Plan, coarse: i64) -> Vec<Option<i64>> {
    let mut points: Vec<Option<i64>> = vec![None; plan.parts.len()];
    for (at, part) in plan.parts.iter().enumerate().rev() {
        let below = || {
            // What has no points only vetoes there, and takes none from the others.
            let scored = part.children.iter().filter(|child| is_scored(plan, **child));
            scored.map(|child| points.get(child.0 as usize).copied().flatten()).sum::<Option<i64>>()
        };
        let own = part.steps.map(|steps| steps / coarse);
        let of = if part.sums && at > 0 { below() } else { own };
        if let Some(slot) = points.get_mut(at) {
            *slot = of;
        }
    }
    points
}

/// The rounding of the total in steps; `None` where it cannot be said in them.
#[expect(clippy::option_option, reason = "no rounding is an answer too")]
fn rounding(plan: &Plan, scale: i64) -> Option<Option<(Rounding, i64)>> {
    let Some((rounding, step)) = plan.rounding else { return Some(None) };
    let steps = step.times(Exact::from(scale))?;
    if Exact::ONE.over(steps)?.is_integer() {
        return Some(None);
    }
    steps.to_scaled(1).map(|steps| Some((rounding, steps)))
}
