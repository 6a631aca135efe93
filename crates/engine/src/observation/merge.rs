//! What several files say of one unit, put together.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::date::Date;
use crate::model::fact::FactId;
use crate::observation::Entry;
use crate::observation::Observations;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Saying;
use crate::observation::Spot;
use crate::observation::Value;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::name::Names;
use crate::observation::name::folded;
use crate::source::SourceId;

impl Observations {
    /// The units of several files, in their order: those of one name and day are one unit, as when two inspectors have
    /// each filled in a form. One without a day is that of the only day that others of its name have. Units without a
    /// name stay apart.
    ///
    /// Bound to a standard, a fact of which the files say different things is disputed; nothing is averaged.
    ///
    /// ```
    /// use weiheng::{Observations, SourceId};
    /// let of = |source, text: &str| Observations::from_json(SourceId(source), text).value.unwrap();
    /// let mut units = of(1, r#"{ "单元": "东街", "垃圾": 3 }"#);
    /// units.extend(of(2, r#"{ "单元": "东街", "垃圾": 5, "积水": 0 }"#));
    /// let merged = Observations::merged(units);
    /// assert_eq!((merged.len(), merged[0].entries.len()), (1, 3));
    /// ```
    pub fn merged(units: Vec<Self>) -> Vec<Self> {
        let mut merged: Vec<Self> = Vec::with_capacity(units.len());
        let mut known: BTreeMap<(String, Option<Date>), usize> = BTreeMap::new();
        let days = days(&units);
        for unit in units {
            let key = name(&unit).map(|name| {
                let day = unit.date.map(|(date, _)| date);
                let only = days.get(&name).filter(|days| days.len() == 1).and_then(BTreeSet::first);
                (name, day.or(only.copied()))
            });
            match key.as_ref().and_then(|key| merged.get_mut(*known.get(key)?)) {
                Some(same) => {
                    same.date = same.date.or(unit.date);
                    same.inspectors.extend(unit.inspectors);
                    same.entries.extend(unit.entries);
                    same.form = same.form.take().or(unit.form);
                }
                None => {
                    known.extend(key.map(|key| (key, merged.len())));
                    merged.push(unit);
                }
            }
        }
        merged
    }

    /// The files that it was read from, those of the rows of its lists included.
    ///
    /// ```
    /// use weiheng::{Observations, SourceId};
    /// let text = r#"{ "市场": [{ "占道": 1 }] }"#;
    /// let units = Observations::from_json(SourceId(7), text).value.unwrap();
    /// assert_eq!(units[0].sources(), [SourceId(7)]);
    /// ```
    pub fn sources(&self) -> Vec<SourceId> {
        let mut sources = BTreeSet::new();
        sources.extend(self.date.map(|(_, span)| span.source));
        of_entries(&self.entries, &mut sources);
        sources.into_iter().collect()
    }
}

fn of_entries(entries: &[Entry], sources: &mut BTreeSet<SourceId>) {
    for entry in entries {
        sources.insert(entry.span.source);
        of_value(&entry.value, sources);
    }
}

fn of_value(value: &Raw, sources: &mut BTreeSet<SourceId>) {
    match value {
        Raw::List(elements) => {
            for (element, span) in elements {
                sources.insert(span.source);
                of_value(element, sources);
            }
        }
        Raw::Fields(fields) => of_entries(fields, sources),
        Raw::Blank | Raw::Text(_) | Raw::Truth(_) => {}
    }
}

/// The days of the units of each name.
fn days(units: &[Observations]) -> BTreeMap<String, BTreeSet<Date>> {
    let mut days: BTreeMap<String, BTreeSet<Date>> = BTreeMap::new();
    for unit in units {
        if let (Some(name), Some((date, _))) = (name(unit), unit.date) {
            days.entry(name).or_default().insert(date);
        }
    }
    days
}

fn name(unit: &Observations) -> Option<String> {
    unit.unit.as_deref().map(folded).filter(|name| !name.is_empty())
}

/// What two readings of one fact come to, where they are of different files: single values are disputed. `None` where
/// they cannot be put together.
pub(super) fn disputed(earlier: &Reading, later: &Reading) -> Option<Reading> {
    let values = |reading: &Reading| match reading {
        Reading::Known(value) => Some(vec![value.clone()]),
        Reading::Disputed(values) => Some(values.clone()),
        _ => None,
    };
    if let (Reading::Items(earlier), Reading::Items(later)) = (earlier, later) {
        return items(earlier, later);
    }
    let mut all = values(earlier)?;
    for value in values(later)? {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.sort(); // whichever file was named first
    Some(Reading::Disputed(all))
}

/// Items that the one has seen and the other has not.
fn items(earlier: &[Option<bool>], later: &[Option<bool>]) -> Option<Reading> {
    let both = earlier.iter().zip(later).map(|(earlier, later)| match (earlier, later) {
        (Some(one), Some(other)) if one != other => None,
        _ => Some(earlier.or(*later)),
    });
    Some(Reading::Items(both.collect::<Option<Vec<_>>>()?))
}

/// Every value of the facts that are disputed, each with its place and who says so.
pub(super) fn sayings(
    names: &Names<'_>,
    readings: &[(Reading, Option<Spot>)],
    observations: &Observations,
) -> Vec<Saying> {
    if !readings.iter().any(|(reading, _)| matches!(reading, Reading::Disputed(_))) {
        return Vec::new();
    }
    let mut again = Binder::default();
    let say = |entry: &Entry| {
        let (at, fact) = names.find(&entry.name)?;
        matches!(readings.get(at), Some((Reading::Disputed(_), _))).then_some(())?;
        let place = Place { span: entry.span, cell: entry.cell.as_ref(), row: None };
        let value: Value = match again.value(fact, &entry.value, place)? {
            Reading::Known(value) => value,
            _ => return None,
        };
        let inspector = observations.inspectors.iter().find(|(source, _)| *source == entry.span.source);
        Some(Saying {
            fact: FactId(u32::try_from(at).ok()?),
            value,
            spot: Spot { span: entry.span, cell: entry.cell.clone() },
            inspector: inspector.map(|(_, name)| name.clone()),
        })
    };
    let mut sayings: Vec<Saying> = observations.entries.iter().filter_map(say).collect();
    sayings.sort_by(|a, b| (a.fact, &a.value, &a.inspector).cmp(&(b.fact, &b.value, &b.inspector)));
    sayings
}
