//! Parts from the bottom up: clauses into sections, sections into chapters, chapters into the total.

use crate::evaluation::clause::Clause;
use crate::evaluation::clause::Done;
use crate::evaluation::clause::net;
use crate::evaluation::clause::plus;
use crate::evaluation::completion;
use crate::evaluation::deed::Deed;
use crate::evaluation::finding;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::quick;
use crate::evaluation::quick::Plain;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::plan::PlannedPart;

/// Scores parts into a tally.
pub(crate) struct RollUp<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) readings: &'a Readings,
    pub(crate) scope: &'a Scope<'a>,
    pub(crate) tally: &'a mut Tally,
}

/// What the parts below one part hand to it.
pub(crate) struct Below {
    /// The sum of scores, without bonuses.
    score: Ends,
    bonus: Ends,
    applicable: Ends,
    /// What parts without points lost and earned.
    deed: Deed,
    /// The same from quick steps, in steps of the plan's scale.
    quick: (i128, i128),
    pub(crate) veto: Chance,
    pub(crate) failure: Chance,
    pub(crate) cause: Option<Cause>,
    /// Whether a part below is not settled.
    pub(crate) open: bool,
    parts: u32,
    inapplicable: u32,
}

impl Below {
    fn nothing() -> Self {
        Self {
            score: Ends::ZERO,
            bonus: Ends::ZERO,
            applicable: Ends::ZERO,
            deed: Deed::NOTHING,
            quick: (0, 0),
            veto: Chance::Never,
            failure: Chance::Never,
            cause: None,
            open: false,
            parts: 0,
            inapplicable: 0,
        }
    }

    /// Everything without points below, quick steps included.
    fn deeds(&self, scale: i64) -> Deed {
        let exact =
            |steps: i128| Interval::point(Exact::new(steps, i128::from(scale)).unwrap_or(Exact::ZERO));
        match self.quick {
            (0, 0) => self.deed,
            (lost, earned) => {
                self.deed.then(Deed { deduct: exact(lost), earn: exact(earned), ..Deed::NOTHING })
            }
        }
    }

    fn add(&mut self, part: &PartTally) {
        self.parts += 1;
        self.inapplicable += u32::from(part.finding == Finding::NotApplicable);
        self.score = plus(self.score, part.score.unwrap_or(Ends::ZERO));
        self.bonus = plus(self.bonus, part.bonus);
        self.applicable = plus(self.applicable, part.applicable);
        self.veto = self.veto.or(part.veto);
        self.failure = self.failure.or(part.failure);
        self.cause = self.cause.or(part.cause);
        self.open |=
            matches!(part.finding, Finding::Undetermined | Finding::NotObserved) || part.may_be_inapplicable;
    }
}

