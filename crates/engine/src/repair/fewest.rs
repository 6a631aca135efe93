//! Finding the least that makes a unit pass, and saying it in words.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Repair;
use crate::assessment::from_tally::range;
use crate::assessment::outcomes;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::repair::Wish;
use crate::repair::bar::bars;
use crate::repair::gain::Told;
use crate::repair::gain::told;
use crate::repair::matter::Matter;
use crate::repair::matter::State;
use crate::repair::matter::Within;
use crate::repair::matters::Matters;
use crate::repair::remedy::By;
use crate::repair::remedy::Proof;
use crate::repair::remedy::Remedy;
use crate::repair::remedy::RemedyState;
use crate::repair::search::Found;
use crate::repair::search::Objective;
use crate::repair::search::Search;
use crate::repair::search::Solution;
use crate::repair::search::put;
use crate::repair::standing::is_in_trouble;
use crate::repair::trial::Trial;
use crate::words;
use crate::words::Words;

/// The least that makes a unit pass.
pub(super) fn fewest(standard: &Standard, plan: &Plan, readings: &Readings, wish: &Wish) -> Remedy {
    let matters = Matters::new(standard, plan, readings, &wish.keep);
    let repairable = matters.observed();
    let all = repairable.into_iter().chain(matters.unobserved()).collect();
    let mut trial = Trial::new(standard, plan, readings, all, wish.effort);
    trial.mend_rows(&matters);
    let before = crate::evaluation::evaluate(plan, readings);
    let remedy = Remedy {
        version: Remedy::VERSION,
        by: wish.by,
        state: RemedyState::Passes,
        proof: Proof::AnyValue,
        amount: None,
        bound: None,
        repairs: Vec::new(),
        ties: Vec::new(),
        more_ties: false,
        observe: Vec::new(),
        certain: true,
        verdict: None,
        score: None,
        obstacles: Vec::new(),
        evaluations: 0,
        assessment: Assessment::from_tally(standard, plan, readings, &before),
    };
    Finding { standard, plan, readings, wish, before, remedy }.found(trial)
}

/// A remedy as it is found.
struct Finding<'a> {
    standard: &'a Standard,
    plan: &'a Plan,
    readings: &'a Readings,
    wish: &'a Wish,
    before: Tally,
    remedy: Remedy,
}

