//! Observations in JSON: an object for one unit; an array, or an object a line, for several.

use serde_json::value::RawValue;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::observation::Entry;
use crate::observation::Observations;
use crate::observation::Raw;
use crate::observation::json_problem;
use crate::observation::json_value::Json;
use crate::observation::json_value::Members;
use crate::observation::moment::date_of;
use crate::observation::name::folded;
use crate::observation::unit_names;
use crate::source::SourceId;
use crate::source::Span;

/// The largest text that is read.
const LARGEST: usize = 64 * 1024 * 1024;

impl Observations {
    /// Reads the observations of one or several units.
    ///
    /// A unit is an object of facts, or `{ "单元": …, "评定日": …, "检查员": …, "观测": { facts } }`. Numbers keep the digits
    /// they are written with; `null` is not observed.
    ///
    /// ```
    /// use weiheng::SourceId;
    /// use weiheng::observation::Observations;
    /// use weiheng::observation::Raw;
    /// let text = r#"{ "单元": "甲医院", "观测": { "暴露垃圾": 3.0 } }"#;
    /// let units = Observations::from_json(SourceId(0), text).value.unwrap();
    /// assert_eq!(units[0].unit.as_deref(), Some("甲医院"));
    /// assert_eq!(units[0].entries[0].value, Raw::Text("3.0".to_owned()));
    /// assert_eq!(units[0].entries[0].span.of(text), "3.0");
    /// ```
    pub fn from_json(source: SourceId, text: &str) -> Outcome<Vec<Self>> {
        let mut problems = Diagnostics::new();
        let units = read(Json { source, text }, &mut problems);
        let value = (!problems.has_errors()).then_some(units);
        Outcome { value, diagnostics: problems.sorted() }
    }
}

impl Entry {
    /// The members of every object of a JSON text (one, an array of them, or one a line), whatever they mean, with
    /// the place of the object.
    ///
    /// ```
    /// use weiheng::{SourceId, observation::Entry};
    /// let objects = Entry::objects(SourceId(0), r#"[{ "a": 1 }, { "b": [] }]"#).value.unwrap();
    /// assert_eq!(objects[1].0[0].name, "b");
    /// ```
    pub fn objects(source: SourceId, text: &str) -> Outcome<Vec<(Vec<Self>, Span)>> {
        let json = Json { source, text };
        let mut problems = Diagnostics::new();
        if text.len() > LARGEST {
            problems.push(json_problem::too_large(source, LARGEST));
            return Outcome { value: None, diagnostics: problems };
        }
        let values = units(json).unwrap_or_else(|problem| {
            problems.push(*problem);
            Vec::new()
        });
        let mut objects = Vec::with_capacity(values.len());
        for value in values {
            let span = json.span(value);
            let fields = if value.get().starts_with('{') {
                json.fields(value, 1)
            } else {
                Err(json_problem::not_a_unit(span).into())
            };
            match fields {
                Ok(fields) => objects.push((fields, span)),
                Err(problem) => problems.push(*problem),
            }
        }
        let value = (!problems.has_errors()).then_some(objects);
        Outcome { value, diagnostics: problems.sorted() }
    }
}

