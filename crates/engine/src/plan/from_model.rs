//! Making a plan: parameters settled on a date, facts and parts by position, quick steps where acts have their
//! shape. It cannot fail: a legal standard has a plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::Standard;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::factor::Factor;
use crate::model::holding::Bounds;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::uses::Uses;
use crate::plan::PartSets;
use crate::plan::Plan;
use crate::plan::PlannedAccount;
use crate::plan::PlannedPart;
use crate::plan::PlannedVerdict;
use crate::plan::Slot;
use crate::plan::columns::verdict::Results;
use crate::plan::plain::PlainPlan;
use crate::plan::program::Program;
use crate::plan::quick::LARGEST;
use crate::plan::quick::POINTS;
use crate::plan::quick::Quick;
use crate::plan::quick::Shapes;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Whole;

impl Plan {
    /// The plan of a standard for an assessment date. Without a date every parameter has its latest value.
    pub fn from_model(standard: &Standard, date: Option<Date>) -> Self {
        let slots = slots(standard);
        let parameters: Vec<Expr> = standard
            .parameters
            .iter()
            .map(|parameter| parameter.on(date).cloned().unwrap_or(Expr::Truth(false)))
            .collect();
        let shapes = Shapes { slots: &slots, parameters: &parameters, lets: &standard.lets };
        let waits = standard.parts.iter().any(|part| !part.needs.is_empty());
        let planned = |(id, part): (PartId, &Part)| PlannedPart {
            children: if waits { standard.scoring_order(id) } else { part.children.clone() },
            ..planned(standard, id, part)
        };
        let parts: Vec<PlannedPart> = standard.parts().map(planned).collect();
        let program = Program::new(&parts, |at| match (standard.parts.get(at), parts.get(at)) {
            (Some(part), Some(planned)) => quick_steps(part, planned, &shapes),
            _ => Vec::new(),
        });
        let accounts = standard.accounts.iter().map(|account| PlannedAccount {
            signed: account.signed,
            limits: account.limits.clone(),
            computed: account.computed.clone(),
        });
        let verdicts = standard.verdicts.iter().map(|verdict| PlannedVerdict {
            part: verdict.part,
            grades: u16::try_from(verdict.grades.len()).unwrap_or(u16::MAX),
            passing: verdict.passing,
            rules: verdict.rules.iter().map(|rule| (rule.grade, rule.when.clone())).collect(),
            plain: None,
        });
        let mut plan = Self {
            date,
            lets: standard.lets.clone(),
            parts,
            program,
            demotions_add_up: standard.demotions_add_up,
            accounts: accounts.collect(),
            acts_above: standard.parts.iter().flat_map(|part| &part.acts).any(Act::acts_above),
            verdicts: verdicts.collect(),
            verdict_order: standard.verdict_order.clone(),
            sets: sets(standard),
            batch: standard.batch.clone(),
            gaps: standard.gaps,
            rounding: standard.rounding,
            scale: POINTS,
            slots,
            parameters,
        };
        plan.program.plain = PlainPlan::of(&plan).map(Arc::new);
        plan.with_plain_verdicts()
    }

    fn with_plain_verdicts(mut self) -> Self {
        let results = Results::of(&self, 1);
        let plain: Vec<_> = self.verdicts.iter().map(|verdict| results.verdict(verdict)).collect();
        self.verdicts.iter_mut().zip(plain).for_each(|(verdict, plain)| verdict.plain = plain);
        self
    }
}

fn slots(standard: &Standard) -> Vec<Slot> {
    let facts = standard.facts.iter().map(|_| None);
    let places = facts.chain(standard.inner.iter().copied().map(Some));
    let slots = (0..).map(FactId).zip(places).filter_map(|(id, inside)| {
        let fact = standard.fact(id)?;
        Some(Slot {
            kind: fact.kind.clone(),
            may_be_inapplicable: fact.may_be_inapplicable,
            external: fact.external,
            scale: fact.kind.scale().unwrap_or(1),
            inside,
        })
    });
    slots.collect()
}

