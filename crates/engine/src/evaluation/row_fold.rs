//! How the amounts of the rows of a 逐 become one: 合计 平均 最差 最好 最重, over all rows or in groups that add up.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::fold;
use crate::evaluation::fold::Entry;
use crate::evaluation::fold::folded;
use crate::evaluation::fold::unseen;
use crate::evaluation::group;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::rows::Acted;
use crate::evaluation::tally::Chance;
use crate::exact::Exact;
use crate::model::act::Rows;
use crate::model::act::Verb;
use crate::model::expression::FoldKind;
use crate::syntax::tree::RowFold;

/// A row that lost, earned or added something, and whether that counted.
pub(crate) struct Standing {
    /// Its position.
    pub(crate) at: usize,
    /// What it came to by itself.
    pub(crate) amount: Exact,
    /// Whether it is the row of its group that counts.
    pub(crate) counts: bool,
}

/// The folding of one 逐.
pub(crate) struct Folding<'a> {
    pub(crate) rows: &'a Rows,
    /// The points to which each row is held.
    stake: Option<Exact>,
    /// Whether rows earn instead of losing. What is booked stands where points are lost.
    earns: bool,
    /// Whether a row may book less than nothing.
    signed: bool,
    /// Whether anything is folded: rows that only book move no points.
    folds: bool,
}

impl<'a> Folding<'a> {
    /// The folding of what the book is about.
    pub(crate) fn new(rows: &'a Rows, book: &Book) -> Self {
        Self {
            rows,
            stake: book.stake.points,
            earns: rows.earns && book.purse.is_none(),
            signed: book.purse.is_some_and(|purse| purse.signed),
            folds: rows.acts.iter().any(|act| book.concerns(act)),
        }
    }
}

