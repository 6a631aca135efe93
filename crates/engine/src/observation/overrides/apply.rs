//! Overrides put in the place of readings.

use crate::date::Date;
use crate::diagnostic::Outcome;
use crate::diagnostic::suggestion::nearest;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::fact::Records;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::bind::taken;
use crate::observation::name::position;
use crate::observation::overrides::Overridden;
use crate::observation::overrides::Override;
use crate::observation::overrides::Overrides;
use crate::observation::overrides::Seen;
use crate::observation::overrides::Target;
use crate::observation::overrides::Validity;
use crate::observation::overrides::problem;
use crate::observation::overrides::target::item;
use crate::observation::overrides::target::located;
use crate::observation::overrides::target::row_and_field;
use crate::observation::problem::Mismatch;
use crate::observation::truth;
use crate::source::Span;
use crate::words;

impl Overrides {
    /// The readings of a unit with the overrides that name it; `alone`: those that name no unit mean it too. What was
    /// recorded is kept beside. Those that ended before `date`, or begin after it, change nothing and are kept to be told. A fact that the
    /// standard does not know is left to [`Overrides::unmatched`].
    pub fn apply(
        &self,
        standard: &Standard,
        mut readings: Readings,
        date: Option<Date>,
        alone: bool,
    ) -> Outcome<Readings> {
        let mut pen = Pen::default();
        let name = readings.unit.clone();
        let of_unit = |one: &&Override| match &one.unit {
            Some((unit, _)) => Some(unit) == name.as_ref(),
            None => alone,
        };
        for one in self.entries.iter().filter(of_unit) {
            let Target::Fact(target, span) = &one.target else { continue };
            let Some((at, fact, rest)) = located(&standard.facts, target) else { continue };
            let Some(recorded) = readings.readings.get(at).cloned() else { continue };
            let validity = one.validity(date);
            let id = FactId(u32::try_from(at).unwrap_or(u32::MAX));
            // What was recorded is told as it was, whatever other overrides made of it.
            let mut pristine = readings.originals.get(&id).unwrap_or(&recorded).clone();
            let Some((target, original, value)) = pen.put(fact, &mut pristine, rest, (one, *span)) else {
                continue;
            };
            if validity == Validity::Counts {
                if let Some(earlier) = pen.contrary(&readings, &target, &value) {
                    pen.binder.diagnostics.push(problem::disagree(&target, one.span, earlier));
                    continue;
                }
                let mut reading = recorded.clone();
                pen.put(fact, &mut reading, rest, (one, *span));
                readings.originals.entry(id).or_insert(recorded);
                readings.replace(id, &fact.kind, reading);
            }
            let by = one.clone();
            readings.overrides.push(Overridden { fact: id, target, original, value, by, validity });
        }
        let diagnostics = pen.binder.diagnostics.sorted();
        Outcome { value: (!diagnostics.has_errors()).then_some(readings), diagnostics }
    }
}

/// Writes overrides over readings.
#[derive(Default)]
struct Pen {
    binder: Binder,
}

impl Pen {
    /// Where an earlier override says otherwise of the same reading, of a part of it, or of what it is part of.
    fn contrary(&self, readings: &Readings, target: &str, value: &Seen) -> Option<Span> {
        let inside = |whole: &str, part: &str| {
            part.strip_prefix(whole).is_some_and(|rest| rest.starts_with(['[', '.']))
        };
        let contrary = |earlier: &&Overridden| {
            let same = earlier.target == target && !earlier.value.agrees_with(value);
            earlier.validity == Validity::Counts
                && (same || inside(&earlier.target, target) || inside(target, &earlier.target))
        };
        readings.overrides.iter().find(contrary).map(|earlier| earlier.by.span)
    }

