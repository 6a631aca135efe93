//! Which numbers an expression can be: its ends and the grid it lies on.

use crate::calendar::Period;
use crate::exact::Exact;
use crate::model::batch::BatchKind;
use crate::model::calendar::Calendar;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;

/// A set of numbers: between two ends (in, where they are known), and multiples of a step where one is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Domain {
    /// The smallest number; `None` for no bound.
    pub(super) low: Option<Exact>,
    /// The largest number; `None` for no bound.
    pub(super) high: Option<Exact>,
    /// Every number is a multiple of it; zero for the number zero.
    pub(super) step: Option<Exact>,
}

impl Domain {
    /// One number.
    pub(super) fn point(value: Exact) -> Self {
        let step = if value.sign() < 0 { value.negated() } else { value };
        Self { low: Some(value), high: Some(value), step: Some(step) }
    }

    /// The number, where there is only one.
    pub(super) fn constant(self) -> Option<Exact> {
        self.low.filter(|low| self.high == Some(*low))
    }

    /// Whether it holds zero.
    pub(super) fn holds_zero(self) -> bool {
        self.low.is_none_or(|low| low.sign() <= 0) && self.high.is_none_or(|high| high.sign() >= 0)
    }

    /// Whether every number is a whole multiple of a step.
    pub(super) fn is_multiple_of(self, step: Exact) -> bool {
        self.step.and_then(|own| own.over(step)).is_some_and(Exact::is_integer)
    }

    fn hull(self, other: Self) -> Self {
        Self {
            low: both(self.low, other.low, Exact::min),
            high: both(self.high, other.high, Exact::max),
            step: shared_step(self.step, other.step),
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.zip(other.low).and_then(|(a, b)| a.plus(b)),
            high: self.high.zip(other.high).and_then(|(a, b)| a.plus(b)),
            step: shared_step(self.step, other.step),
        }
    }

    fn negated(self) -> Self {
        Self { low: self.high.map(Exact::negated), high: self.low.map(Exact::negated), step: self.step }
    }

    fn times(self, other: Self) -> Self {
        let step = self.step.zip(other.step).and_then(|(a, b)| a.times(b));
        let ends = [self.low, self.high].into_iter().flat_map(|a| [(a, other.low), (a, other.high)]);
        let products: Option<Vec<Exact>> = ends.map(|(a, b)| a?.times(b?)).collect();
        if let Some(products) = products {
            return Self {
                low: products.iter().copied().reduce(Exact::min),
                high: products.into_iter().reduce(Exact::max),
                step,
            };
        }
        let nonnegative = |side: Self| side.low.is_some_and(|low| low.sign() >= 0);
        if nonnegative(self) && nonnegative(other) {
            return Self { low: self.low.zip(other.low).and_then(|(a, b)| a.times(b)), high: None, step };
        }
        Self { step, ..Self::default() }
    }

    fn inverse(self) -> Self {
        let one_over = |value: Option<Exact>| value.and_then(|value| Exact::ONE.over(value));
        let constant = self.constant().and_then(|value| Exact::ONE.over(value));
        if let Some(constant) = constant {
            return Self::point(constant);
        }
        if self.low.is_some_and(|low| low.sign() > 0) {
            let low = if self.high.is_some() { one_over(self.high) } else { Some(Exact::ZERO) };
            return Self { low, high: one_over(self.low), step: None };
        }
        if self.low.is_some_and(|low| low.sign() >= 0) {
            return Self { low: Some(Exact::ZERO), high: None, step: None };
        }
        Self::default()
    }
}