fn read(json: Json<'_>, problems: &mut Diagnostics) -> Vec<Observations> {
    if json.text.len() > LARGEST {
        problems.push(json_problem::too_large(json.source, LARGEST));
        return Vec::new();
    }
    let values = match units(json) {
        Ok(values) => values,
        Err(problem) => {
            problems.push(*problem);
            return Vec::new();
        }
    };
    let mut units = Vec::with_capacity(values.len());
    let mut name_spans = Vec::with_capacity(values.len());
    for value in values {
        match Unit::read(json, value, problems) {
            Ok(unit) => {
                name_spans.push(unit.name_span.unwrap_or_else(|| json.span(value)));
                units.push(unit.observations);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    let names: Vec<(Option<&str>, Span)> =
        units.iter().zip(name_spans).map(|(unit, span)| (unit.unit.as_deref(), span)).collect();
    problems.extend(unit_names::check(&names));
    units
}

/// The objects of all units, unread.
pub(super) fn units(json: Json<'_>) -> Result<Vec<&RawValue>, Box<Diagnostic>> {
    let base = if json.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = json.text.get(base..).unwrap_or_default();
    let stream = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let values: Result<Vec<&RawValue>, _> = stream.collect();
    let values = values.map_err(|error| json_problem::broken(json.source, text, base, &error))?;
    match values.as_slice() {
        [] => Err(json_problem::empty(json.source).into()),
        [only] if only.get().starts_with('[') => json.elements(only),
        several => match several.iter().find(|value| value.get().starts_with('[')) {
            Some(array) => Err(json_problem::several(json.span(array)).into()),
            None => Ok(values),
        },
    }
}

/// One unit on its way.
#[derive(Default)]
struct Unit {
    observations: Observations,
    name_span: Option<Span>,
}

impl Unit {
    fn read<'a>(
        json: Json<'a>,
        value: &'a RawValue,
        problems: &mut Diagnostics,
    ) -> Result<Self, Box<Diagnostic>> {
        if !value.get().starts_with('{') {
            return Err(json_problem::not_a_unit(json.span(value)).into());
        }
        let members = json.members(value)?;
        let wrapped = members.iter().any(|(name, _, value)| is_observations(name, value));
        let mut unit = Self::default();
        if wrapped { unit.wrapped(json, members, problems) } else { unit.flat(json, members, problems) }?;
        Ok(unit)
    }

    fn wrapped<'a>(
        &mut self,
        json: Json<'a>,
        members: Members<'a>,
        problems: &mut Diagnostics,
    ) -> Result<(), Box<Diagnostic>> {
        for (name, name_span, value) in members {
            if is_observations(&name, value) {
                self.observations.entries.extend(json.fields(value, 1)?);
                continue;
            }
            match folded(&name).as_str() {
                "单元" | "unit" => self.name(json, &name, value, problems)?,
                "评定日" | "assessment_date" | "日期" | "date" => {
                    self.date(json, &name, value, problems)?
                }
                "检查员" | "inspector" => {
                    if let Raw::Text(name) = json.raw(value, 1)? {
                        self.observations.inspectors.push((json.source, name));
                    }
                }
                "备注" | "note" | "notes" | "remark" | "remarks" => {}
                _ => problems.push(json_problem::stray(&name, name_span)),
            }
        }
        Ok(())
    }

    fn flat<'a>(
        &mut self,
        json: Json<'a>,
        members: Members<'a>,
        problems: &mut Diagnostics,
    ) -> Result<(), Box<Diagnostic>> {
        for (name, name_span, value) in members {
            match folded(&name).as_str() {
                "单元" | "unit" => self.name(json, &name, value, problems)?,
                "评定日" | "assessment_date" => self.date(json, &name, value, problems)?,
                _ => self.observations.entries.push(json.entry((name, name_span, value), 1)?),
            }
        }
        Ok(())
    }

    fn name(
        &mut self,
        json: Json<'_>,
        key: &str,
        value: &RawValue,
        problems: &mut Diagnostics,
    ) -> Result<(), Box<Diagnostic>> {
        let span = json.span(value);
        let name = match value.get() {
            "null" => return Ok(()),
            text if text.starts_with('"') => json.string(value)?.trim().to_owned(),
            // A register may number its units; the digits are the name.
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.to_owned(),
            _ => return Err(json_problem::not_a_name(span).into()),
        };
        match (&self.observations.unit, self.name_span) {
            (Some(earlier), Some(first)) if *earlier != name => {
                problems.push(json_problem::twice(key, span, first));
            }
            _ => (self.observations.unit, self.name_span) = (Some(name), Some(span)),
        }
        Ok(())
    }

    fn date<'a>(
        &mut self,
        json: Json<'a>,
        key: &str,
        value: &'a RawValue,
        problems: &mut Diagnostics,
    ) -> Result<(), Box<Diagnostic>> {
        let span = json.span(value);
        let text = match json.raw(value, 1)? {
            Raw::Blank => return Ok(()),
            Raw::Text(text) => text,
            _ => value.get().to_owned(),
        };
        let date: Date = date_of(&text).ok_or_else(|| json_problem::not_a_date(&text, span))?;
        match self.observations.date {
            Some((earlier, first)) if earlier != date => problems.push(json_problem::twice(key, span, first)),
            _ => self.observations.date = Some((date, span)),
        }
        Ok(())
    }
}

fn is_observations(name: &str, value: &RawValue) -> bool {
    matches!(folded(name).as_str(), "观测" | "observations") && value.get().starts_with('{')
}
