//! One override on its way from the cells of a row or the members of an object.

use std::sync::Arc;

use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::observation::Raw;
use crate::observation::moment::date_of;
use crate::observation::overrides::Column;
use crate::observation::overrides::Override;
use crate::observation::overrides::Target;
use crate::observation::overrides::problem;
use crate::observation::overrides::problem::Missing;
use crate::source::Span;

/// The cells of one override.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    unit: Option<(String, Span)>,
    fact: Option<(String, Span)>,
    clause: Option<(String, Span)>,
    value: Option<(Raw, Span)>,
    authority: Option<(String, Span)>,
    reason: Option<(String, Span)>,
    date: Option<(String, Span)>,
    from: Option<(String, Span)>,
    until: Option<(String, Span)>,
}

impl Draft {
    /// Sets a cell; a blank one is none.
    pub fn set(&mut self, column: Column, value: Raw, span: Span) {
        let text = match &value {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Truth(truth) => truth.to_string(),
            Raw::Blank | Raw::List(_) | Raw::Fields(_) => String::new(),
        };
        let filled = |text: String| Some((text, span)).filter(|(text, _)| !text.is_empty());
        match column {
            Column::Unit => self.unit = filled(text),
            Column::Fact => self.fact = filled(text),
            Column::Clause => self.clause = filled(text),
            Column::Authority => self.authority = filled(text),
            Column::Reason => self.reason = filled(text),
            Column::Date => self.date = filled(text),
            Column::From => self.from = filled(text),
            Column::Until => self.until = filled(text),
            Column::Value => {
                let blank = match &value {
                    Raw::Blank => true,
                    Raw::Text(_) => text.is_empty(),
                    Raw::Truth(_) | Raw::List(_) | Raw::Fields(_) => false,
                };
                self.value = Some((value, span)).filter(|_| !blank);
            }
            Column::Remark => {}
        }
    }

    /// The override; `None` where something of it is missing or cannot be read, which is reported, all of it at once.
    pub fn read(
        self,
        place: Span,
        (file, line): (&Arc<str>, u32),
        problems: &mut Diagnostics,
    ) -> Option<Override> {
        let target = match (self.fact.clone(), self.clause.clone()) {
            (Some((name, span)), _) => Some(Target::Fact(name, span)),
            (None, Some((name, span))) => Some(Target::Clause(name, span)),
            (None, None) => None,
        };
        // What is asked of a clause is refused whatever its value.
        let refused = matches!(target, Some(Target::Clause(..)));
        for missing in self.missing(refused) {
            problems.push(problem::missing(missing, place, line));
        }
        let date = self.date.as_ref().and_then(|date| read_date(date, problems));
        let (from, until) = self.validity(date, problems)?;
        let (value, span) = match self.value {
            Some(value) => value,
            None if refused => (Raw::Blank, place),
            None => return None,
        };
        Some(Override {
            unit: self.unit,
            target: target?,
            value,
            span,
            authority: self.authority?.0,
            reason: self.reason?.0,
            date: date?,
            from,
            until,
            origin: (Arc::clone(file), line),
        })
    }

    /// What it does not say and must.
    fn missing(&self, refused: bool) -> Vec<Missing> {
        let said = [
            (Missing::Fact, self.fact.is_some() || self.clause.is_some()),
            (Missing::Value, self.value.is_some() || refused),
            (Missing::Authority, self.authority.is_some()),
            (Missing::Reason, self.reason.is_some()),
            (Missing::Date, self.date.is_some()),
        ];
        said.into_iter().filter(|(_, is_said)| !is_said).map(|(what, _)| what).collect()
    }

    /// The first and the last assessment date for which it counts; `None` where they cannot be read or make no sense.
    fn validity(
        &self,
        made: Option<Date>,
        problems: &mut Diagnostics,
    ) -> Option<(Option<Date>, Option<Date>)> {
        let mut day = |cell: &Option<(String, Span)>| match cell {
            None => Some(None),
            Some(text) => read_date(text, problems).map(Some),
        };
        let (from, until) = (day(&self.from), day(&self.until));
        let (from, until) = (from?, until?);
        let (Some(last), Some((_, span))) = (until, &self.until) else { return Some((from, until)) };
        // Days that are said outright may lie before the day on which it was decided: it corrects an earlier visit.
        if let Some(first) = from.or(made).filter(|first| last < *first) {
            problems.push(problem::ends_before_it_begins((first, from.is_some()), last, *span));
            return None;
        }
        Some((from, until))
    }
}

fn read_date((text, span): &(String, Span), problems: &mut Diagnostics) -> Option<Date> {
    let date = date_of(text);
    if date.is_none() {
        problems.push(problem::not_a_date(text, *span));
    }
    date
}
