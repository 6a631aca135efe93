//! What an expression may be.

use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Fork;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::exact::Exact;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::syntax::tree::Comparison;

impl Scope<'_> {
    /// What an expression may be. Total: what has no value says why.
    pub(crate) fn value(&self, expression: &Expr) -> Possible {
        match expression {
            Expr::Number(value, _) => Possible::number(*value),
            Expr::Truth(truth) => Possible::truth(*truth),
            Expr::Option(position, _) => {
                Possible::known(Shape::Options(1_u128.checked_shl(u32::from(*position)).unwrap_or(0)))
            }
            Expr::Date(date) => Possible::number(Exact::from(i64::from(date.day_number()))),
            Expr::Time(time) => Possible::number(Exact::from(i64::from(time.minutes()))),
            Expr::Text(text) => Possible::known(Shape::Text(Some(text.clone()))),
            Expr::AssessmentDate => self.assessment_date(),
            Expr::Fact(fact) => self.fact(*fact),
            Expr::Field(field) => self.field(*field),
            Expr::RowLet(position) => self.row_let(*position),
            Expr::Outer(value, _) => self.outer(value),
            Expr::Let(id) => self.derived(*id),
            Expr::Parameter(id) => match self.plan.parameters.get(id.0 as usize) {
                Some(value) => self.value(value),
                None => Possible::inapplicable(),
            },
            Expr::Not(inner) => not(self.value(inner)),
            Expr::All(parts) => junction(parts.iter().map(|part| self.value(part)), true),
            Expr::Any(parts) => junction(parts.iter().map(|part| self.value(part)), false),
            Expr::Sum(terms) => self.sum(terms),
            Expr::Product(factors) => self.product(factors),
            Expr::Compare(comparison, left, right) => {
                compare(*comparison, &self.value(left), &self.value(right))
            }
            Expr::OneOf(item, of) => {
                let item = self.value(item);
                junction(of.iter().map(|one| compare(Comparison::Is, &item, &self.value(one))), false)
            }
            Expr::Within(item, low, high) => {
                let item = self.value(item);
                let ends = [(Comparison::AtLeast, low), (Comparison::AtMost, high)];
                junction(
                    ends.into_iter().map(|(comparison, end)| compare(comparison, &item, &self.value(end))),
                    true,
                )
            }
            Expr::Calendar(calendar) => self.calendar(calendar),
            Expr::Item(list, position, _) => self.item(*list, *position),
            Expr::Listed(value, list, known) => self.listed(value, *list, known),
            Expr::ItemCount(list, missing) => self.item_count(*list, *missing),
            Expr::Applies(inner) => applies(&self.value(inner)),
            Expr::OfPart(part, result) => self.of_part(*part, result),
            Expr::Fold(fold) => self.fold(fold),
            Expr::Batch(value) => self.among(value),
            Expr::PartFold(fold) => self.part_fold(fold),
            Expr::Extremum(largest, parts) => self.extremum(*largest, parts),
            Expr::Absolute(inner) => numeric(&[self.value(inner)], |parts| Some(first(parts).absolute())),
            Expr::Round(inner, rounding, step) => {
                numeric(&[self.value(inner)], |parts| first(parts).round(*rounding, *step))
            }
            Expr::If(branches, otherwise) => self.choose(branches, otherwise),
            Expr::Bands(bands) => self.banded(bands),
            Expr::OrElse(value, otherwise) => self.or_else(self.value(value), otherwise.as_deref()),
            Expr::Outcome(number) => self.outcome_number(*number),
            Expr::Account(id) => self.account(*id),
            Expr::Vetoed => self.vetoed(),
            Expr::Met => self.met(),
            Expr::Grade(at) => self.grade(*at),
            Expr::Graded(part, rules) => self.grade_of_part(*part, rules),
        }
    }

    fn assessment_date(&self) -> Possible {
        match self.date() {
            Some(date) => Possible::number(Exact::from(i64::from(date.day_number()))),
            None => Possible { doubt: Doubt::UNSEEN, ..Possible::known(Shape::Number(Interval::ALL)) },
        }
    }

    fn sum(&self, terms: &[(bool, Expr)]) -> Possible {
        let values: Vec<Possible> = terms.iter().map(|(_, term)| self.value(term)).collect();
        numeric(&values, |parts| {
            let signed =
                parts.iter().zip(terms).map(|(part, (minus, _))| if *minus { part.negated() } else { *part });
            signed.into_iter().try_fold(Interval::ZERO, Interval::plus)
        })
    }

    fn product(&self, factors: &[(bool, Expr)]) -> Possible {
        let values: Vec<Possible> = factors.iter().map(|(_, factor)| self.value(factor)).collect();
        if values.iter().any(Possible::is_inapplicable) {
            return Possible::inapplicable();
        }
        let mut divisors = values.iter().zip(factors).filter(|(_, (divides, _))| *divides);
        if divisors.any(|(value, _)| value.interval() == Interval::ZERO) {
            let inapplicable = values.iter().any(|value| value.inapplicable);
            return Possible { inapplicable, ..Possible::without_value(Cause::NoValue) };
        }
        let may_be_absent =
            values.iter().zip(factors).any(|(value, (divides, _))| *divides && value.interval().holds_zero());
        let mut product = numeric(&values, |parts| {
            let mut result = Interval::point(Exact::ONE);
            // Multiply first: a quotient is formed once, at the end, from exact products.
            for (part, _) in parts.iter().zip(factors).filter(|(_, (divides, _))| !divides) {
                result = result.times(*part)?;
            }
            for (part, _) in parts.iter().zip(factors).filter(|(_, (divides, _))| *divides) {
                result = result.over(*part)?;
            }
            Some(result)
        });
        if may_be_absent {
            product.absent = true;
            product.doubt.unseen |= product.doubt.cause.is_none();
        }
        product
    }

    fn extremum(&self, largest: bool, parts: &[Expr]) -> Possible {
        let values: Vec<Possible> = parts.iter().map(|part| self.value(part)).collect();
        if values.iter().any(|value| matches!(value.shape, Shape::Options(_))) {
            return level(largest, values);
        }
        numeric(&values, |parts| {
            let choose = if largest { Interval::max } else { Interval::min };
            parts.iter().copied().reduce(choose)
        })
    }

    fn choose(&self, branches: &[(Expr, Expr)], otherwise: &Expr) -> Possible {
        let mut fork = Fork::default();
        for (condition, value) in branches {
            let condition = self.value(condition);
            if !self.take(&mut fork, &condition, || self.value(value)) {
                return fork.join();
            }
        }
        fork.reach(self.value(otherwise));
        fork.join()
    }

    fn banded(&self, bands: &Bands<Expr>) -> Possible {
        let keys: Vec<Possible> = bands.keys.iter().map(|key| self.value(key)).collect();
        let mut fork = Fork::default();
        for row in &bands.rows {
            let condition = matches(&keys, &row.patterns);
            if !self.take(&mut fork, &condition, || self.value(&row.then)) {
                break;
            }
        }
        fork.join()
    }

    /// Reaches a branch as its condition allows; says whether the next branch may still be reached.
    fn take(&self, fork: &mut Fork, condition: &Possible, value: impl FnOnce() -> Possible) -> bool {
        let truths = condition.truths();
        if !condition.is_settled() {
            fork.undecided(condition);
        }
        if truths.yes {
            fork.reach(value());
        }
        if condition.inapplicable {
            fork.reach(Possible::inapplicable());
        }
        truths.no
    }

    fn or_else(&self, value: Possible, otherwise: Option<&Expr>) -> Possible {
        if !value.absent {
            return value;
        }
        let instead = otherwise.map_or_else(Possible::inapplicable, |value| self.value(value));
        let doubt = value.doubt;
        if value.lacks_value() {
            if !value.inapplicable {
                return instead;
            }
            let either = instead.or(Possible::inapplicable());
            return Possible { doubt: either.doubt.and(Doubt::UNSEEN), ..either };
        }
        let mut joined = Possible { absent: false, ..value }.or(instead);
        joined.doubt = doubt;
        joined.settled()
    }
}

