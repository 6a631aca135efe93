//! What expressions of days may be. Days are day numbers; an unseen day may be any.

use crate::calendar::Period;
use crate::calendar::Season;
use crate::date::Date;
use crate::evaluation::expression::compare;
use crate::evaluation::expression::junction;
use crate::evaluation::expression::numeric;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::exact::Exact;
use crate::model::calendar::Calendar;
use crate::model::calendar::Window;
use crate::syntax::tree::Comparison;

impl Scope<'_> {
    /// What a calendar expression may be.
    pub(crate) fn calendar(&self, calendar: &Calendar) -> Possible {
        match calendar {
            Calendar::Shifted(it) => {
                let by = self.value(&it.by);
                shifted(&self.value(&it.date), &if it.earlier { negated(by) } else { by }, it.period)
            }
            Calendar::Elapsed(period, from, to) => {
                numeric(&[self.value(from), self.value(to)], |days| elapsed(*period, days))
            }
            Calendar::Part(period, date) => {
                numeric(&[self.value(date)], |days| days.first().map(|days| part(*period, *days)))
            }
            Calendar::Lasting(number, unit) => {
                numeric(&[self.value(number)], |parts| parts.first()?.times(Interval::point(unit.factor())))
            }
            Calendar::Within(date, window) => self.during(&self.value(date), window),
        }
    }

    /// The first and the last day of a window; none for the days of every year.
    pub(crate) fn ends(&self, window: &Window) -> Option<(Possible, Possible)> {
        match window {
            Window::Last { length, until, period, .. } => {
                let until = self.value(until);
                Some((shifted(&until, &negated(self.value(length)), *period), until))
            }
            Window::Same(period, of) => {
                let of = [self.value(of)];
                let end = |reach: fn(Period, Date) -> Option<Date>| {
                    numeric(&of, |days| {
                        let day = |day: Option<Exact>| {
                            day.and_then(date).and_then(|day| reach(*period, day)).map(number)
                        };
                        days.first().map(|days| Interval { low: day(days.low), high: day(days.high) })
                    })
                };
                Some((end(Period::first_of), end(Period::last_of)))
            }
            Window::Yearly(_) => None,
        }
    }

    fn during(&self, date: &Possible, window: &Window) -> Possible {
        let open = matches!(window, Window::Last { inclusive: false, .. });
        match (window, self.ends(window)) {
            (_, Some((first, last))) => {
                let from =
                    compare(if open { Comparison::Greater } else { Comparison::AtLeast }, date, &first);
                junction([from, compare(Comparison::AtMost, date, &last)].into_iter(), true)
            }
            (Window::Yearly(season), None) => yearly(date, *season),
            (_, None) => Possible::inapplicable(),
        }
    }
}

fn negated(length: Possible) -> Possible {
    let shape = match length.shape {
        Shape::Number(interval) => Shape::Number(interval.negated()),
        other => other,
    };
    Possible { shape, ..length }
}

/// A day of a calendar; `None` for a number beyond it.
pub(crate) fn date(number: Exact) -> Option<Date> {
    i32::try_from(number.floor()).ok().and_then(Date::from_day_number)
}

fn number(date: Date) -> Exact {
    Exact::from(i64::from(date.day_number()))
}

/// An end of the days that a sum may lead to.
enum End {
    Unbounded,
    At(Exact),
    Outside,
}

/// A day moved by a length of time in base units: later with both.
fn shifted(day: &Possible, by: &Possible, period: Period) -> Possible {
    if day.is_inapplicable() || by.is_inapplicable() {
        return Possible::inapplicable();
    }
    let (days, lengths) = (day.interval(), by.interval());
    let ends = [end(days.low, lengths.low, period), end(days.high, lengths.high, period)];
    let inapplicable = day.inapplicable || by.inapplicable;
    let known = days.as_point().is_some() && lengths.as_point().is_some();
    let beyond = ends.iter().any(|end| matches!(end, End::Outside));
    if known && beyond {
        return Possible { inapplicable, ..Possible::without_value(Cause::NoValue) };
    }
    let [low, high] = ends.map(|end| if let End::At(day) = end { Some(day) } else { None });
    let mut doubt = day.doubt.and(by.doubt);
    doubt.unseen |= beyond && doubt.cause.is_none();
    let shape = Shape::Number(Interval { low, high });
    Possible { shape, inapplicable, absent: day.absent || by.absent || beyond, doubt }.settled()
}