impl<'a> Finding<'a> {
    fn found(mut self, mut trial: Trial<'a>) -> Remedy {
        let of = |wanted: bool| {
            let chosen = trial.matters.iter().enumerate().filter(|(_, matter)| matter.observed == wanted);
            chosen.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let (mut repairs, unobserved) = (of(true), of(false));
        let prices = self.prices(&trial.matters);
        repairs.retain(|at| prices.get(*at).is_some_and(Option::is_some));
        let prices: Vec<Exact> = prices.into_iter().map(|price| price.unwrap_or(Exact::ZERO)).collect();
        let as_is = trial.as_is();
        if trial.passes(&as_is) == Chance::Surely {
            return self.finished(&mut trial, &[]);
        }
        let mut open = trial.as_is();
        put(&mut open, &repairs.iter().map(|at| (*at, State::Open)).collect::<Vec<_>>());
        if trial.passes(&open) == Chance::Never {
            self.remedy.state = RemedyState::Impossible;
            self.remedy.certain = false;
            self.remedy.obstacles = self.obstacles(&mut trial, &open);
            self.remedy.evaluations = trial.evaluations();
            return self.remedy;
        }
        let objective = match self.wish.by {
            By::Count => Objective::Count,
            By::Points => Objective::Points,
            By::Cost => Objective::Cost,
        };
        let (found, mut trial) = Search::new(trial, objective, prices.clone(), &repairs).run();
        trial.allow_more(self.wish.effort);
        self.tell(found, &mut trial, &repairs, &unobserved, &prices)
    }

    fn tell(
        mut self,
        mut found: Found,
        trial: &mut Trial<'a>,
        repairs: &[usize],
        unobserved: &[usize],
        prices: &[Exact],
    ) -> Remedy {
        if found.solutions.is_empty() && !found.exhausted {
            let states = trial.some_set(repairs, prices);
            found.solutions =
                states.map(|states| Solution { price: Exact::ZERO, states }).into_iter().collect();
        }
        self.remedy.bound = Some(found.bound);
        self.remedy.proof = match (found.is_least, found.for_any_value) {
            (true, true) => Proof::AnyValue,
            (true, false) => Proof::ListedValues,
            (false, _) => Proof::Bound,
        };
        let sets = self.sets(&found, trial, prices);
        let Some((amount, states)) = sets.first().cloned() else {
            return self.without_set(found.exhausted, trial, repairs);
        };
        self.remedy.state = RemedyState::Found;
        self.remedy.amount = Some(amount);
        if self.wish.by == By::Points {
            self.settle_points(found.floor);
        }
        self.remedy.repairs = self.repairs(trial, &states);
        let others = sets.iter().skip(1).filter(|(other, _)| *other == amount);
        self.remedy.ties = others.map(|(_, states)| self.repairs(trial, states)).collect();
        self.remedy.more_ties = found.more;
        let (observe, certain) = trial.observe(&states, unobserved);
        self.remedy.certain = certain;
        self.remedy.observe = self.repairs(trial, &observe);
        let all: Vec<(usize, State)> = states.into_iter().chain(observe).collect();
        self.finished(trial, &all)
    }

    /// The sets that were found, no milder and no smaller than they can be, the best first; each set of matters once.
    fn sets(
        &self,
        found: &Found,
        trial: &mut Trial<'a>,
        prices: &[Exact],
    ) -> Vec<(Exact, Vec<(usize, State)>)> {
        let mut sets: Vec<(Exact, Vec<(usize, State)>)> = Vec::new();
        for solution in &found.solutions {
            let mild = trial.mildest(&solution.states);
            let states = trial.irreducible(mild);
            let matters = |states: &[(usize, State)]| states.iter().map(|(at, _)| *at).collect::<Vec<_>>();
            if !sets.iter().any(|(_, known)| matters(known) == matters(&states)) {
                sets.push((self.amount(trial, &states, prices), states));
            }
        }
        sets.sort_by_key(|(amount, states)| (*amount, states.len()));
        sets
    }

    /// Nothing was found.
    fn without_set(mut self, exhausted: bool, trial: &mut Trial<'a>, repairs: &[usize]) -> Remedy {
        self.remedy.state = if exhausted { RemedyState::Impossible } else { RemedyState::NotFound };
        self.remedy.certain = false;
        if exhausted {
            self.remedy.proof = Proof::ListedValues;
            self.remedy.bound = None;
        }
        let mut open = trial.as_is();
        put(&mut open, &repairs.iter().map(|at| (*at, State::Open)).collect::<Vec<_>>());
        self.remedy.obstacles = self.obstacles(trial, &open);
        self.remedy.evaluations = trial.evaluations();
        self.remedy
    }

    /// Milder values may move fewer points than the listed ones: then what is proved is looked at anew.
    fn settle_points(&mut self, floor: Exact) {
        let amount = self.remedy.amount.unwrap_or(Exact::ZERO);
        if amount == floor {
            self.remedy.proof = Proof::AnyValue;
            self.remedy.bound = Some(floor);
        } else if self.remedy.proof == Proof::Bound || self.remedy.bound.is_none_or(|bound| amount < bound) {
            self.remedy.proof = Proof::Bound;
            self.remedy.bound = Some(floor);
        } else {
            self.remedy.proof = Proof::ListedValues;
        }
    }

    /// What is afterwards.
    fn finished(mut self, trial: &mut Trial<'a>, changed: &[(usize, State)]) -> Remedy {
        let mut states = trial.as_is();
        put(&mut states, changed);
        let mut after: Option<Tally> = None;
        trial.each(&states, &mut |tally| after = Some(tally.clone()));
        let verdict = self.standard.verdicts.first();
        if let Some(after) = after {
            let outcome = verdict.zip(after.verdicts.first());
            self.remedy.verdict = outcome.map(|(verdict, tally)| outcomes::outcome(verdict, tally));
            self.remedy.score = after.unrounded.map(range);
        }
        self.remedy.evaluations = trial.evaluations();
        self.remedy
    }

    fn amount(&self, trial: &mut Trial<'a>, states: &[(usize, State)], prices: &[Exact]) -> Exact {
        match self.wish.by {
            By::Count => Exact::from(i64::try_from(states.len()).unwrap_or(i64::MAX)),
            By::Cost => {
                let paid = states.iter().filter_map(|(at, _)| prices.get(*at).copied());
                paid.fold(Exact::ZERO, |sum, price| sum.plus(price).unwrap_or(sum))
            }
            By::Points => {
                let mut all = trial.as_is();
                put(&mut all, states);
                let mut after: Option<Ends> = None;
                trial.each(&all, &mut |tally| after = tally.unrounded);
                let moved = after.zip(self.before.unrounded).and_then(|(is, was)| is.high.minus(was.high));
                let moved = moved.unwrap_or(Exact::ZERO);
                moved.max(moved.negated())
            }
        }
    }

    fn repairs(&self, trial: &mut Trial<'a>, changed: &[(usize, State)]) -> Vec<Repair> {
        let mut repairs = Vec::new();
        for (at, state) in changed {
            let Some(matter) = trial.matter(*at) else { continue };
            let State::To(target) = state else { continue };
            let (site, Some(target)) = (matter.site, matter.targets.get(*target).cloned()) else { continue };
            let mut states = trial.as_is();
            put(&mut states, &[(*at, *state)]);
            let mut after: Option<Tally> = None;
            trial.each(&states, &mut |tally| after = Some(tally.clone()));
            let Some(after) = after else { continue };
            let (standard, readings, before) = (self.standard, self.readings, &self.before);
            repairs.push(told(Told { standard, readings, site, target: &target, before, after: &after }));
        }
        repairs
    }

    /// The price of every matter: that of its item, else that of its fact. Where costs are asked for, what has none is
    /// left as it is.
    fn prices(&self, matters: &[Matter]) -> Vec<Option<Exact>> {
        let costs: &BTreeMap<(FactId, Option<String>), Exact> = &self.wish.costs;
        let price = |matter: &Matter| {
            let item = match (matter.site.within, self.standard.fact(matter.site.fact).map(|fact| &fact.kind))
            {
                (Within::Item(at), Some(Kind::Items(names))) => names.get(at).cloned(),
                _ => None,
            };
            let fact = matter.site.fact;
            let own = item.and_then(|item| costs.get(&(fact, Some(item))));
            let one = Some(Exact::ONE).filter(|_| self.wish.by != By::Cost);
            own.or(costs.get(&(fact, None))).copied().or(one)
        };
        matters.iter().map(price).collect()
    }

    /// Why the unit cannot pass although everything that can be repaired is as good as it can be.
    fn obstacles(&self, trial: &mut Trial<'a>, open: &[State]) -> Vec<Words> {
        let mut joined: Option<Vec<Words>> = None;
        let bars = bars(self.standard, self.plan);
        let name = |id: PartId| self.standard.part(id).map(named).unwrap_or_default();
        trial.each(open, &mut |tally| {
            let trouble = (0..).map(PartId).zip(tally.parts.iter()).filter(|(id, part)| {
                is_in_trouble(part) && self.standard.part(*id).is_some_and(|part| !part.acts.is_empty())
            });
            let trouble = trouble.map(|(id, _)| {
                let part = name(id);
                words!("{part}：仍否决或不合格", "{part}: still vetoed or failed")
            });
            let low = bars.iter().filter_map(|bar| {
                let part = tally.parts.get(bar.part)?;
                let score = if bar.part == PartId(0) { tally.unrounded? } else { part.score? };
                let height = if bar.of_points { bar.height.times(part.applicable.low)? } else { bar.height };
                let part = match bar.part {
                    PartId(0) => words!("总分", "the score"),
                    id => Words::same(name(id)),
                };
                let (zh, en) = (part.zh, part.en);
                let (high, low) = (score.high, score.low);
                match bar.at_least {
                    true if high < height => Some(words!(
                        "{zh}：至多 {high}，要 {height}",
                        "{en}: at most {high}, {height} is needed"
                    )),
                    false if low > height => Some(words!(
                        "{zh}：至少 {low}，不得高于 {height}",
                        "{en}: at least {low}, no more than {height} passes"
                    )),
                    _ => None,
                }
            });
            let found: Vec<Words> = trouble.chain(low).collect();
            joined = Some(match joined.take() {
                Some(sofar) => sofar.into_iter().filter(|words| found.contains(words)).collect(),
                None => found,
            });
        });
        joined.unwrap_or_default()
    }
}

/// A part by number and label.
fn named(part: &Part) -> String {
    if part.label == part.id { part.label.clone() } else { format!("{} {}", part.id, part.label) }
}