/// Whether the keys fit a row: every key one of its patterns.
pub(crate) fn matches(keys: &[Possible], patterns: &[Vec<Pattern>]) -> Possible {
    if patterns.is_empty() {
        return Possible::truth(true);
    }
    let fits = keys
        .iter()
        .zip(patterns)
        .map(|(key, alternatives)| junction(alternatives.iter().map(|pattern| fits(key, pattern)), false));
    junction(fits, true)
}

fn fits(key: &Possible, pattern: &Pattern) -> Possible {
    match pattern {
        Pattern::Any => Possible::truth(true),
        Pattern::Range(low, high) => {
            let side = |end: &Option<(Exact, bool)>, closed: Comparison, open: Comparison| {
                end.map(|(end, inside)| {
                    compare(if inside { closed } else { open }, key, &Possible::number(end))
                })
            };
            let low = side(low, Comparison::AtLeast, Comparison::Greater);
            let high = side(high, Comparison::AtMost, Comparison::Less);
            junction(low.into_iter().chain(high), true)
        }
        Pattern::Option(position) => {
            let option = Shape::Options(1_u128.checked_shl(u32::from(*position)).unwrap_or(0));
            compare(Comparison::Is, key, &Possible::known(option))
        }
        Pattern::Truth(truth) => compare(Comparison::Is, key, &Possible::truth(*truth)),
        Pattern::Text(text) => {
            compare(Comparison::Is, key, &Possible::known(Shape::Text(Some(text.clone()))))
        }
    }
}

