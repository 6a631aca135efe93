//! Expressions of days in words, with the days they led to.

use crate::assessment::speech::Speech;
use crate::calendar::Period;
use crate::calendar::Season;
use crate::calendar::YearDay;
use crate::evaluation::calendar::date;
use crate::evaluation::possible::Possible;
use crate::model::calendar::Calendar;
use crate::model::calendar::Window;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::fact::Kind;
use crate::words::Language;

impl Speech<'_> {
    /// A calendar expression with its values: `新证颁发日期 2024-01-15 + 3个月 = 2024-04-15`.
    pub(crate) fn calendar(&self, calendar: &Calendar) -> String {
        match calendar {
            Calendar::Shifted(shifted) => {
                let sign = if shifted.earlier { "-" } else { "+" };
                let reached = self.known_day(&self.scope.calendar(calendar));
                let reached = reached.map(|day| self.bracketed(&day)).unwrap_or_default();
                format!("{} {sign} {}{reached}", self.expression(&shifted.date), self.expression(&shifted.by))
            }
            Calendar::Elapsed(period, from, to) => {
                let name = match period {
                    Period::Day => self.say("天数", "days"),
                    Period::Month | Period::Quarter => self.say("满月", "full months"),
                    Period::Year => self.say("满年", "full years"),
                };
                let value = self.possible(&self.scope.calendar(calendar), &calendar.unit());
                format!("{name}({}, {}) {value}", self.expression(from), self.expression(to))
            }
            Calendar::Part(period, day) => {
                let name = match period {
                    Period::Day => self.say("日", "day of"),
                    Period::Month | Period::Quarter => self.say("月", "month of"),
                    Period::Year => self.say("年", "year of"),
                };
                let value = self.possible(&self.scope.calendar(calendar), &calendar.unit());
                format!("{name}({}) {value}", self.expression(day))
            }
            Calendar::Lasting(number, _) => self.expression(number),
            Calendar::Within(day, window) => {
                format!("{} {} {}", self.expression(day), self.say("在", "in"), self.window(window))
            }
        }
    }

    /// The window, and its days where they are known.
    fn window(&self, window: &Window) -> String {
        let days = self.scope.ends(window).and_then(|(first, last)| {
            let first = match window {
                Window::Last { inclusive: false, .. } => self.day_after(&first)?,
                _ => self.known_day(&first)?,
            };
            let (last, to) = (self.known_day(&last)?, self.say("至", "to"));
            Some(self.bracketed(&format!("{first} {to} {last}")))
        });
        let days = days.unwrap_or_default();
        match window {
            Window::Last { length, until, inclusive, .. } => {
                let (length, until) = (self.expression(length), self.expression(until));
                if self.language == Language::Zh {
                    let ends = if *inclusive { "含对应日" } else { "不含对应日" };
                    return format!("近 {length} 到 {until} {ends}{days}");
                }
                let ends = if *inclusive { "inclusive" } else { "exclusive" };
                format!("the last {length} until {until}, {ends}{days}")
            }
            Window::Same(period, of) => {
                let (zh, en) = match period {
                    Period::Day => ("同日", "the same day as"),
                    Period::Month => ("同月", "the same month as"),
                    Period::Quarter => ("同季度", "the same quarter as"),
                    Period::Year => ("同年", "the same year as"),
                };
                let of = self.expression(of);
                format!("{}{days}", self.say(&format!("{zh}({of})"), &format!("{en} {of}")))
            }
            Window::Yearly(season) => self.season(*season),
        }
    }

    fn season(&self, season: Season) -> String {
        let (from, to) = (self.year_day(season.from), self.year_day(season.to));
        let every = self.say("每年", "every year");
        if season.from == season.to {
            return format!("{every} {from}");
        }
        format!("{every} {from} {} {to}", self.say("至", "to"))
    }

    fn year_day(&self, day: YearDay) -> String {
        if self.language == Language::Zh {
            return day.to_string();
        }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = months.get(usize::from(day.month).saturating_sub(1)).copied().unwrap_or_default();
        day.day.map_or_else(|| month.to_owned(), |day| format!("{month} {day}"))
    }

    /// The day of the assessment, where it is known.
    pub(crate) fn assessment_date(&self) -> String {
        let name = self.say("评定日", "the assessment date");
        self.scope.date().map_or(name.clone(), |date| format!("{name} {date}"))
    }

    /// Whether an expression is a day, of which the number says nothing to a reader.
    pub(crate) fn is_day(&self, expression: &Expr) -> bool {
        match expression {
            Expr::Date(_) | Expr::AssessmentDate => true,
            Expr::Fact(id) => self.standard.fact(*id).is_some_and(|fact| matches!(fact.kind, Kind::Date)),
            Expr::Field(id) => match self.row.map(|(list, _)| &list.kind) {
                Some(Kind::Records(records)) => {
                    records.fields.get(id.0 as usize).is_some_and(|field| matches!(field.kind, Kind::Date))
                }
                _ => false,
            },
            Expr::Outer(value, _) => self.outside().is_day(value),
            Expr::Let(id) => {
                self.standard.lets.get(id.0 as usize).is_some_and(|derived| self.is_day(&derived.value))
            }
            Expr::Calendar(calendar) => calendar.is_day(),
            Expr::Extremum(_, choices) => choices.first().is_some_and(|choice| self.is_day(choice)),
            Expr::Fold(fold) if fold.kind == FoldKind::LongestGap => false,
            Expr::Fold(fold) => match (&fold.value, self.standard.fact(fold.list)) {
                (Some(value), Some(list)) => self.in_rows(list).is_day(value),
                _ => false,
            },
            Expr::If(branches, _) => branches.first().is_some_and(|(_, value)| self.is_day(value)),
            Expr::Bands(bands) => bands.rows.first().is_some_and(|row| self.is_day(&row.then)),
            Expr::OrElse(value, _) => self.is_day(value),
            _ => false,
        }
    }

    /// A day in words: its date, where it is one day.
    pub(crate) fn day(&self, possible: &Possible) -> String {
        self.known_day(possible).unwrap_or_else(|| {
            if possible.is_inapplicable() {
                self.say("不适用", "not applicable")
            } else {
                self.say("未定", "open")
            }
        })
    }

    fn known_day(&self, possible: &Possible) -> Option<String> {
        let point = possible.interval().as_point().filter(|_| possible.is_settled());
        point.and_then(date).map(|date| date.to_string())
    }

    fn day_after(&self, possible: &Possible) -> Option<String> {
        let point = possible.interval().as_point().filter(|_| possible.is_settled());
        point.and_then(date)?.after_days(1).map(|date| date.to_string())
    }

    fn bracketed(&self, text: &str) -> String {
        self.say(&format!("（{text}）"), &format!(" ({text})"))
    }
}