/// The numbers that an expression can be; for `list`, in a row of it.
pub(super) fn of(cx: &Check<'_>, list: Option<FactId>, expr: &Expr) -> Domain {
    let inner = |expr: &Expr| of(cx, list, expr);
    match expr {
        Expr::Number(value, _) => Domain::point(*value),
        Expr::Date(date) => Domain::point(Exact::from(i64::from(date.day_number()))),
        Expr::Time(time) => Domain::point(Exact::from(i64::from(time.minutes()))),
        Expr::AssessmentDate => Domain { step: Some(Exact::ONE), ..Domain::default() },
        Expr::Fact(id) => cx.fact(*id).map(of_fact).unwrap_or_default(),
        Expr::Field(id) => {
            let fields = list.and_then(|list| cx.records(list)).map(|records| &records.fields);
            fields.and_then(|fields| fields.get(id.0 as usize)).map(of_fact).unwrap_or_default()
        }
        Expr::RowLet(at) => cx.row_value(list, *at).map(|entry| entry.domain).unwrap_or_default(),
        Expr::Outer(value, _) => of(cx, list.and_then(|list| cx.outer(list)), value),
        Expr::Let(id) => {
            let value = cx.lets.get(id.0 as usize).and_then(|entry| entry.done.as_ref());
            value.map(|value| value.domain).unwrap_or_default()
        }
        Expr::Parameter(id) => {
            let values = cx.parameters.get(id.0 as usize).map(|(parameter, _)| &parameter.values);
            hull(values.into_iter().flatten().map(|(_, value)| inner(value)))
        }
        Expr::Account(id) => {
            Domain { low: Some(Exact::ZERO).filter(|_| !accounts::is_signed(cx, *id)), ..Domain::default() }
        }
        Expr::Sum(terms) => {
            let terms = terms.iter().map(|(minus, term)| {
                let term = inner(term);
                if *minus { term.negated() } else { term }
            });
            terms.reduce(Domain::plus).unwrap_or_default()
        }
        Expr::Product(factors) => {
            let factors = factors.iter().map(|(over, factor)| {
                let factor = inner(factor);
                if *over { factor.inverse() } else { factor }
            });
            factors.reduce(Domain::times).unwrap_or_default()
        }
        Expr::Calendar(calendar) => of_calendar(calendar, &inner),
        Expr::Fold(fold) => {
            let value = fold.value.as_ref().map(|value| of(cx, Some(fold.list), value));
            of_fold(fold.kind, value.unwrap_or_default())
        }
        Expr::Batch(value) => match &value.kind {
            BatchKind::Rank(_) => Domain { low: Some(Exact::ONE), high: None, step: Some(Exact::ONE) },
            BatchKind::Fold { kind, value, .. } => {
                of_fold(*kind, value.as_ref().map(|value| of(cx, None, value)).unwrap_or_default())
            }
        },
        Expr::ItemCount(list, _) => of_items(cx, *list),
        Expr::Extremum(largest, choices) => of_extremum(*largest, choices.iter().map(inner)),
        Expr::Absolute(value) => of_absolute(inner(value)),
        Expr::Round(value, rounding, step) => {
            let value = inner(value);
            let round = |end: Option<Exact>| end.and_then(|end| rounding.round(end, *step));
            Domain { low: round(value.low), high: round(value.high), step: Some(*step) }
        }
        Expr::If(branches, last) => hull(branches.iter().map(|(_, then)| inner(then)).chain([inner(last)])),
        Expr::Bands(bands) => hull(bands.rows.iter().map(|row| inner(&row.then))),
        Expr::OrElse(value, other) => hull(std::iter::once(&**value).chain(other.as_deref()).map(inner)),
        _ => Domain::default(),
    }
}

/// The numbers that a fact can be.
pub(super) fn of_fact(fact: &Fact) -> Domain {
    match &fact.kind {
        Kind::Number(number) => Domain { low: number.low, high: number.high, step: number.precision },
        Kind::Judged(judged) => {
            let (low, high) = judged.ends();
            Domain { low: Some(low), high: Some(high), step: Some(judged.precision) }
        }
        Kind::Date => Domain { step: Some(Exact::ONE), ..Domain::default() },
        Kind::Time => {
            Domain { low: Some(Exact::ZERO), high: Some(Exact::from(1440)), step: Some(Exact::ONE) }
        }
        _ => Domain::default(),
    }
}

