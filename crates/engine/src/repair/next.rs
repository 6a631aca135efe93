//! Finding what to observe next: the unit is scored with each value that something unobserved may have.

use std::cmp::Ordering;

use crate::assessment::Assessment;
use crate::assessment::Range;
use crate::assessment::from_tally::range;
use crate::assessment::outcomes;
use crate::evaluation::evaluate;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Standard;
use crate::model::fact::Kind;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::repair::Keep;
use crate::repair::agenda::Agenda;
use crate::repair::agenda::Answer;
use crate::repair::agenda::Decides;
use crate::repair::agenda::Question;
use crate::repair::gain::departments;
use crate::repair::matter::Matter;
use crate::repair::matter::State;
use crate::repair::matter::Within;
use crate::repair::matters::Matters;
use crate::repair::search::put;
use crate::repair::standing::Standing;
use crate::repair::trial::Trial;
use crate::repair::words;

/// How often a unit is scored again at most, if it has no rows.
const BUDGET: u64 = 20_000;

/// What is still to be observed of a unit, what decides the most first.
pub(super) fn next(standard: &Standard, plan: &Plan, readings: &Readings) -> Agenda {
    let keep = Keep::default();
    let unobserved = Matters::new(standard, plan, readings, &keep).unobserved();
    let trial = Trial::new(standard, plan, readings, unobserved, BUDGET);
    let before = evaluate(plan, readings);
    let standing = Standing::of(standard, &before);
    let mut asking =
        Asking { standard, plan, readings, trial, open: standing.passes == Chance::Maybe, standing };
    let count = asking.trial.matters.len();
    let mut found: Vec<(Weight, Question)> = Vec::new();
    let mut untried: u32 = 0;
    for at in 0..count {
        if asking.trial.is_spent() {
            untried = untried.saturating_add(1);
        } else {
            found.extend(asking.question(at));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    Agenda {
        version: Agenda::VERSION,
        decided: !asking.open,
        questions: found.into_iter().map(|(_, question)| question).collect(),
        untried,
        assessment: Assessment::from_tally(standard, plan, readings, &before),
    }
}

/// By what questions are put in order.
type Weight = (Decides, Exact, Exact);

struct Asking<'a> {
    standard: &'a Standard,
    plan: &'a Plan,
    readings: &'a Readings,
    trial: Trial<'a>,
    /// Whether the main verdict is.
    open: bool,
    standing: Standing,
}

/// A value that was tried, and what came of it.
struct Tried {
    target: usize,
    standing: Standing,
    after: Tally,
}

impl Asking<'_> {
    /// What one matter may come to.
    fn question(&mut self, at: usize) -> Option<(Weight, Question)> {
        let matter = self.trial.matter(at)?.clone();
        let tried = self.tried(at, matter.targets.len())?;
        let more_is_better = self.trial.more_is_better;
        let order = |a: &&Tried, b: &&Tried| a.standing.compare(&b.standing, more_is_better);
        // Of several that are the best or the worst the one that is listed first.
        let best = tried.iter().rev().max_by(order);
        let worst = tried.iter().min_by(order);
        let is_sample = self.is_sample(&matter);
        let decides = self.decides(&tried, is_sample);
        let (least, most) = self.narrowings(&tried);
        let least = if is_sample { Exact::ZERO } else { least };
        let bounded =
            self.standing.total.map(range).is_some_and(|total| total.low.is_some() && total.high.is_some());
        let names = words::named(self.standard, self.readings, matter.site);
        let looking =
            (0_u32..).zip(&self.plan.parts).filter(|(_, part)| part.facts.contains(&matter.site.fact));
        let parts: Vec<u32> = looking.map(|(at, _)| at).collect();
        let question = Question {
            fact: names.fact,
            item: names.item,
            row: names.row,
            decides,
            narrows: bounded.then_some(Range { low: Some(least), high: Some(most) }),
            best: best.map(|tried| self.answer(&matter, tried)),
            worst: worst.map(|tried| self.answer(&matter, tried)),
            departments: departments(self.standard, &parts),
            parts,
        };
        let differs = best.zip(worst).is_none_or(|(best, worst)| order(&best, &worst) != Ordering::Equal);
        let matters = decides != Decides::Never || most.sign() > 0 || differs;
        matters.then_some(((decides, least, most), question))
    }

    /// The unit with each value that a matter may have.
    fn tried(&mut self, at: usize, targets: usize) -> Option<Vec<Tried>> {
        let one = |target: usize| {
            let mut states = self.trial.as_is();
            put(&mut states, &[(at, State::To(target))]);
            let mut after: Option<Tally> = None;
            self.trial.each(&states, &mut |tally| after = Some(tally.clone()));
            let after = after?;
            Some(Tried { target, standing: Standing::of(self.standard, &after), after })
        };
        (0..targets).map(one).collect()
    }

    /// Whether not everything can be tried: of a list, of days and of texts.
    fn is_sample(&self, matter: &Matter) -> bool {
        let kind = self.standard.fact(matter.site.fact).map(|fact| &fact.kind);
        let is_list = match matter.site.within {
            Within::Whole => matches!(kind, Some(Kind::Records(_))),
            Within::Item(_) => false,
            Within::Row(_) => true,
        };
        matter.targets.is_empty() || is_list
    }

    fn decides(&self, tried: &[Tried], is_sample: bool) -> Decides {
        let decided = tried.iter().filter(|one| self.open && one.standing.passes != Chance::Maybe).count();
        match decided {
            0 => Decides::Never,
            all if all == tried.len() && !is_sample => Decides::Always,
            _ => Decides::Sometimes,
        }
    }

    /// By how much the range of the score becomes narrower, at the least and at the most.
    fn narrowings(&self, tried: &[Tried]) -> (Exact, Exact) {
        let all = || tried.iter().map(|one| narrowed(self.standing.total, one.standing.total));
        (all().min().unwrap_or(Exact::ZERO), all().max().unwrap_or(Exact::ZERO))
    }

    fn answer(&self, matter: &Matter, tried: &Tried) -> Answer {
        let target = matter.targets.get(tried.target);
        let changes = target.map(|target| words::changes(self.standard, self.readings, matter.site, target));
        let verdict = self.standard.verdicts.first().zip(tried.after.verdicts.first());
        Answer {
            values: changes.unwrap_or_default().into_iter().map(words::value).collect(),
            score: tried.after.unrounded.map(range),
            verdict: verdict.map(|(verdict, tally)| outcomes::outcome(verdict, tally)),
        }
    }
}

/// How much narrower a range has become.
fn narrowed(was: Option<Ends>, is: Option<Ends>) -> Exact {
    let width = |ends: Ends| ends.high.minus(ends.low);
    let (was, is) = (was.and_then(width), is.and_then(width));
    was.unwrap_or(Exact::ZERO).minus(is.unwrap_or(Exact::ZERO)).unwrap_or(Exact::ZERO).max(Exact::ZERO)
}
