//! Parts from the bottom up: clauses into sections, sections into chapters, chapters into the total.

use crate::evaluation::aims;
use crate::evaluation::book::difference;
use crate::evaluation::book::plus;
use crate::evaluation::booking;
use crate::evaluation::clause::Clause;
use crate::evaluation::clause::Done;
use crate::evaluation::completion;
use crate::evaluation::deed::Deed;
use crate::evaluation::finding;
use crate::evaluation::interval::Interval;
use crate::evaluation::plain::Plain;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::quick;
use crate::evaluation::reach::Reach;
use crate::evaluation::rolled;
use crate::evaluation::scale;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::stake::Stake;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::holding;
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
    pub(crate) score: Ends,
    pub(crate) bonus: Ends,
    pub(crate) applicable: Ends,
    /// What parts without points lost and earned.
    deed: Deed,
    /// What the lines of those parts moved, bonuses aside.
    written: Ends,
    /// What plain parts hand up; not yet in the numbers above.
    plain: Plain,
    pub(crate) veto: Chance,
    pub(crate) failure: Chance,
    /// What is aimed above those parts.
    reach: Reach,
    pub(crate) cause: Option<Cause>,
    /// Whether a part below is not settled.
    pub(crate) open: bool,
    /// Whether every part is not applicable.
    pub(crate) inapplicable: Chance,
}

impl Below {
    pub(crate) fn nothing() -> Self {
        Self {
            score: Ends::ZERO,
            bonus: Ends::ZERO,
            applicable: Ends::ZERO,
            deed: Deed::NOTHING,
            written: Ends::ZERO,
            plain: Plain::default(),
            veto: Chance::Never,
            failure: Chance::Never,
            reach: Reach::NONE,
            cause: None,
            open: false,
            inapplicable: Chance::Surely,
        }
    }

    /// The same with what plain parts hand up in exact numbers.
    fn whole(mut self, scale: i64) -> Self {
        let plain = std::mem::take(&mut self.plain);
        if plain.any {
            let exact = |steps: i64| Exact::scaled(steps, scale);
            self.score = plus(self.score, Ends::point(exact(plain.score)));
            self.applicable = plus(self.applicable, Ends::point(exact(plain.applicable)));
            self.written = plus(self.written, Ends::point(exact(plain.moved.earned - plain.moved.lost)));
            let (deduct, earn) =
                (Interval::point(exact(plain.moved.lost)), Interval::point(exact(plain.moved.earned)));
            self.deed = self.deed.then(Deed { deduct, earn, ..Deed::NOTHING });
            self.veto = self.veto.or(plain.moved.veto);
            self.inapplicable = Chance::Never;
        }
        self
    }