fn first(parts: &[Interval]) -> Interval {
    parts.first().copied().unwrap_or(Interval::ALL)
}

/// A number made of numbers: not applicable where one of them is, undetermined where one of them is.
pub(crate) fn numeric(values: &[Possible], make: impl FnOnce(&[Interval]) -> Option<Interval>) -> Possible {
    if values.iter().any(Possible::is_inapplicable) {
        return Possible::inapplicable();
    }
    let doubt = values.iter().fold(Doubt::NONE, |doubt, value| doubt.and(value.doubt));
    let intervals: Vec<Interval> = values.iter().map(Possible::interval).collect();
    let Some(interval) = make(&intervals) else {
        return Possible::without_value(Cause::TooLarge);
    };
    Possible {
        shape: Shape::Number(interval),
        inapplicable: values.iter().any(|value| value.inapplicable),
        absent: values.iter().any(|value| value.absent),
        doubt,
    }
    .settled()
}

/// The best or the worst of several levels: the first of a declaration is the best.
fn level(best: bool, values: Vec<Possible>) -> Possible {
    if values.iter().any(Possible::is_inapplicable) {
        return Possible::inapplicable();
    }
    let inapplicable = values.iter().any(|value| value.inapplicable);
    let chosen = values.into_iter().reduce(|one, other| {
        let (Shape::Options(a), Shape::Options(b)) = (&one.shape, &other.shape) else {
            return one.or(other);
        };
        Possible {
            shape: Shape::Options(extreme(best, *a, *b)),
            doubt: one.doubt.and(other.doubt),
            ..one.or(other)
        }
    });
    let chosen = chosen.unwrap_or_else(Possible::inapplicable);
    Possible { inapplicable, ..chosen }.settled()
}

/// What the better, or the worse, of two levels may be.
fn extreme(best: bool, a: u128, b: u128) -> u128 {
    let last = |mask: u128| u128::BITS - mask.leading_zeros();
    let up_to = |count: u32| 1_u128.checked_shl(count).map_or(u128::MAX, |bit| bit.wrapping_sub(1));
    if best {
        (a | b) & up_to(last(a).min(last(b)))
    } else {
        (a | b) & !up_to(a.trailing_zeros().max(b.trailing_zeros()))
    }
}

fn not(value: Possible) -> Possible {
    match value.shape {
        Shape::Truth(truths) => {
            Possible { shape: Shape::Truth(Truths { yes: truths.no, no: truths.yes }), ..value }
        }
        Shape::Nothing | Shape::Number(_) | Shape::Options(_) | Shape::Text(_) => value,
    }
}

