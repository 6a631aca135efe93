//! Stretches of days after 在.

use crate::calendar::Period;
use crate::calendar::YearDay;
use crate::syntax::from_text::window::MONTHS;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::tree::Window;

impl Spelling {
    /// `近 6个月 到 x 含对应日` and its like.
    pub(super) fn window(self, window: &Window) -> String {
        match window {
            Window::Last { length, until, inclusive } => {
                let mut text = format!("{} {}", self.keyword(Keyword::Past), self.sum(length));
                if let Some(until) = until {
                    text.push_str(&format!(" {} {}", self.keyword(Keyword::UntilDay), self.sum(until)));
                }
                if let Some(inclusive) = inclusive {
                    let ends = if *inclusive { Keyword::Inclusive } else { Keyword::Exclusive };
                    text.push_str(&format!(" {}", self.keyword(ends)));
                }
                text
            }
            Window::This(period) => self.keyword(this(*period)).to_owned(),
            Window::Same(period, of) => format!("{}({})", self.keyword(same(*period)), self.sum(of)),
            Window::Yearly(season) => {
                let yearly = self.keyword(Keyword::Yearly);
                let from = self.year_day(season.from);
                if season.to == season.from {
                    return format!("{yearly} {from}");
                }
                format!("{yearly} {from} {} {}", self.keyword(Keyword::To), self.year_day(season.to))
            }
        }
    }

    fn year_day(self, day: YearDay) -> String {
        match self {
            Self::Zh => day.to_string(),
            Self::En => {
                let month = MONTHS.get(usize::from(day.month).saturating_sub(1)).unwrap_or(&"jan");
                day.day.map_or_else(|| (*month).to_owned(), |day| format!("{month} {day}"))
            }
        }
    }
}

fn this(period: Period) -> Keyword {
    match period {
        Period::Day | Period::Month => Keyword::ThisMonth,
        Period::Quarter => Keyword::ThisQuarter,
        Period::Year => Keyword::ThisYear,
    }
}

fn same(period: Period) -> Keyword {
    match period {
        Period::Day | Period::Month => Keyword::SameMonth,
        Period::Quarter => Keyword::SameQuarter,
        Period::Year => Keyword::SameYear,
    }
}
