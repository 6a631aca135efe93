//! Expressions of days.

use crate::calendar::Period;
use crate::model::calendar::Calendar;
use crate::model::calendar::Window;
use crate::model::expression::Expr;
use crate::model::words::Naming;

impl Naming<'_> {
    pub(super) fn calendar(self, calendar: &Calendar) -> String {
        match calendar {
            Calendar::Shifted(shifted) => {
                let sign = if shifted.earlier { "-" } else { "+" };
                format!("{} {sign} {}", self.side(&shifted.date), self.factor(&shifted.by))
            }
            Calendar::Elapsed(period, from, to) => {
                format!("{}({}, {})", elapsed(*period), self.expr(from), self.expr(to))
            }
            Calendar::Part(period, date) => format!("{}({})", part(*period), self.expr(date)),
            Calendar::Lasting(number, _) => self.expr(number),
            Calendar::Within(date, window) => format!("{} 在 {}", self.side(date), self.window(window)),
        }
    }

    fn window(self, window: &Window) -> String {
        match window {
            Window::Last { length, until, inclusive, .. } => {
                let until = match until {
                    Expr::AssessmentDate => String::new(),
                    until => format!(" 到 {}", self.side(until)),
                };
                let ends = if *inclusive { "含对应日" } else { "不含对应日" };
                format!("近 {}{until} {ends}", self.expr(length))
            }
            Window::Same(period, Expr::AssessmentDate) => format!("本{}", stretch(*period)),
            Window::Same(period, of) => format!("同{}({})", stretch(*period), self.expr(of)),
            Window::Yearly(season) if season.from == season.to => format!("每年 {}", season.from),
            Window::Yearly(season) => format!("每年 {} 至 {}", season.from, season.to),
        }
    }
}

/// The function that counts whole periods.
fn elapsed(period: Period) -> &'static str {
    match period {
        Period::Day => "天数",
        Period::Month | Period::Quarter => "满月",
        Period::Year => "满年",
    }
}

/// The function that gives a part of a day.
fn part(period: Period) -> &'static str {
    match period {
        Period::Day => "日",
        Period::Month | Period::Quarter => "月",
        Period::Year => "年",
    }
}

/// The period after 本 and 同.
fn stretch(period: Period) -> &'static str {
    match period {
        Period::Day => "日",
        Period::Month => "月",
        Period::Quarter => "季度",
        Period::Year => "年",
    }
}
