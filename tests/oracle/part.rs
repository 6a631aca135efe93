//! Parts from the bottom up.

use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::Gaps;
use weiheng::model::act::Verb;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;

use crate::above::Aims;
use crate::act::Place;
use crate::clause::handed_up;
use crate::clause::score;
use crate::done::Done;
use crate::done::and;
use crate::done::or;
use crate::done::sum;
use crate::number::Number;
use crate::number::number;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::result::PartOutcome;
use crate::scope::Scope;
use crate::total::rescaled;

/// What the parts directly below one part come to together.
struct Below {
    score: Option<Number>,
    bonus: Option<Number>,
    applicable: Option<Number>,
    deeds: Done,
    veto: Option<bool>,
    failure: Option<bool>,
    aims: Aims,
    undetermined: bool,
    all_inapplicable: Option<bool>,
}

impl Oracle<'_> {
    pub(crate) fn parts(&self, outcomes: &mut Outcomes) {
        self.part(PartId(0), None, true, outcomes);
    }

    /// Scores a part and those below it; returns what it hands up beside its score. `inside`: whether every part
    /// above surely applies.
    fn part(&self, id: PartId, stake: Option<&Number>, inside: bool, outcomes: &mut Outcomes) -> Done {
        let part = self.get(id);
        let applies = part.applies.as_ref().map(|applies| looking(self, id, outcomes).decided(applies));
        if matches!(applies, Some(Outcome::Known(false) | Outcome::NotApplicable)) {
            self.leave_all_out(id, outcomes);
            return Done::nothing();
        }
        let points = part.table().map(number);
        let stake = points.as_ref().or(stake);
        let applies = applies != Some(Outcome::NoValue);
        let below = self.below(part, stake, inside && applies, outcomes);
        let place = Place { scope: looking(self, id, outcomes), earns: part.earns, stake: stake.cloned() };
        let own = self
            .factors(part)
            .into_iter()
            .fold(place.statements(&part.acts), |own, factor| place.multiplied(factor, &[Verb::Deduct], own));
        let idle = part.acts.is_empty() && part.children.is_empty();
        let mut own = own;
        if below.all_inapplicable == Some(false) {
            // Where something below applies, it makes no difference whether the acts do.
            own.inapplicable = Some(false);
        }
        let own_out = if part.acts.is_empty() { Some(!idle) } else { own.inapplicable };
        let out = and(own_out, below.all_inapplicable);
        if out == Some(true) {
            self.leave_out(id, outcomes);
            return Done::nothing();
        }
        let sure = out.is_some() && applies;
        self.scored(id, stake, below, own, (sure, inside), outcomes)
    }

    fn below(&self, part: &Part, stake: Option<&Number>, inside: bool, outcomes: &mut Outcomes) -> Below {
        let mut deeds = Done::nothing();
        let mut waiting = part.children.clone();
        while !waiting.is_empty() {
            // Those at which others look are scored first.
            let ready = waiting.iter().position(|child| self.is_ready(*child, outcomes));
            let child = waiting.remove(ready.expect("parts do not wait for one another"));
            deeds = deeds.then(self.part(child, stake, inside, outcomes));
        }
        self.summed(part, deeds, outcomes)
    }

    /// Whether everything outside a part is scored at which it or something in it looks.
    fn is_ready(&self, id: PartId, outcomes: &Outcomes) -> bool {
        let in_it =
            |part: PartId| std::iter::successors(Some(part), |at| self.get(*at).parent).any(|at| at == id);
        let inside = self.standard.parts().filter(|(part, _)| in_it(*part));
        inside.flat_map(|(_, part)| &part.needs).all(|need| in_it(*need) || outcomes.parts.contains_key(need))
    }

    /// The results below a part, added up.
    fn summed(&self, part: &Part, deeds: Done, outcomes: &Outcomes) -> Below {
        let children = || part.children.iter().map(|child| &outcomes.parts[child]);
        let total =
            |of: fn(&PartOutcome) -> Option<Number>| children().map(of).fold(Some(Number::zero()), sum);
        Below {
            score: total(score_or_zero),
            bonus: total(|child| child.bonus.clone()),
            applicable: total(|child| child.applicable.clone()),
            veto: children().map(|child| child.veto).fold(Some(false), or),
            failure: children().map(|child| child.failure).fold(Some(false), or),
            aims: children().map(|child| child.aims.clone()).fold(Aims::none(), Aims::then),
            undetermined: children().any(|child| child.undetermined),
            all_inapplicable: children().map(PartOutcome::is_out).fold(Some(true), and),
            deeds,
        }
    }

    fn scored(
        &self,
        id: PartId,
        stake: Option<&Number>,
        below: Below,
        own: Done,
        (own_sure, inside): (bool, bool),
        outcomes: &mut Outcomes,
    ) -> Done {
        let sure = own_sure && inside;
        let part = self.get(id);
        let sums = self.sums(part);
        let open = own.is_open() || !sure;
        let booked = if sure { own.booked.clone() } else { own.clone().either(Done::nothing()).booked };
        outcomes.book(booked);
        let own_points = part.table().map_or_else(Number::zero, number);
        let start = if part.roll_up.is_some() {
            self.rolled(part, outcomes)
        } else if sums {
            below.score
        } else {
            Some(if part.earns { Number::zero() } else { own_points.clone() })
        };
        let bonus = sum(below.bonus, own.added.clone());
        let (veto, failure) = (or(below.veto, own.veto), or(below.failure, own.failure));
        let own_aims = own.above.any;
        let mut done = below.deeds.then(own);
        done.above = done.above.then(below.aims);
        let scored = part.points.is_some() || sums;
        let score = scored.then(|| score(part, start, &done, stake));
        let applicable = if sums && part.roll_up.is_none() { below.applicable } else { Some(own_points) };
        let (score, applicable) = scaled(part, score, applicable);
        let score = score.map(|score| score.filter(|_| sure));
        let valueless = score == Some(None);
        let lost = done.lost.clone();
        let mut result = PartOutcome {
            finding: Finding::Met,
            score: score
                .map_or(Outcome::NotApplicable, |score| score.map_or(Outcome::NoValue, Outcome::Known)),
            bonus: bonus.filter(|bonus| sure || bonus.is_zero()),
            applicable: applicable.filter(|_| sure || !scored),
            veto: veto.filter(|veto| sure || !veto),
            failure: failure.filter(|failure| sure || !failure),
            withheld: done.above.withheld.filter(|withheld| sure || !withheld),
            aims: if sure { done.above.clone() } else { done.above.clone().perhaps() },
            undetermined: open || below.undetermined || valueless,
            may_be_out: !sure,
        };
        result.finding = finding(&result, lost, own_aims);
        result.aims = result.aims.beyond(matches!(part.rank, Rank::Chapter | Rank::Standard));
        outcomes.parts.insert(id, result);
        self.graded(id, outcomes);
        let goes_up = !scored && id != PartId(0);
        let up = if own_sure { done.clone() } else { done.clone().either(Done::nothing()) };
        let up = Done { above: Aims::none(), inapplicable: Some(false), ..handed_up(up) };
        if goes_up { up } else { Done::nothing() }
    }

    /// Where nothing acts in a part without points, its verdicts decide whether it is met.
    fn graded(&self, id: PartId, outcomes: &mut Outcomes) {
        for (at, verdict) in self.standard.verdicts_of(id).filter(|_| self.standard.is_graded(self.get(id))) {
            let grade = self.grade(at, outcomes);
            let part = outcomes.parts.get_mut(&id).expect("a part has a result");
            let fails = match grade {
                Outcome::Known(grade) => Some(grade > verdict.passing),
                Outcome::NotApplicable => Some(false),
                Outcome::NoValue => None,
            };
            part.failure = or(part.failure, fails);
            part.undetermined |= fails.is_none() && part.failure != Some(true);
            part.finding = match part.failure {
                Some(true) => Finding::Failed,
                None => Finding::Undetermined,
                Some(false) => part.finding,
            };
        }
    }

    /// A part that does not apply, with everything below it.
    fn leave_all_out(&self, id: PartId, outcomes: &mut Outcomes) {
        self.get(id).children.iter().for_each(|child| self.leave_all_out(*child, outcomes));
        self.leave_out(id, outcomes);
    }

    /// A part that does not apply: the policies say what becomes of its points.
    fn leave_out(&self, id: PartId, outcomes: &mut Outcomes) {
        let part = self.get(id);
        let (inside, above) = (self.standard.gaps_in(part), self.standard.leaves_by(part));
        let below = self.summed(part, Done::nothing(), outcomes);
        let adds_up = self.sums(part) && (inside != Gaps::Rescale || above == Gaps::Rescale);
        let whole = part.roll_up.is_some() || part.scaled_from.is_some();
        let points = part.points.filter(|_| !adds_up || whole).map(number);
        let policy = if adds_up { inside } else { above };
        let (score, applicable) = match (points, policy) {
            (_, Gaps::Rescale) => (Outcome::NotApplicable, Number::zero()),
            (_, Gaps::Full | Gaps::Zero) if id == PartId(0) => (Outcome::NotApplicable, Number::zero()),
            (Some(points), Gaps::Full) => (Outcome::Known(points.clone()), points),
            (Some(points), Gaps::Zero) => (Outcome::Known(Number::zero()), points),
            (Some(points), Gaps::Forbid) => (Outcome::NoValue, points),
            (None, _) if self.sums(part) => {
                let score = below.score.map_or(Outcome::NoValue, Outcome::Known);
                (score, below.applicable.expect("what surely does not apply has fixed points"))
            }
            (None, _) => (Outcome::NotApplicable, Number::zero()),
        };
        let undetermined = score == Outcome::NoValue;
        let result = PartOutcome {
            finding: if undetermined { Finding::Undetermined } else { Finding::NotApplicable },
            score,
            bonus: Some(Number::zero()),
            applicable: Some(applicable),
            veto: Some(false),
            failure: Some(false),
            withheld: Some(false),
            aims: Aims::none(),
            undetermined,
            may_be_out: false,
        };
        outcomes.parts.insert(id, result);
    }

    pub(crate) fn get(&self, id: PartId) -> &Part {
        self.standard.part(id).expect("a part of the standard")
    }

    /// Whether a part adds up the parts below: some of them have points.
    pub(crate) fn sums(&self, part: &Part) -> bool {
        part.children
            .iter()
            .map(|child| self.get(*child))
            .any(|child| child.points.is_some() || self.sums(child))
    }
}