fn end(day: Option<Exact>, by: Option<Exact>, period: Period) -> End {
    let Some((day, by)) = day.zip(by) else { return End::Unbounded };
    let reached = match period {
        Period::Day => whole(by, 86_400).and_then(|days| date(day)?.after_days(days)),
        _ => whole(by, 1).and_then(|months| date(day)?.after_months(months)),
    };
    reached.map_or(End::Outside, |date| End::At(number(date)))
}

fn whole(by: Exact, unit: i64) -> Option<i64> {
    i64::try_from(by.over(Exact::from(unit))?.floor()).ok()
}

/// Whole periods from one day to another: the fewest from late to early, the most from early to late.
fn elapsed(period: Period, days: &[Interval]) -> Option<Interval> {
    let [from, to] = days else { return None };
    let Some(months) = period.months() else { return to.plus(from.negated()) };
    let between = |from: Option<Exact>, to: Option<Exact>| {
        let (from, to) = (date(from?)?, date(to?)?);
        Some(Exact::from(from.full_months_until(to).div_euclid(i64::from(months))))
    };
    Some(Interval { low: between(from.high, to.low), high: between(from.low, to.high) })
}

fn part(period: Period, days: Interval) -> Interval {
    let (first, last) = (days.low.and_then(date), days.high.and_then(date));
    let whole = |value: u16| Exact::from(i64::from(value));
    let both = first.zip(last);
    match period {
        Period::Year => {
            Interval { low: first.map(|day| whole(day.year())), high: last.map(|day| whole(day.year())) }
        }
        Period::Month | Period::Quarter => match both.filter(|(first, last)| first.year() == last.year()) {
            Some((first, last)) => Interval::between(whole(first.month().into()), whole(last.month().into())),
            None => Interval::between(whole(1), whole(12)),
        },
        Period::Day => {
            let same =
                |(first, last): &(Date, Date)| (first.year(), first.month()) == (last.year(), last.month());
            match both.filter(same) {
                Some((first, last)) => Interval::between(whole(first.day().into()), whole(last.day().into())),
                None => Interval::between(whole(1), whole(31)),
            }
        }
    }
}

/// Whether a day is one of those of every year.
fn yearly(day: &Possible, season: Season) -> Possible {
    if day.is_inapplicable() {
        return Possible::inapplicable();
    }
    let days = day.interval();
    let point = days.as_point().filter(|_| !day.absent).and_then(date);
    let truths = match point {
        Some(day) => Truths::known(season.holds(day)),
        None if day.absent => Truths::OPEN,
        None => among(days, season),
    };
    let shape = Shape::Truth(truths);
    Possible { shape, inapplicable: day.inapplicable, absent: day.absent, doubt: day.doubt }.settled()
}

/// What holds among several days: each is looked at, where they are no more than a year.
fn among(days: Interval, season: Season) -> Truths {
    if season.is_whole_year() {
        return Truths::known(true);
    }
    let (Some(first), Some(last)) = (days.low.and_then(date), days.high.and_then(date)) else {
        return Truths::OPEN;
    };
    if last.day_number() - first.day_number() > 366 {
        return Truths::OPEN;
    }
    let each = (first.day_number()..=last.day_number()).filter_map(Date::from_day_number);
    each.fold(Truths { yes: false, no: false }, |truths, day| {
        let holds = season.holds(day);
        Truths { yes: truths.yes || holds, no: truths.no || !holds }
    })
}