impl RollUp<'_> {
    /// Scores a part and everything below it, and adds it to the part above.
    pub(crate) fn part(&mut self, id: PartId, stake: Option<Exact>, above: &mut Below) {
        let Some(part) = self.plan.parts.get(id.0 as usize) else { return };
        if let Some(steps) = &part.quick
            && let Some(plain) = quick::run(self.plan, steps, id, self.readings, &mut self.tally.lines)
        {
            match part.points {
                None => self.quick(id, plain, above),
                Some(points) => self.quick_held(id, part, points, plain, above),
            }
            return;
        }
        let stake = part.points.or(stake);
        let applies = part.applies.as_ref().map(|applies| self.scope.value(applies));
        let mut below = Below::nothing();
        match applies.as_ref().map(|applies| applies.truths().yes) {
            Some(false) => self.skip(id, above),
            _ => {
                for child in &part.children {
                    self.part(*child, stake, &mut below);
                }
                let may_be_inapplicable = applies.as_ref().is_some_and(|applies| !applies.surely());
                self.score(id, part, stake, below, may_be_inapplicable, above);
            }
        }
    }

    /// A part without points whose facts are all plainly known: nothing but integers.
    fn quick(&mut self, id: PartId, plain: Plain, above: &mut Below) {
        above.quick = (above.quick.0 + i128::from(plain.lost), above.quick.1 + i128::from(plain.earned));
        above.parts += 1;
        above.veto = above.veto.or(plain.veto);
        let finding = match (plain.veto, plain.lost) {
            (Chance::Surely, _) => Finding::Vetoed,
            (_, ..=0) => Finding::Met,
            _ => Finding::Reduced,
        };
        if let Some(place) = self.tally.parts.get_mut(id.0 as usize) {
            *place = PartTally { finding, veto: plain.veto, ..finding::BLANK };
        }
    }

    /// The same for a part with points: its losses and earnings are held to them.
    fn quick_held(&mut self, id: PartId, part: &PlannedPart, points: Exact, plain: Plain, above: &mut Below) {
        let amount = |steps: i64| Interval::point(Exact::scaled(steps, self.plan.scale));
        let deed = Deed { deduct: amount(plain.lost), earn: amount(plain.earned), ..Deed::NOTHING };
        let start = own_start(part);
        let clause = Clause {
            id,
            points: Some(points),
            stake: Some(points),
            earns: part.earns,
            acts: &[],
            start: Ends::point(start),
            below: deed,
            holds: true,
        };
        let score = clause.held_in(deed, &mut self.tally.lines);
        let mut result = PartTally {
            score: Some(score),
            start: Some(start),
            applicable: Ends::point(points),
            veto: plain.veto,
            ..finding::BLANK
        };
        result.finding = match plain.veto {
            Chance::Surely => Finding::Vetoed,
            _ if score.high >= points => Finding::Met,
            _ if score.high.is_zero() => Finding::Zero,
            _ => Finding::Reduced,
        };
        self.hand_up(id, result, Deed::NOTHING, above);
    }

    fn score(
        &mut self,
        id: PartId,
        part: &PlannedPart,
        stake: Option<Exact>,
        below: Below,
        may_be_inapplicable: bool,
        above: &mut Below,
    ) {
        let holds = part.points.is_some() || part.sums || id == PartId(0);
        let start = if part.sums { below.score } else { Ends::point(own_start(part)) };
        let clause = Clause {
            id,
            points: part.points,
            stake,
            earns: part.earns,
            acts: &part.acts,
            start: if holds { start } else { Ends::ZERO },
            below: below.deeds(self.plan.scale),
            holds,
        };
        let done = self.done(&clause, part);
        let nothing_applies = finding::nothing_applies(part, &done, below.parts, below.inapplicable);
        if nothing_applies == Chance::Surely {
            self.skip_own(id, part, below, above);
            return;
        }
        let own_points = part.points.filter(|_| !part.sums).map_or(Ends::ZERO, Ends::point);
        let mut result = PartTally {
            score: holds.then_some(done.score).filter(|_| part.points.is_some() || part.sums),
            bonus: plus(below.bonus, bonus(done.deed)),
            start: (holds && !part.sums).then(|| own_start(part)).filter(|_| part.points.is_some()),
            applicable: if part.sums { below.applicable } else { own_points },
            may_be_inapplicable: may_be_inapplicable || nothing_applies == Chance::Maybe,
            veto: below.veto.or(done.deed.veto),
            failure: below.failure.or(done.deed.failure),
            cause: done.deed.doubt.cause.or(below.cause),
            finding: Finding::Met,
        };
        self.tally.lines.extend(done.lines.iter());
        if result.may_be_inapplicable {
            self.perhaps_inapplicable(id, &mut result);
        }
        let unseen = finding::all_unseen(part, self.readings);
        result.finding = finding::of(part, &result, &done, &below, unseen);
        if result.finding != Finding::Undetermined && !below.open {
            result.cause = None;
        }
        self.hand_up(id, result, if holds { Deed::NOTHING } else { done.deed }, above);
    }

    fn done(&self, clause: &Clause<'_>, part: &PlannedPart) -> Done {
        let plain = clause.done(self.scope);
        if !plain.deed.doubt.any() {
            return plain;
        }
        let mut done = completion::complete(clause, self.plan, &self.readings.readings, &part.facts, plain);
        let start = if clause.holds { plus(clause.start, net(clause.below)) } else { net(clause.below) };
        done.lines.extend(completion::balance(clause.id, &done.lines, start, done.score));
        done
    }

    /// A part that turned out not applicable although parts or acts were looked at.
    fn skip_own(&mut self, id: PartId, part: &PlannedPart, below: Below, above: &mut Below) {
        let mut result = PartTally { finding: Finding::NotApplicable, bonus: below.bonus, ..finding::BLANK };
        // Of a part that sums, the parts below already carry what the policy gives.
        if part.sums {
            result.score = (self.plan.gaps != Gaps::Rescale).then_some(below.score);
            result.applicable = below.applicable;
            result.cause = below.cause;
        } else {
            self.give_gap(id, part.points, &mut result);
        }
        self.hand_up(id, result, Deed::NOTHING, above);
    }

    /// A part that does not apply, with everything below it.
    fn skip(&mut self, id: PartId, above: &mut Below) {
        let Some(part) = self.plan.parts.get(id.0 as usize) else { return };
        let mut below = Below::nothing();
        for child in &part.children {
            self.skip(*child, &mut below);
        }
        self.skip_own(id, part, below, above);
    }

    /// What the policy gives for the points of what surely does not apply.
    fn give_gap(&mut self, id: PartId, points: Option<Exact>, result: &mut PartTally) {
        let Some(points) = points else { return };
        let given = match self.plan.gaps {
            Gaps::Rescale => return,
            Gaps::Full => Ends::point(points),
            Gaps::Zero => Ends::ZERO,
            Gaps::Forbid => Ends { low: Exact::ZERO, high: points },
        };
        result.start = Some(points);
        result.score = Some(given);
        result.applicable = Ends::point(points);
        if self.plan.gaps == Gaps::Forbid {
            result.finding = Finding::Undetermined;
            result.cause = Some(Cause::Gap);
        }
        self.gap_line(id, given, Ends::point(points));
    }

    /// The hull of applying and not applying.
    fn perhaps_inapplicable(&mut self, id: PartId, result: &mut PartTally) {
        let Some(score) = result.score else { return };
        let points = result.applicable.high;
        let otherwise = match self.plan.gaps {
            Gaps::Rescale | Gaps::Zero => Ends::ZERO,
            Gaps::Full => Ends::point(points),
            Gaps::Forbid => Ends { low: Exact::ZERO, high: points },
        };
        let hull = Ends { low: score.low.min(otherwise.low), high: score.high.max(otherwise.high) };
        if self.plan.gaps == Gaps::Rescale {
            result.applicable.low = Exact::ZERO;
        }
        result.score = Some(hull);
        self.gap_line(id, hull, score);
    }

    fn gap_line(&mut self, part: PartId, to: Ends, from: Ends) {
        let amount = crate::evaluation::book::difference(to, from);
        if !amount.is_zero() {
            self.tally.lines.push(Line { part, act: None, kind: LineKind::Gaps, amount });
        }
    }

    fn hand_up(&mut self, id: PartId, result: PartTally, deed: Deed, above: &mut Below) {
        above.add(&result);
        if deed != Deed::NOTHING {
            above.deed = above.deed.then(Deed {
                bonus: Interval::ZERO,
                full: Chance::Never,
                zero: Chance::Never,
                ..deed
            });
        }
        if let Some(place) = self.tally.parts.get_mut(id.0 as usize) {
            *place = result;
        }
    }
}

/// What a part of its own points starts from.
fn own_start(part: &PlannedPart) -> Exact {
    part.points.filter(|_| !part.earns).unwrap_or(Exact::ZERO)
}

fn bonus(deed: Deed) -> Ends {
    crate::evaluation::book::ends(deed.bonus)
}

/// The parts of a whole standard, from its root.
pub(crate) fn whole(roll_up: &mut RollUp<'_>) {
    let mut above = Below::nothing();
    roll_up.part(PartId(0), None, &mut above);
}