    /// Puts one override into a reading: the target as the standard calls it, what was recorded, and what it is now.
    fn put(
        &mut self,
        fact: &Fact,
        reading: &mut Reading,
        rest: &str,
        (one, named): (&Override, Span),
    ) -> Option<(String, Seen, Seen)> {
        let name = &fact.name;
        match &fact.kind {
            _ if rest.is_empty() => {
                let place = Place { span: one.span, cell: None, row: None };
                let read = self.binder.value(fact, &one.value, place)?;
                let read = taken(std::slice::from_ref(fact), vec![(read, None)]).pop()?.0;
                let original = Seen::Of(Box::new(fact.clone()), std::mem::replace(reading, read.clone()));
                Some((name.clone(), original, Seen::Of(Box::new(fact.clone()), read)))
            }
            Kind::Items(items) => {
                let (item, original, value) = self.put_item((fact, items), reading, rest, (one, named))?;
                Some((format!("{name}[{item}]"), Seen::Item(original), Seen::Item(value)))
            }
            Kind::Records(records) => self.put_field((fact, records), reading, rest, (one, named)),
            _ => self.not_in(fact, rest, named),
        }
    }

    /// Puts a value, or an answer, into a field of a row.
    fn put_field(
        &mut self,
        (fact, records): (&Fact, &Records),
        reading: &mut Reading,
        rest: &str,
        (one, named): (&Override, Span),
    ) -> Option<(String, Seen, Seen)> {
        let name = &fact.name;
        let (number, field) = row_and_field(rest).or_else(|| self.not_in(fact, rest, named))?;
        let rows = if let Reading::Rows(rows) = reading { rows.as_mut_slice() } else { &mut [] };
        let count = rows.len();
        let Some(row) = rows.get_mut(number - 1) else {
            let said = words!(
                "名录「{name}」只有 {count} 行，没有第 {number} 行",
                "record list `{name}` has {count} rows, and no row {number}"
            );
            self.binder.diagnostics.push(problem::no_such_place(said, None, named));
            return None;
        };
        let Some((at, of, rest)) = located(&records.fields, field) else {
            let near = nearest(field, records.fields.iter().map(|field| field.name.as_str()));
            let said =
                words!("名录「{name}」没有「{field}」这一栏", "record list `{name}` has no field `{field}`");
            self.binder.diagnostics.push(problem::no_such_place(said, near, named));
            return None;
        };
        let (inner, original, value) = self.put(of, row.get_mut(at)?, rest, (one, named))?;
        Some((format!("{name}[{number}].{inner}"), original, value))
    }

    /// Puts one answer into a 清单.
    fn put_item(
        &mut self,
        (fact, items): (&Fact, &[String]),
        reading: &mut Reading,
        rest: &str,
        (one, named): (&Override, Span),
    ) -> Option<(String, Option<bool>, Option<bool>)> {
        let text = item(rest).or_else(|| self.not_in(fact, rest, named))?;
        let Some(at) = position(items.iter().map(String::as_str), text) else {
            let (name, near) = (&fact.name, nearest(text, items.iter().map(String::as_str)));
            let said =
                words!("清单「{name}」没有「{text}」这一项", "item list `{name}` has no item `{text}`");
            self.binder.diagnostics.push(problem::no_such_place(said, near, named));
            return None;
        };
        let answer = match &one.value {
            Raw::Truth(truth) => Some(Some(*truth)),
            Raw::Text(text) if matches!(text.trim(), "未查" | "not observed") => Some(None),
            Raw::Text(text) if text.trim() == "缺" => Some(Some(false)),
            Raw::Text(text) => truth::read(text).map(Some),
            Raw::Blank | Raw::List(_) | Raw::Fields(_) => None,
        };
        let Some(answer) = answer else {
            let place = Place { span: one.span, cell: None, row: None };
            self.binder.mismatch(fact, &one.value, place, Mismatch::ItemAnswer);
            return None;
        };
        if !matches!(reading, Reading::Items(_)) {
            *reading = Reading::Items(vec![None; items.len()]);
        }
        let Reading::Items(seen) = reading else { return None };
        let original = std::mem::replace(seen.get_mut(at)?, answer);
        Some((items.get(at)?.clone(), original, answer))
    }

    /// That a fact has no such inside.
    fn not_in<T>(&mut self, fact: &Fact, rest: &str, named: Span) -> Option<T> {
        let name = &fact.name;
        let said = words!(
            "「{name}」后面的「{rest}」读不懂：清单写 名[项]，名录写 名[行号].栏",
            "`{rest}` behind `{name}` cannot be read: an item is NAME[ITEM], a field NAME[ROW].FIELD"
        );
        self.binder.diagnostics.push(problem::no_such_place(said, None, named));
        None
    }
}
