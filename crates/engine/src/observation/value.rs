//! One recorded value as a reading of its fact.

use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::observation::Entry;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::judged;
use crate::observation::marks::Mark;
use crate::observation::marks::mark;
use crate::observation::marks::says_none;
use crate::observation::name::folded;
use crate::observation::number::is_bare_share;
use crate::observation::option;
use crate::observation::problem::Mismatch;
use crate::observation::text;
use crate::source::Span;

impl Binder {
    /// Reads one value; `None` where it was reported as an error.
    pub(super) fn value(&mut self, fact: &Fact, raw: &Raw, place: Place<'_>) -> Option<Reading> {
        if let Raw::Fields(fields) = raw
            && let Some(values) = dispute(&fact.kind, fields)
        {
            return self.disputed(fact, raw, values, place);
        }
        let reading = match (&fact.kind, raw) {
            (_, Raw::Blank) => Ok(Reading::NotObserved),
            (Kind::Items(names), Raw::List(list)) => return self.items_listed(fact, names, list, place),
            (Kind::Items(names), Raw::Fields(fields)) => {
                return self.items_judged(fact, names, fields, place);
            }
            (Kind::Records(records), Raw::List(rows)) => return self.rows(fact, records, rows, place),
            (Kind::Records(records), Raw::Text(text)) if says_none(text) => {
                return self.rows(fact, records, &[], place);
            }
            (Kind::Number(kind), Raw::Text(text))
                if place.cell.is_some_and(|cell| cell.sheet.is_some()) && is_bare_share(kind, text) =>
            {
                Err(Mismatch::BareShare)
            }
            (_, Raw::Text(text)) => marked_or_read(fact, text),
            (Kind::YesNo, Raw::Truth(truth)) => Ok(Reading::Known(Value::Truth(*truth))),
            (Kind::Choice(names), Raw::Truth(truth)) => option::from_truth(names, *truth),
            (Kind::Judged(kind), Raw::Fields(fields)) => judged::from_fields(kind, fields),
            (_, Raw::Truth(_) | Raw::List(_) | Raw::Fields(_)) => Err(Mismatch::Kind),
        };
        match reading {
            Ok(Reading::Misjudged) => {
                self.mismatch(fact, raw, place, Mismatch::OutsideBand);
                Some(Reading::Misjudged)
            }
            Ok(reading) => Some(reading),
            Err(mismatch) => {
                self.mismatch(fact, raw, place, mismatch);
                None
            }
        }
    }

    fn disputed(
        &mut self,
        fact: &Fact,
        raw: &Raw,
        values: &[(Raw, Span)],
        place: Place<'_>,
    ) -> Option<Reading> {
        let mut found: Vec<Value> = Vec::new();
        let mut complete = true;
        for (value, span) in values {
            match self.value(fact, value, place.at(*span)) {
                Some(Reading::Known(value)) if found.contains(&value) => {}
                Some(Reading::Known(value)) => found.push(value),
                Some(_) => {
                    self.mismatch(fact, value, place.at(*span), Mismatch::Undisputed);
                    complete = false;
                }
                None => complete = false,
            }
        }
        if complete && found.len() < 2 {
            self.mismatch(fact, raw, place, Mismatch::Undisputed);
            return None;
        }
        complete.then_some(Reading::Disputed(found))
    }
}

fn marked_or_read(fact: &Fact, text: &str) -> Result<Reading, Mismatch> {
    match mark(&fact.kind, text) {
        Some(Mark::NotObserved) => Ok(Reading::NotObserved),
        Some(Mark::NotApplicable) if fact.may_be_inapplicable => Ok(Reading::NotApplicable),
        Some(Mark::NotApplicable) => Err(Mismatch::Inapplicable),
        None => text::read(&fact.kind, text),
    }
}

/// The values of `{ "争议": [ … ] }`. Item lists and records are disputed item by item.
fn dispute<'a>(kind: &Kind, fields: &'a [Entry]) -> Option<&'a [(Raw, Span)]> {
    if matches!(kind, Kind::Items(_) | Kind::Records(_)) {
        return None;
    }
    match fields {
        [Entry { name, value: Raw::List(values), .. }]
            if matches!(folded(name).as_str(), "争议" | "disputed") =>
        {
            Some(values)
        }
        _ => None,
    }
}