/// 且 (`all`) or 或: one operand can decide alone; not applicable where nothing decides and one operand is.
pub(crate) fn junction(values: impl Iterator<Item = Possible>, all: bool) -> Possible {
    let mut every_passes = true; // every operand may leave the decision to the others: yes for 且, no for 或
    let mut one_decides = false;
    let mut every_passes_or_inapplicable = true;
    let mut one_inapplicable = false;
    let mut doubt = Doubt::NONE;
    let mut avoidable = false;
    let mut absent = false;
    let mut decided = false;
    for value in values {
        let truths = value.truths();
        let (passes, decides) = if all { (truths.yes, truths.no) } else { (truths.no, truths.yes) };
        every_passes &= passes;
        one_decides |= decides;
        every_passes_or_inapplicable &= passes || value.inapplicable;
        one_inapplicable |= value.inapplicable;
        avoidable |= decides && value.doubt.cause.is_none();
        decided |= decides && !passes && !value.inapplicable && !value.absent;
        absent |= value.absent;
        doubt = doubt.and(value.doubt);
    }
    let inapplicable = one_inapplicable && every_passes_or_inapplicable;
    let (yes, no) = if all { (every_passes, one_decides) } else { (one_decides, every_passes) };
    if avoidable && doubt.cause.is_some() {
        doubt = Doubt::UNSEEN;
    }
    let shape = if yes || no { Shape::Truth(Truths { yes, no }) } else { Shape::Nothing };
    Possible { shape, inapplicable, absent: absent && !decided, doubt }.settled()
}

pub(crate) fn compare(comparison: Comparison, left: &Possible, right: &Possible) -> Possible {
    if left.is_inapplicable() || right.is_inapplicable() {
        return Possible::inapplicable();
    }
    let truths = match (&left.shape, &right.shape) {
        _ if left.absent || right.absent => Truths::OPEN,
        (Shape::Number(a), Shape::Number(b)) => compare_intervals(comparison, *a, *b),
        (Shape::Options(a), Shape::Options(b)) => compare_options(comparison, *a, *b),
        (Shape::Truth(a), Shape::Truth(b)) => {
            equality(comparison, (a.yes && b.yes) || (a.no && b.no), (a.yes && b.no) || (a.no && b.yes))
        }
        (Shape::Text(Some(a)), Shape::Text(Some(b))) => equality(comparison, a == b, a != b),
        _ => Truths::OPEN,
    };
    Possible {
        shape: Shape::Truth(truths),
        inapplicable: left.inapplicable || right.inapplicable,
        absent: left.absent || right.absent,
        doubt: left.doubt.and(right.doubt),
    }
    .settled()
}

fn equality(comparison: Comparison, may_equal: bool, may_differ: bool) -> Truths {
    match comparison {
        Comparison::IsNot => Truths { yes: may_differ, no: may_equal },
        _ => Truths { yes: may_equal, no: may_differ },
    }
}

fn compare_intervals(comparison: Comparison, a: Interval, b: Interval) -> Truths {
    // Whether some pair has x < y, and whether some pair has x <= y; an absent end is beyond everything.
    let below = |x: Option<Exact>, y: Option<Exact>| x.zip(y).is_none_or(|(x, y)| x < y);
    let at_most = |x: Option<Exact>, y: Option<Exact>| x.zip(y).is_none_or(|(x, y)| x <= y);
    match comparison {
        Comparison::Less => Truths { yes: below(a.low, b.high), no: at_most(b.low, a.high) },
        Comparison::AtMost => Truths { yes: at_most(a.low, b.high), no: below(b.low, a.high) },
        Comparison::Greater => Truths { yes: below(b.low, a.high), no: at_most(a.low, b.high) },
        Comparison::AtLeast => Truths { yes: at_most(b.low, a.high), no: below(a.low, b.high) },
        Comparison::Is | Comparison::IsNot => {
            let may_equal = at_most(a.low, b.high) && at_most(b.low, a.high);
            let same_point = a.as_point().is_some() && a.as_point() == b.as_point();
            equality(comparison, may_equal, !same_point)
        }
    }
}

/// Levels compare by rank: the first is the best and the greatest.
fn compare_options(comparison: Comparison, a: u128, b: u128) -> Truths {
    if matches!(comparison, Comparison::Is | Comparison::IsNot) {
        let one_and_same = a == b && a.count_ones() == 1;
        return equality(comparison, a & b != 0, !one_and_same);
    }
    let rank = |mask: u128| {
        let best = -i64::from(mask.trailing_zeros());
        let worst = -i64::from(127_u32.saturating_sub(mask.leading_zeros()));
        Interval::between(Exact::from(worst), Exact::from(best))
    };
    compare_intervals(comparison, rank(a), rank(b))
}

fn applies(value: &Possible) -> Possible {
    let truths = Truths { yes: !value.is_inapplicable(), no: value.inapplicable };
    Possible { shape: Shape::Truth(truths), inapplicable: false, absent: false, doubt: value.doubt }.settled()
}
