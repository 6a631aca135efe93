//! What an expression says of days: 满年, 月(d), d + 3个月, d 在 近 6个月.

use crate::calendar::Period;
use crate::calendar::Season;
use crate::model::expression::Expr;
use crate::unit::Unit;

/// A calendar expression. Days are their day numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Calendar {
    /// d + 3个月, d - 10天: a day.
    Shifted(Shifted),
    /// 天数, 满月, 满年 from one day to another: a whole number, negative where the second day is earlier.
    Elapsed(Period, Expr, Expr),
    /// 日, 月, 年 of a day: a whole number.
    Part(Period, Expr),
    /// A whole number of days, months or years as an amount of time in a unit, which other amounts compare with.
    Lasting(Expr, Unit),
    /// d 在 window: a truth.
    Within(Expr, Window),
}

/// A day some time before or after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifted {
    /// The day it is counted from.
    pub date: Expr,
    /// Whether it is earlier.
    pub earlier: bool,
    /// How much, in base units: seconds for days, else months. Whole days or whole months.
    pub by: Expr,
    /// [`Period::Day`] or [`Period::Month`].
    pub period: Period,
}

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// 近 6个月 到 x 含对应日: back from a day, which is in.
    Last {
        /// How far back: a number in base units, seconds for days, else months.
        length: Expr,
        /// [`Period::Day`] or [`Period::Month`].
        period: Period,
        /// The last day.
        until: Expr,
        /// Whether the day at the far end is in.
        inclusive: bool,
    },
    /// 本月, 同月(x): the period that holds a day.
    Same(Period, Expr),
    /// 每年 3月15日 至 11月15日.
    Yearly(Season),
}

impl Calendar {
    /// Whether it is a condition.
    pub fn is_condition(&self) -> bool {
        matches!(self, Self::Within(..))
    }

    /// Whether it is a day.
    pub fn is_day(&self) -> bool {
        matches!(self, Self::Shifted(_))
    }

    /// The unit in which its value is written: 满年 gives 5年, 月 gives 6月.
    pub fn unit(&self) -> Unit {
        match self {
            Self::Shifted(_) | Self::Within(..) => Unit::none(),
            Self::Elapsed(period, ..) => Unit::spoken(elapsed(*period)),
            Self::Lasting(_, unit) => unit.clone(),
            Self::Part(period, _) => Unit::spoken(named(*period)),
        }
    }

    /// Calls `visit` with every expression directly inside.
    pub fn children(&self, visit: &mut dyn FnMut(&Expr)) {
        match self {
            Self::Shifted(shifted) => {
                visit(&shifted.date);
                visit(&shifted.by);
            }
            Self::Elapsed(_, from, to) => {
                visit(from);
                visit(to);
            }
            Self::Part(_, inner) | Self::Lasting(inner, _) => visit(inner),
            Self::Within(date, window) => {
                visit(date);
                match window {
                    Window::Last { length, until, .. } => {
                        visit(length);
                        visit(until);
                    }
                    Window::Same(_, of) => visit(of),
                    Window::Yearly(_) => {}
                }
            }
        }
    }
}

/// The word after a number of periods: 6个月.
fn elapsed(period: Period) -> &'static str {
    match period {
        Period::Day => "天",
        Period::Month => "个月",
        Period::Quarter => "季度",
        Period::Year => "年",
    }
}

/// The word after the number of a period: 6月.
fn named(period: Period) -> &'static str {
    match period {
        Period::Day => "日",
        Period::Month => "月",
        Period::Quarter => "季度",
        Period::Year => "年",
    }
}