fn planned(standard: &Standard, id: PartId, part: &Part) -> PlannedPart {
    let mut uses = Uses::new(&standard.lets);
    part.acts.iter().for_each(|act| uses.act(act));
    part.applies.iter().for_each(|applies| uses.expression(applies));
    let factors = if part.acts.is_empty() { Vec::new() } else { factors(standard, part) };
    factors.iter().for_each(|factor| uses.factor(factor));
    // A list inside another is observed as a part of it.
    let whole = |facts: &BTreeSet<FactId>| {
        facts.iter().copied().filter(|fact| standard.outer(*fact).is_none()).collect::<Vec<_>>()
    };
    let (acting, tested) = (whole(&uses.facts), uses.tested.iter().copied().collect());
    let own = standard.verdicts_of(id).filter(|_| part.parent.is_some());
    let conditions = own.flat_map(|(_, verdict)| &verdict.rules).filter_map(|rule| rule.when.as_ref());
    conditions.for_each(|when| uses.expression(when));
    let facts = whole(&uses.facts);
    let steps = part.points.and_then(|points| points.to_scaled(POINTS)).filter(|steps| *steps <= LARGEST);
    let countable = steps.is_some() == part.points.is_some();
    let accounts = part.acts.iter().flat_map(Act::verbs).filter_map(Verb::account);
    let accounts: BTreeSet<AccountId> = accounts.collect();
    let sums = part.children.iter().any(|child| has_points(standard, *child));
    PlannedPart {
        points: part.points,
        scaled_from: part.scaled_from,
        bounds: part.bounds,
        roll_up: part.roll_up,
        weight: part.weight.unwrap_or(Exact::ZERO),
        leaves_by: standard.leaves_by(part),
        inside: standard.gaps_in(part),
        rescales: part.parent.is_some() && part.gaps == Some(Gaps::Rescale),
        children: Vec::new(),
        sums,
        earns: part.earns,
        applies: part.applies.clone(),
        acts: part.acts.clone(),
        factors,
        graded: if standard.is_graded(part) {
            standard.verdicts_of(id).map(|(at, _)| at).collect()
        } else {
            Vec::new()
        },
        aims: part.acts.iter().any(Act::aims_at_grade),
        whole: match part.rank {
            Rank::Standard => Some(Whole::Standard),
            Rank::Chapter => Some(Whole::Chapter),
            Rank::Section | Rank::Clause | Rank::Item => None,
        },
        deciding: if standard.is_graded(part) { facts.clone() } else { acting },
        facts,
        accounts: accounts.into_iter().collect(),
        tested,
        steps,
        is_bare: is_ordinary(part)
            && countable
            && part.acts.is_empty()
            && part.applies.is_none()
            && !part.children.is_empty(),
    }
}

/// Whether a part only adds up and holds between nothing and its points.
fn is_ordinary(part: &Part) -> bool {
    part.bounds == Bounds::ORDINARY
        && part.scaled_from.is_none()
        && part.roll_up.is_none()
        && part.gaps.is_none_or(|_| part.parent.is_none())
}

/// The acts of a part as quick steps, where each of them has one; nothing where any has not.
fn quick_steps(part: &Part, planned: &PlannedPart, shapes: &Shapes<'_>) -> Vec<Quick> {
    let leaf = part.children.is_empty() && part.applies.is_none() && part.parent.is_some();
    let leaf = leaf && planned.factors.is_empty() && planned.graded.is_empty() && is_ordinary(part);
    if !leaf || planned.steps.is_some() != part.points.is_some() {
        return Vec::new();
    }
    let alone = part.acts.len() == 1 && part.points.is_some() && !part.earns;
    part.acts.iter().map(|act| shapes.quick(act, alone)).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The factors that multiply what a part loses: those of the parts above, outermost first, then its own.
fn factors(standard: &Standard, part: &Part) -> Vec<Factor> {
    let mut path: Vec<&Part> =
        std::iter::successors(Some(part), |part| standard.part(part.parent?)).collect();
    path.reverse();
    path.into_iter().flat_map(|part| &part.factors).cloned().collect()
}

fn sets(standard: &Standard) -> PartSets {
    let which = |wanted: &dyn Fn(&Part) -> bool| {
        standard.parts().filter(|(_, part)| wanted(part)).map(|(id, _)| id).collect()
    };
    PartSets {
        chapters: which(&|part| part.rank == Rank::Chapter),
        clauses: which(&|part| part.rank == Rank::Clause),
        starred: which(&|part| part.starred),
    }
}

/// Whether a part, or one below it, has points of its own.
fn has_points(standard: &Standard, id: crate::model::part::PartId) -> bool {
    standard.part(id).is_some_and(|part| {
        part.points.is_some() || part.children.iter().any(|child| has_points(standard, *child))
    })
}