impl Folding<'_> {
    /// The rows that were recorded, with what makes their groups where there are any.
    pub(crate) fn of_rows(&self, acted: &[Acted], keys: Option<&[Possible]>) -> Deed {
        let Some(keys) = keys else { return self.of_group(&acted.iter().collect::<Vec<_>>(), false) };
        let unknown = group::doubt(keys);
        let Some(ways) = group::ways(keys) else { return self.in_any_groups(acted, unknown) };
        let deeds: Vec<Deed> = ways.iter().map(|groups| self.of_groups(acted, groups)).collect();
        let several = deeds.len() > 1;
        let everywhere = deeds.iter().all(|deed| deed.doubt.cause.is_some());
        let mut deed = deeds.into_iter().reduce(Deed::or).unwrap_or(Deed::NOTHING);
        if several {
            deed.doubt = deed.doubt.and(unknown).and(Doubt::UNSEEN);
            deed.doubt.cause = deed.doubt.cause.filter(|_| everywhere || unknown.cause.is_some());
        }
        deed.settled()
    }

    /// The rows that moved an amount of one kind, with those that count; `None` where something about them is open, or
    /// all of them count.
    pub(crate) fn standings(
        &self,
        verb: Verb,
        acted: &[Acted],
        keys: Option<&[Possible]>,
    ) -> Option<Vec<Standing>> {
        let (_, kind) = self.amounts().into_iter().find(|(of, _)| *of == verb)?;
        let largest = match kind {
            FoldKind::Max => true,
            FoldKind::Min => false,
            _ => return None,
        };
        let groups = match keys {
            Some(keys) => <[group::Groups; 1]>::try_from(group::ways(keys)?).ok()?.into_iter().next()?,
            None => vec![(0..acted.len()).collect()],
        };
        let mut standings = Vec::new();
        for members in groups {
            let mut best: Option<usize> = None;
            let begin = standings.len();
            for at in members {
                let row = acted.get(at)?;
                let value = self.value(verb, row);
                let entry = Entry { passes: row.passes.clone(), value };
                if !entry.may_count() {
                    continue;
                }
                let amount = entry.value.interval().as_point().filter(|_| entry.counts())?;
                let better = best.and_then(|best| standings.get(best)).is_none_or(|best: &Standing| {
                    if largest { amount > best.amount } else { amount < best.amount }
                });
                if better {
                    best = Some(standings.len());
                }
                standings.push(Standing { at, amount, counts: false });
            }
            if let Some(best) = best.filter(|best| *best >= begin).and_then(|best| standings.get_mut(best)) {
                best.counts = true;
            }
        }
        standings.sort_by_key(|standing| standing.at);
        Some(standings)
    }

    fn of_groups(&self, acted: &[Acted], groups: &[Vec<usize>]) -> Deed {
        let groups = groups.iter().map(|members| {
            let members: Vec<&Acted> = members.iter().filter_map(|at| acted.get(*at)).collect();
            self.of_group(&members, true)
        });
        groups.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    /// Rows of a list of which nothing was recorded, from what any row may do.
    pub(crate) fn of_unseen(&self, row: &Acted) -> Deed {
        let amounts = self.amounts().into_iter().map(|(verb, kind)| {
            let value = self.value(verb, row);
            let open = match (self.rows.by, self.rows.fold) {
                (Some(_), _) => fold::any_number_of(value.interval()),
                (None, RowFold::Heaviest) => value.interval().hull(Interval::ZERO),
                (None, _) => Possible::known(unseen(kind, &value)).interval(),
            };
            // A list without rows has no mean, worst or best.
            let empty = !matches!(self.rows.fold, RowFold::Sum | RowFold::Heaviest) && self.rows.by.is_none();
            Deed::amount(verb, open, Doubt::NONE).with_absent(verb, empty || value.absent)
        });
        amounts.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    /// What rows do beyond the amounts that are folded: vetoes and failures hold for the clause; what is added outside
    /// adds up, unless the heaviest is sought.
    pub(crate) fn effects_of(&self, rows: Deed) -> Deed {
        let (veto, failure, above, doubt) = (rows.veto, rows.failure, rows.above, rows.doubt);
        let effects = Deed { veto, failure, above, doubt, ..Deed::NOTHING };
        if self.rows.fold == RowFold::Heaviest {
            return effects.settled();
        }
        let absent = rows.bonus_absent;
        Deed { bonus: rows.bonus, absent, bonus_absent: absent, ..effects }.settled()
    }

    /// The amounts of one group. Rows that do not pass are in no group, so that none of them need be there.
    fn of_group(&self, rows: &[&Acted], may_be_none: bool) -> Deed {
        let amounts = self.amounts().into_iter().map(|(verb, kind)| {
            let entries =
                rows.iter().map(|row| Entry { passes: row.passes.clone(), value: self.value(verb, row) });
            let mut entries: Vec<Entry> = entries.collect();
            if self.rows.fold == RowFold::Heaviest {
                let passes = Possible::truth(true);
                entries.push(Entry { passes, value: Possible::number(Exact::ZERO) });
            }
            let surely = entries.iter().any(Entry::counts);
            let perhaps = entries.iter().any(Entry::may_count);
            if may_be_none && !perhaps {
                return Deed::NOTHING;
            }
            let open = entries.iter().any(|entry| entry.passes.absent || entry.value.absent);
            let found = folded(kind, entries);
            let (interval, absent) = match may_be_none && !surely {
                true => (found.interval().hull(Interval::ZERO), open),
                false => (found.interval(), found.absent),
            };
            Deed::amount(verb, interval, found.doubt).with_absent(verb, absent)
        });
        amounts.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    /// Rows of which it is open in too many ways how they fall into groups: no fold of groups goes beyond their sum.
    fn in_any_groups(&self, acted: &[Acted], unknown: Doubt) -> Deed {
        let amounts = self.amounts().into_iter().map(|(verb, _)| {
            let mut sum = Some(Interval::ZERO);
            let mut absent = false;
            for row in acted.iter().filter(|row| row.passes.truths().yes) {
                let value = self.value(verb, row);
                absent |= value.absent || row.passes.absent;
                sum = sum.and_then(|sum| sum.plus(value.interval().hull(Interval::ZERO)));
            }
            let doubt = unknown.and(Doubt::UNSEEN);
            Deed::amount(verb, sum.unwrap_or(Interval::ALL), doubt).with_absent(verb, absent)
        });
        amounts.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    /// The amounts that are folded, each apart from the others, and how.
    fn amounts(&self) -> Vec<(Verb, FoldKind)> {
        if !self.folds {
            return Vec::new();
        }
        let earns = self.earns;
        let net = if earns { Verb::Earn } else { Verb::Deduct };
        match self.rows.fold {
            RowFold::Sum => vec![(net, FoldKind::Sum)],
            RowFold::Mean => vec![(net, FoldKind::Mean)],
            RowFold::Worst => vec![(net, if earns { FoldKind::Min } else { FoldKind::Max })],
            RowFold::Best => vec![(net, if earns { FoldKind::Max } else { FoldKind::Min })],
            RowFold::Heaviest => [Verb::Deduct, Verb::Earn, Verb::Bonus]
                .into_iter()
                .filter(|verb| *verb != Verb::Earn || earns)
                .map(|verb| (verb, FoldKind::Max))
                .collect(),
        }
    }

    /// What a row loses, earns or adds.
    pub(crate) fn value(&self, verb: Verb, row: &Acted) -> Possible {
        let deed = row.deed;
        match (verb, self.rows.fold) {
            _ if deed.inapplicable == Chance::Surely => Possible::inapplicable(),
            (Verb::Bonus, _) => {
                let inapplicable = deed.inapplicable == Chance::Maybe;
                let (shape, absent) = (Shape::Number(deed.bonus), deed.bonus_absent);
                Possible { shape, inapplicable, absent, doubt: deed.doubt }.settled()
            }
            (Verb::Earn, RowFold::Heaviest) => self.net(Deed { deduct: Interval::ZERO, ..deed }, true),
            // Where rows earn, all or nothing decides what they earn, and nothing is lost beside it.
            (Verb::Deduct, RowFold::Heaviest) if self.earns => {
                let zero = deed.zero.max(deed.full);
                let lost =
                    Deed { earn: deed.deduct, deduct: Interval::ZERO, full: Chance::Never, zero, ..deed };
                self.net(lost, true)
            }
            _ => self.net(deed, self.earns),
        }
    }

    /// What a row loses or earns, held to the points of the clause; 不得分 loses all of them, 得满分 none. What it books
    /// has no limit but zero, and not that where the account may be negative.
    fn net(&self, row: Deed, earns: bool) -> Possible {
        let stake = self.stake;
        if row.inapplicable == Chance::Surely {
            return Possible::inapplicable();
        }
        let all = Interval::point(stake.unwrap_or(Exact::ZERO));
        let held = |amount: Interval| {
            let floored = if self.signed { amount } else { amount.max(Interval::ZERO) };
            if stake.is_some() { floored.min(all) } else { floored }
        };
        let earned = || row.earn.plus(row.deduct.negated()).unwrap_or(Interval::ALL);
        let (mut amount, nothing, everything) = if earns {
            (held(earned()), Interval::ZERO, all)
        } else {
            (held(row.deduct), all, Interval::ZERO)
        };
        for (chance, becomes) in [(row.full, everything), (row.zero, nothing)] {
            amount = match chance {
                Chance::Never => amount,
                Chance::Maybe => amount.hull(becomes),
                Chance::Surely => becomes,
            };
        }
        let inapplicable = row.inapplicable == Chance::Maybe;
        // All or nothing leaves no doubt about an amount.
        let decided = row.zero == Chance::Surely || (row.full == Chance::Surely && row.zero == Chance::Never);
        let doubt = if decided && !inapplicable { Doubt::NONE } else { row.doubt };
        let absent = row.absent && !decided;
        Possible { shape: Shape::Number(amount), inapplicable, absent, doubt }.settled()
    }
}