    fn add(&mut self, part: &PartTally) {
        self.inapplicable = self.inapplicable.min(match part.finding {
            Finding::NotApplicable => Chance::Surely,
            _ if part.may_be_inapplicable => Chance::Maybe,
            _ => Chance::Never,
        });
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
    /// Scores a part and everything below it, and adds it to the part above. `inside`: the doubt whether the parts
    /// above apply, where there is any: this one goes with them.
    pub(crate) fn part(&mut self, id: PartId, stake: Stake, inside: Option<Doubt>, above: &mut Below) {
        if inside.is_none() && self.plainly(id, &mut above.plain) {
            return;
        }
        if let Some(part) = self.plan.parts.get(id.0 as usize) {
            self.in_full(id, part, stake, inside, above);
        }
    }

    /// Scores a part of which everything is plainly known, with everything below it; `false`, with no line written,
    /// where something is not.
    fn plainly(&mut self, id: PartId, above: &mut Plain) -> bool {
        let Some(part) = self.plan.parts.get(id.0 as usize) else { return false };
        let Tally { lines, parts, .. } = &mut *self.tally;
        let quick = self
            .plan
            .program
            .of(id)
            .and_then(|steps| quick::run(steps, self.readings.plain_facts(), lines, parts));
        match quick {
            Some(moved) => {
                self.settle(id, part, moved.into(), above);
                true
            }
            None => part.is_bare && self.bare(id, part, above),
        }
    }

    /// A part that only sums or holds the parts below it.
    fn bare(&mut self, id: PartId, part: &PlannedPart, above: &mut Plain) -> bool {
        let mark = self.tally.lines.len();
        let mut below = Plain::default();
        let all = part.children.iter().all(|child| self.plainly(*child, &mut below));
        // A part that sums without points of its own holds what others lost to the points above it.
        let moved = below.moved.lost != 0 || below.moved.earned != 0;
        let plain = all && (part.points.is_some() || !part.sums || !moved);
        if plain {
            self.settle(id, part, below, above);
        } else {
            self.tally.lines.truncate(mark);
        }
        plain
    }

    /// A part that takes the general way.
    fn in_full(
        &mut self,
        id: PartId,
        part: &PlannedPart,
        stake: Stake,
        inside: Option<Doubt>,
        above: &mut Below,
    ) {
        let stake = stake.within(part);
        let applies = part.applies.as_ref().map(|applies| self.looking(id).value(applies));
        if applies.as_ref().is_some_and(|applies| !applies.truths().yes) {
            self.skip(id, above);
            return;
        }
        let open = applies.filter(|applies| !applies.surely() || applies.absent);
        let own = open.map(|applies| applies.doubt);
        let doubt = own.into_iter().chain(inside).reduce(Doubt::and);
        let applies = Applies { perhaps: own.is_some(), doubt };
        let mut below = Below::nothing();
        for child in &part.children {
            self.part(*child, stake, doubt, &mut below);
        }
        self.score(id, part, stake, below.whole(self.plan.scale), applies, above);
    }

    /// A part of which everything is plainly known: nothing but integers.
    fn settle(&mut self, id: PartId, part: &PlannedPart, plain: Plain, above: &mut Plain) {
        let lines = &mut self.tally.lines;
        let (result, handed) = plain.settle(part.into(), |kind, steps| lines.balance(id, kind, steps));
        above.add(handed);
        self.tally.parts.set_plain(id, result);
    }

    fn score(
        &mut self,
        id: PartId,
        part: &PlannedPart,
        stake: Stake,
        below: Below,
        applies: Applies,
        above: &mut Below,
    ) {
        let holds = part.points.is_some() || part.sums || id == PartId(0);
        let rolled = part.roll_up.map(|roll_up| self.rolled(roll_up, part));
        let start = match rolled {
            Some((rolled, _)) => rolled,
            None if part.sums => below.score,
            None => Ends::point(own_start(part)),
        };
        let written = below.written;
        let clause = Clause {
            id,
            points: part.table(),
            stake,
            bounds: part.bounds,
            earns: part.earns,
            acts: &part.acts,
            accounts: &part.accounts,
            factors: &part.factors,
            start: if holds { start } else { Ends::ZERO },
            below: below.deed,
            written,
            reach: below.reach,
            whole: part.whole,
            holds,
        };
        let mut done = self.done(&clause, part);
        // Where something below surely applies, it makes no difference whether the acts do.
        if below.inapplicable == Chance::Never {
            done.deed = Deed { inapplicable: Chance::Never, ..done.deed }.settled();
        }
        let nothing_applies = finding::nothing_applies(part, &done, &below);
        if nothing_applies == Chance::Surely {
            self.skip_own(id, part, below, above);
            return;
        }
        let perhaps = applies.perhaps || nothing_applies == Chance::Maybe;
        let applicable = match part.table().map(Ends::point) {
            Some(own) if !part.sums || rolled.is_some() => own,
            _ if part.sums => below.applicable,
            _ => Ends::ZERO,
        };
        let mut result = PartTally {
            score: (part.points.is_some() || part.sums).then_some(done.score),
            bonus: plus(below.bonus, done.bonus),
            start: (holds && !part.sums).then(|| own_start(part)).filter(|_| part.points.is_some()),
            applicable,
            may_be_inapplicable: perhaps || applies.doubt.is_some(),
            veto: below.veto.or(done.deed.veto),
            withheld: done.deed.above.withheld,
            failure: below.failure.or(done.deed.failure),
            cause: rolled
                .and_then(|(_, cause)| cause)
                .or(done.doubt().cause)
                .or(applies.doubt.and_then(|doubt| doubt.cause))
                .or(below.cause),
            finding: Finding::Met,
        };
        if let Some(doubt) = applies.doubt {
            done.booked = done.booked.into_iter().map(|booked| booked.perhaps(doubt)).collect();
        }
        if let Some((rolled, _)) = rolled {
            let amount = difference(rolled, below.score);
            let line = Line { part: id, act: None, kind: LineKind::RollUp, amount };
            done.lines.splice(0..0, Some(line).filter(|_| !amount.is_zero()));
        }
        scale::rescale(id, part, &mut done, &mut result);
        scale::to_points(id, part, &mut done, &mut result);
        if result.may_be_inapplicable {
            self.perhaps_inapplicable(id, part, perhaps && !holds, &mut done, &mut result);
        }
        let unseen = finding::all_unseen(part, self.readings);
        result.finding = finding::of(&result, &done, &below, unseen);
        above.reach = above.reach.then(done.deed.above.beyond(part.whole));
        let certain = result.score.is_none_or(|score| score.low == score.high);
        if result.finding != Finding::Undetermined && !below.open && certain {
            result.cause = None;
        }
        if !part.graded.is_empty() {
            result = self.graded(id, part, result);
        }
        self.tally.lines.extend(done.lines.iter().copied());
        if part.aims {
            let (aims, aimed) = aims::found(id, part, &self.looking(id), result.may_be_inapplicable);
            self.tally.aimed_at(aims, aimed);
        }
        booking::enter(std::mem::take(&mut done.booked), self.tally);
        self.hand_up(id, result, above);
        if !holds {
            let own = done.lines.iter().fold(Ends::ZERO, |sum, line| plus(sum, line.amount));
            let bonus = difference(result.bonus, below.bonus);
            above.written = plus(above.written, plus(written, difference(own, bonus)));
            above.deed = above.deed.then(Deed { bonus: Interval::ZERO, above: Reach::NONE, ..done.deed });
        }
    }

    /// The result of a part of which its verdicts decide whether it is met.
    fn graded(&mut self, id: PartId, part: &PlannedPart, result: PartTally) -> PartTally {
        self.tally.parts.set(id, result);
        let scope = self.looking(id);
        let verdicts = part.graded.iter().filter_map(|at| self.plan.verdicts.get(usize::from(*at)));
        verdicts
            .fold(result, |result, verdict| finding::graded(result, &scope.verdict(verdict), verdict.passing))
    }

    /// The facts, and the results of the parts that are scored so far.
    fn looking(&self, part: PartId) -> Scope<'_> {
        self.scope.with_part(Outcome {
            parts: &self.tally.parts,
            total: None,
            part,
            accounts: &[],
            unvetoed: false,
            verdicts: &[],
        })
    }