/// What a part comes to among its own points: what applies of its table (缺项 折算 of its own), then the table (折算自).
fn scaled(
    part: &Part,
    score: Option<Option<Number>>,
    applicable: Option<Number>,
) -> (Option<Option<Number>>, Option<Number>) {
    let (mut score, mut applicable) = (score, applicable);
    if part.parent.is_some() && part.gaps == Some(Gaps::Rescale) {
        let points = part.points.map(|_| number(part.table().expect("a part with points")));
        let points = points.expect("缺项 stands in a part with points");
        score = score.map(|score| Some(rescaled(score?, applicable.as_ref()?, &points)));
        applicable = applicable.map(|applicable| if applicable.is_zero() { applicable } else { points });
    }
    if let (Some(points), Some(table)) = (part.points, part.scaled_from) {
        let factor = number(points) / number(table);
        score = score.map(|score| Some(score? * &factor));
        applicable = applicable.map(|applicable| applicable * factor);
    }
    (score, applicable)
}

fn score_or_zero(part: &PartOutcome) -> Option<Number> {
    match &part.score {
        Outcome::Known(score) => Some(score.clone()),
        Outcome::NotApplicable => Some(Number::zero()),
        Outcome::NoValue => None,
    }
}

/// The facts, and the results of the parts that are scored so far.
fn looking<'a>(oracle: &'a Oracle<'a>, part: PartId, outcomes: &'a Outcomes) -> Scope<'a> {
    Scope { outcome: Some((outcomes, part)), ..Scope::new(oracle) }
}

/// The first finding that fits.
fn finding(part: &PartOutcome, lost: Option<Number>, aims: Option<bool>) -> Finding {
    // With nothing lost a part is met, unless it acts above.
    let met = if aims == Some(true) { Finding::Failed } else { Finding::Met };
    match (&part.score, &part.applicable) {
        _ if part.withheld == Some(true) => Finding::Withheld,
        _ if part.veto == Some(true) && part.withheld == Some(false) => Finding::Vetoed,
        _ if part.failure == Some(true) && (part.veto, part.withheld) == (Some(false), Some(false)) => {
            Finding::Failed
        }
        _ if part.undetermined => Finding::Undetermined,
        (Outcome::Known(score), Some(applicable)) if score >= applicable => met,
        (Outcome::Known(score), _) if score.is_zero() => Finding::Zero,
        (Outcome::Known(_), _) => Finding::Reduced,
        (_, _) if lost.is_some_and(|lost| lost > Number::zero()) => Finding::Reduced,
        _ => met,
    }
}
