//! The patterns of band tables in words.

use crate::date::Date;
use crate::date::Time;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::model::fact::Kind;
use crate::model::words::Naming;

impl<'a> Naming<'a> {
    /// The patterns of a band row against its keys, in words; 否则 for a row without any.
    pub fn patterns(self, keys: &[Expr], patterns: &[Vec<Pattern>]) -> String {
        if patterns.is_empty() {
            return "否则".to_owned();
        }
        let of_key = |(key, one_of): (&Expr, &Vec<Pattern>)| {
            one_of.iter().map(|pattern| self.pattern(key, pattern)).collect::<Vec<_>>().join(", ")
        };
        keys.iter().zip(patterns).map(of_key).collect::<Vec<_>>().join(" | ")
    }

    fn pattern(self, key: &Expr, pattern: &Pattern) -> String {
        let shown = |end: &Exact| self.end(key, *end);
        match pattern {
            Pattern::Range(Some((low, true)), Some((high, true))) if low == high => shown(low),
            Pattern::Range(Some((low, true)), Some((high, true))) => {
                format!("{} 至 {}", shown(low), shown(high))
            }
            Pattern::Range(Some((low, _)), Some((high, _))) => {
                format!("{} 起 不足 {}", shown(low), shown(high))
            }
            Pattern::Range(Some((low, true)), None) => format!(">= {}", shown(low)),
            Pattern::Range(Some((low, false)), None) => format!("> {}", shown(low)),
            Pattern::Range(None, Some((high, true))) => format!("<= {}", shown(high)),
            Pattern::Range(None, Some((high, false))) => format!("< {}", shown(high)),
            Pattern::Range(None, None) | Pattern::Any => "*".to_owned(),
            Pattern::Option(at) => self.option(key, *at).unwrap_or_else(|| at.to_string()),
            Pattern::Truth(truth) => if *truth { "是" } else { "否" }.to_owned(),
            Pattern::Text(text) => format!("\"{text}\""),
        }
    }

    fn end(self, key: &Expr, end: Exact) -> String {
        let kind = self.kind(key);
        let whole = || i32::try_from(end.floor()).ok();
        let shown = match kind {
            Some(Kind::Date) => whole().and_then(Date::from_day_number).map(|date| date.to_string()),
            Some(Kind::Time) => {
                let minutes = whole().and_then(|minutes| u16::try_from(minutes).ok());
                let time = minutes.and_then(|minutes| Time::new(minutes / 60, minutes % 60));
                time.map(|time| time.to_string())
            }
            _ => None,
        };
        shown.unwrap_or_else(|| self.number_like(key, end))
    }

    fn option(self, key: &Expr, at: u16) -> Option<String> {
        match self.kind(key)? {
            Kind::Level(names) | Kind::Choice(names) => names.get(usize::from(at)).cloned(),
            _ => None,
        }
    }

    fn kind(self, key: &Expr) -> Option<&'a Kind> {
        match key {
            Expr::Fact(id) => self.standard.fact(*id).map(|fact| &fact.kind),
            Expr::Field(id) => match &self.standard.fact(self.list?)?.kind {
                Kind::Records(records) => records.fields.get(id.0 as usize).map(|field| &field.kind),
                _ => None,
            },
            Expr::Outer(value, _) => self.outside().kind(value),
            _ => None,
        }
    }
}