    fn done(&self, clause: &Clause<'_>, part: &PlannedPart) -> Done {
        let scope = self.looking(clause.id);
        let plain = clause.done(&scope);
        if !plain.doubt().any() {
            return plain;
        }
        let mut done = completion::complete(clause, &scope, part, plain);
        let start = plus(clause.start, clause.written);
        let result = plus(done.score, done.bonus);
        done.lines.extend(completion::balance(clause.id, &done.lines, start, result));
        done.booked = done.booked.into_iter().map(|booked| booked.balanced(clause.id)).collect();
        done
    }

    /// The parts below as one.
    fn rolled(&self, roll_up: holding::RollUp, part: &PlannedPart) -> (Ends, Option<Cause>) {
        let below = part.children.iter().filter_map(|child| {
            Some((self.plan.parts.get(child.0 as usize)?, self.tally.parts.get(*child)?))
        });
        rolled::rolled(roll_up, part, &below.collect::<Vec<_>>())
    }

    pub(crate) fn hand_up(&mut self, id: PartId, result: PartTally, above: &mut Below) {
        above.add(&result);
        self.tally.parts.set(id, result);
    }
}

/// How a part stands to applying at all.
#[derive(Clone, Copy)]
struct Applies {
    /// Whether its own 适用 may fail.
    perhaps: bool,
    /// Why it is not known whether it and the parts above apply, where it is not.
    doubt: Option<Doubt>,
}

/// What a part of its own points starts from.
fn own_start(part: &PlannedPart) -> Exact {
    part.table().filter(|_| !part.earns).unwrap_or(Exact::ZERO)
}

/// The parts of a whole standard, from its root.
pub(crate) fn whole(roll_up: &mut RollUp<'_>) {
    let mut above = Below::nothing();
    roll_up.part(PartId(0), Stake::NONE, None, &mut above);
}
