//! The units among which one is ranked, in order, so that those before it are counted without going through them.

use std::cmp::Reverse;

use crate::evaluation::interval::End;
use crate::evaluation::possible::Doubt;
use crate::evaluation::rank::Runner;
use crate::evaluation::standing::Row;
use crate::evaluation::standing::Standing;
use crate::syntax::tree::Ties;

/// The ends of where the units of a group stand, in order.
#[derive(Default)]
pub(crate) struct Field<'r> {
    /// The low ends of those that surely take part, descending.
    lows: Vec<&'r Row>,
    /// How few different places the first of them may have, for each number of them.
    fewest: Vec<usize>,
    /// The high ends of all that may take part, ascending.
    highs: Vec<&'r Row>,
    /// The same of those that may be several rows, and of those that are one, each row once.
    spread: (Vec<&'r Row>, Vec<&'r Row>),
    /// What is in doubt of that which all are ranked by.
    pub(crate) doubt: Doubt,
    tied: DoubtOfTies,
}

impl<'r> Field<'r> {
    pub(crate) fn of(surely: &[usize], perhaps: &[usize], runners: &'r [Option<Runner>]) -> Self {
        let of = |units: &[usize]| -> Vec<&'r Runner> {
            units.iter().filter_map(|at| runners.get(*at)?.as_ref()).collect()
        };
        let mut field = Self::default();
        let mut sure: Vec<&Standing> =
            of(surely).into_iter().filter(|runner| runner.surely).map(|runner| &runner.standing).collect();
        sure.sort_by_key(|standing| Reverse(standing.low()));
        field.count_fewest(&sure);
        for runner in of(perhaps) {
            field.doubt = field.doubt.and(runner.doubt);
            field.tied.add(runner);
            let high = runner.standing.high();
            field.highs.push(high);
            if runner.standing.is_point() { &mut field.spread.1 } else { &mut field.spread.0 }.push(high);
        }
        field.highs.sort_unstable();
        field.spread.0.sort_unstable();
        field.spread.1.sort_unstable();
        field.spread.1.dedup();
        field.tied.sort();
        field
    }

    /// The fewest rows that meet all of the first ranges, one range after the other.
    fn count_fewest(&mut self, ranges: &[&'r Standing]) {
        let mut last: Option<&Row> = None;
        let mut rows = 0;
        self.fewest.push(0);
        for standing in ranges {
            if last.is_none_or(|last| standing.high() < last) {
                last = Some(standing.low());
                rows += 1;
            }
            self.lows.push(standing.low());
            self.fewest.push(rows);
        }
    }

    /// How many places those take that surely come before a unit, which has at most `high`.
    pub(crate) fn surely_before(&self, high: &Row, ties: Ties) -> usize {
        let before = self.lows.partition_point(|low| *low > high);
        if ties == Ties::Dense { self.fewest.get(before).copied().unwrap_or(0) } else { before }
    }

    /// How many places those take that may come before a unit, which has at least `low`.
    pub(crate) fn perhaps_before(&self, low: &Row, ties: Ties) -> usize {
        let above = |ends: &[&Row]| match ties {
            Ties::Open => ends.len() - ends.partition_point(|end| *end < low),
            Ties::Shared | Ties::Dense => ends.len() - ends.partition_point(|end| *end <= low),
        };
        if ties == Ties::Dense { above(&self.spread.0) + above(&self.spread.1) } else { above(&self.highs) }
    }

    /// What is in doubt of the further keys on which the place of a unit may turn: of those that it may be tied with,
    /// and under 紧排 of those before it, which share places or not.
    pub(crate) fn doubt_of_ties(&self, standing: &Standing, ties: Ties) -> Doubt {
        standing.first().map_or(Doubt::NONE, |first| self.tied.reached(first, ties))
    }
}

/// The units of which a further key is in doubt.
#[derive(Default)]
struct DoubtOfTies {
    unseen: Firsts,
    undetermined: Firsts,
    doubt: Doubt,
}

impl DoubtOfTies {
    fn add(&mut self, runner: &Runner) {
        let Doubt { unseen, cause } = runner.further;
        let Some(first) = runner.standing.first() else { return };
        self.unseen.add(first, unseen);
        self.undetermined.add(first, cause.is_some());
        self.doubt = self.doubt.and(runner.further);
    }

    fn sort(&mut self) {
        self.unseen.sort();
        self.undetermined.sort();
    }

    fn reached(&self, first: (End, End), ties: Ties) -> Doubt {
        let cause = self.doubt.cause.filter(|_| self.undetermined.reach(first, ties));
        Doubt { unseen: self.unseen.reach(first, ties), cause }
    }
}

/// What units are ranked by in the first place: the ends of each.
#[derive(Default)]
struct Firsts {
    lows: Vec<End>,
    highs: Vec<End>,
}

impl Firsts {
    fn add(&mut self, (low, high): (End, End), takes_part: bool) {
        self.lows.extend(takes_part.then_some(low));
        self.highs.extend(takes_part.then_some(high));
    }

    fn sort(&mut self) {
        self.lows.sort_unstable();
        self.highs.sort_unstable();
    }

    /// Whether one of them may be tied with a unit, or under 紧排 come before it.
    fn reach(&self, (low, high): (End, End), ties: Ties) -> bool {
        let behind = self.highs.partition_point(|end| *end < low);
        let before = self.lows.len() - self.lows.partition_point(|end| *end <= high);
        let before = if ties == Ties::Dense { 0 } else { before };
        behind + before < self.lows.len()
    }
}
