//! Ranks among units of which some are known only within ranges: from counting those that surely, and those that
//! perhaps, come before.

use std::cmp::Reverse;

use crate::evaluation::batch::Groups;
use crate::evaluation::batch::is_out;
use crate::evaluation::batch::out;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::exact::Exact;
use crate::model::batch::Rank;
use crate::syntax::tree::Ties;

/// The rank of every unit in its group, from what each is ranked by.
pub(crate) fn ranks(rank: &Rank, by: &[Possible], groups: &Groups) -> Vec<Possible> {
    let runners: Vec<Option<Runner>> = by.iter().map(|by| Runner::of(by, rank.ascending)).collect();
    let open = Field::of(&[], groups.open(), &runners);
    let named = groups.members.len().saturating_sub(1);
    let fields: Vec<Field> =
        groups.members.iter().take(named).map(|units| Field::of(units, units, &runners)).collect();
    // A unit that may be in any group may come after any of the others.
    let all: Vec<usize> = groups.members.iter().flatten().copied().collect();
    let any = if groups.open().is_empty() { Field::default() } else { Field::of(&[], &all, &runners) };
    let ranks = by.iter().zip(&runners).zip(groups.of.iter().zip(&groups.keys));
    ranks
        .map(|((by, runner), (group, key))| {
            let Some(runner) = runner.filter(|_| !is_out(key)) else {
                return if is_out(key) { out(key) } else { out(by).or_out_with(key) };
            };
            let (places, doubt) = match group.and_then(|group| fields.get(group)) {
                Some(field) => (runner.places(rank.ties, &[field, &open]), field.doubt.and(open.doubt)),
                None => (runner.places(rank.ties, &[&any]), any.doubt),
            };
            let doubt = doubt.and(key.doubt);
            let cause = doubt.cause.or(Some(Cause::TiedUnits).filter(|_| rank.ties == Ties::Open));
            Possible {
                shape: Shape::Number(places),
                inapplicable: by.inapplicable || key.inapplicable,
                absent: by.absent || key.absent,
                doubt: if doubt.unseen { Doubt::UNSEEN } else { Doubt { unseen: cause.is_none(), cause } },
            }
            .settled()
        })
        .collect()
}

/// What a unit is ranked by, so that more comes first.
#[derive(Clone, Copy)]
struct Runner {
    by: Interval,
    /// Whether it surely takes part.
    surely: bool,
    doubt: Doubt,
}

impl Runner {
    /// `None` for a unit that surely stays out.
    fn of(by: &Possible, ascending: bool) -> Option<Self> {
        let surely = !by.inapplicable && !by.absent;
        let interval = by.interval();
        let interval = if ascending { interval.negated() } else { interval };
        (!is_out(by)).then_some(Self { by: interval, surely, doubt: by.doubt })
    }

    /// The ranks that it may have among others of which it is one itself.
    fn places(self, ties: Ties, fields: &[&Field]) -> Interval {
        let before = |count: &dyn Fn(&Field) -> usize| fields.iter().map(|field| count(field)).sum::<usize>();
        let surely = before(&|field| field.surely_before(self.by.high, ties));
        let perhaps = before(&|field| field.perhaps_before(self.by.low, ties));
        let counted = self.may_come_before_itself(ties);
        let place = |before: usize| Exact::from(i64::try_from(before).unwrap_or(i64::MAX).saturating_add(1));
        Interval::between(place(surely), place(perhaps.saturating_sub(usize::from(counted)).max(surely)))
    }

    /// Whether a count of what may come before it holds the unit itself.
    fn may_come_before_itself(self, ties: Ties) -> bool {
        ties == Ties::Open || self.by.as_point().is_none()
    }
}

/// The ends of what the units of a group are ranked by, in order.
#[derive(Default)]
struct Field {
    /// The low ends of those that surely take part, descending; those without an end left out.
    lows: Vec<Exact>,
    /// How few different values the first of them may have, for each number of them.
    fewest: Vec<usize>,
    /// The high ends of all that may take part, ascending.
    highs: Vec<Exact>,
    /// The same without those of which the value is one number, and these numbers, each once, ascending.
    spread: (Vec<Exact>, Vec<Exact>),
    /// How many may take part without an upper end.
    endless: usize,
    doubt: Doubt,
}

impl Field {
    fn of(surely: &[usize], perhaps: &[usize], runners: &[Option<Runner>]) -> Self {
        let of = |units: &[usize]| -> Vec<Runner> {
            units.iter().filter_map(|at| runners.get(*at).copied().flatten()).collect()
        };
        let mut field = Self::default();
        let mut sure: Vec<(Exact, Option<Exact>)> = of(surely)
            .into_iter()
            .filter(|runner| runner.surely)
            .filter_map(|runner| Some((runner.by.low?, runner.by.high)))
            .collect();
        sure.sort_by_key(|(low, _)| Reverse(*low));
        field.count_fewest(&sure);
        for runner in of(perhaps) {
            field.doubt = field.doubt.and(runner.doubt);
            match (runner.by.high, runner.by.as_point()) {
                (None, _) => field.endless += 1,
                (Some(high), point) => {
                    field.highs.push(high);
                    if point.is_some() { &mut field.spread.1 } else { &mut field.spread.0 }.push(high);
                }
            }
        }
        field.highs.sort_unstable();
        field.spread.0.sort_unstable();
        field.spread.1.sort_unstable();
        field.spread.1.dedup();
        field
    }

    /// The fewest values that meet all of the first ranges, one range after the other.
    fn count_fewest(&mut self, ranges: &[(Exact, Option<Exact>)]) {
        let mut last: Option<Exact> = None;
        let mut values = 0;
        self.fewest.push(0);
        for (low, high) in ranges {
            if last.is_none_or(|last| high.is_some_and(|high| high < last)) {
                last = Some(*low);
                values += 1;
            }
            self.lows.push(*low);
            self.fewest.push(values);
        }
    }

    /// How many places those take that surely come before a unit, which has at most `high`.
    fn surely_before(&self, high: Option<Exact>, ties: Ties) -> usize {
        let Some(high) = high else { return 0 };
        let before = self.lows.partition_point(|low| *low > high);
        if ties == Ties::Dense { self.fewest.get(before).copied().unwrap_or(0) } else { before }
    }

    /// How many places those take that may come before a unit, which has at least `low`.
    fn perhaps_before(&self, low: Option<Exact>, ties: Ties) -> usize {
        let above = |ends: &[Exact]| match low {
            None => ends.len(),
            Some(low) if ties == Ties::Open => ends.len() - ends.partition_point(|end| *end < low),
            Some(low) => ends.len() - ends.partition_point(|end| *end <= low),
        };
        self.endless
            + if ties == Ties::Dense {
                above(&self.spread.0) + above(&self.spread.1)
            } else {
                above(&self.highs)
            }
    }
}