/// Days have no bounds; months of a year and days of a month have theirs.
fn of_calendar(calendar: &Calendar, inner: &dyn Fn(&Expr) -> Domain) -> Domain {
    let whole = |low: i64, high: i64| Domain {
        low: Some(Exact::from(low)),
        high: Some(Exact::from(high)),
        step: Some(Exact::ONE),
    };
    match calendar {
        Calendar::Part(Period::Month, _) => whole(1, 12),
        Calendar::Part(Period::Day, _) => whole(1, 31),
        Calendar::Shifted(_) | Calendar::Part(..) | Calendar::Elapsed(..) => {
            Domain { step: Some(Exact::ONE), ..Domain::default() }
        }
        Calendar::Lasting(number, unit) => inner(number).times(Domain::point(unit.factor())),
        Calendar::Within(..) => Domain::default(),
    }
}

fn of_fold(kind: FoldKind, value: Domain) -> Domain {
    let zero = Some(Exact::ZERO);
    match kind {
        FoldKind::Count | FoldKind::Runs(_) | FoldKind::LongestRun => {
            Domain { low: zero, high: None, step: Some(Exact::ONE) }
        }
        FoldKind::Share => Domain { low: zero, high: Some(Exact::ONE), step: None },
        FoldKind::Sum => Domain {
            low: zero.filter(|_| value.low.is_some_and(|low| low.sign() >= 0)),
            high: zero.filter(|_| value.high.is_some_and(|high| high.sign() <= 0)),
            step: value.step,
        },
        FoldKind::LongestGap => Domain { low: zero, high: None, step: Some(Exact::ONE) },
        FoldKind::Mean | FoldKind::TrimmedMean => Domain { step: None, ..value },
        FoldKind::Max | FoldKind::Min | FoldKind::Only | FoldKind::First | FoldKind::Last => value,
        FoldKind::AnyOf | FoldKind::AllOf | FoldKind::Trend(_) => Domain::default(),
    }
}

/// How many items there may be.
fn of_items(cx: &Check<'_>, list: FactId) -> Domain {
    let most = match cx.fact(list).map(|fact| &fact.kind) {
        Some(Kind::Items(names)) => i64::try_from(names.len()).ok().map(Exact::from),
        _ => None,
    };
    Domain { low: Some(Exact::ZERO), high: most, step: Some(Exact::ONE) }
}

fn of_extremum(largest: bool, choices: impl Iterator<Item = Domain>) -> Domain {
    let either = |a: Option<Exact>, b: Option<Exact>, take: fn(Exact, Exact) -> Exact| match (a, b) {
        (Some(a), Some(b)) => Some(take(a, b)),
        (a, b) => a.or(b),
    };
    let choose = |a: Domain, b: Domain| {
        let step = shared_step(a.step, b.step);
        if largest {
            let low = either(a.low, b.low, Exact::max);
            return Domain { low, high: both(a.high, b.high, Exact::max), step };
        }
        Domain { low: both(a.low, b.low, Exact::min), high: either(a.high, b.high, Exact::min), step }
    };
    choices.reduce(choose).unwrap_or_default()
}

fn of_absolute(value: Domain) -> Domain {
    let size = |end: Option<Exact>| end.map(|end| end.max(end.negated()));
    let high = size(value.low).zip(size(value.high)).map(|(a, b)| a.max(b));
    let low = if value.holds_zero() {
        Some(Exact::ZERO)
    } else {
        both(size(value.low), size(value.high), Exact::min)
    };
    Domain { low: low.or(Some(Exact::ZERO)), high, step: value.step }
}

fn hull(all: impl Iterator<Item = Domain>) -> Domain {
    all.reduce(Domain::hull).unwrap_or_default()
}

fn both(a: Option<Exact>, b: Option<Exact>, take: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    a.zip(b).map(|(a, b)| take(a, b))
}

/// The largest step of which both are multiples.
fn shared_step(a: Option<Exact>, b: Option<Exact>) -> Option<Exact> {
    let ((top_a, under_a), (top_b, under_b)) = (a?.fraction(), b?.fraction());
    let (mut x, mut y) = (top_a.checked_mul(under_b)?, top_b.checked_mul(under_a)?);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    Exact::new(x.checked_abs()?, under_a.checked_mul(under_b)?)
}
