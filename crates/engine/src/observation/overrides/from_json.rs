//! Overrides in JSON: an object, an array of them, or one a line, with the headings of the table as keys.

use std::sync::Arc;

use serde_json::value::RawValue;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::observation::from_json::units;
use crate::observation::json_value::Json;
use crate::observation::overrides::Column;
use crate::observation::overrides::Draft;
use crate::observation::overrides::Override;
use crate::observation::overrides::Overrides;
use crate::observation::overrides::problem;
use crate::source::SourceId;
use crate::source::Span;

impl Overrides {
    /// Reads overrides; `file` is what results call the file.
    ///
    /// ```
    /// use weiheng::SourceId;
    /// use weiheng::observation::overrides::Overrides;
    /// let text = r#"{ "观测": "暴露垃圾", "改为": 3, "批准": "市爱卫办", "理由": "数错", "日期": "2024-06-01" }"#;
    /// let read = Overrides::from_json("复核.json", SourceId(2), text);
    /// assert_eq!(read.value.unwrap().entries[0].authority, "市爱卫办");
    /// ```
    pub fn from_json(file: &str, source: SourceId, text: &str) -> Outcome<Self> {
        let json = Json { source, text };
        let file: Arc<str> = file.into();
        let mut problems = Diagnostics::new();
        let mut entries = Vec::new();
        match units(json) {
            Ok(values) => {
                for value in values {
                    match one(json, value, &file, &mut problems) {
                        Ok(read) => entries.extend(read),
                        Err(problem) => problems.push(*problem),
                    }
                }
            }
            Err(problem) => problems.push(*problem),
        }
        let value = (!problems.has_errors()).then_some(Self { entries });
        Outcome { value, diagnostics: problems.sorted() }
    }
}

fn one<'a>(
    json: Json<'a>,
    value: &'a RawValue,
    file: &Arc<str>,
    problems: &mut Diagnostics,
) -> Result<Option<Override>, Box<Diagnostic>> {
    let place = json.span(value);
    if !value.get().starts_with('{') {
        return Err(problem::not_an_override(place).into());
    }
    let before = json.text.get(..place.start as usize).unwrap_or_default();
    let line = u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1);
    let mut draft = Draft::default();
    for (name, name_span, value) in json.members(value)? {
        match Column::named(&name) {
            Some(column) => draft.set(column, json.raw(value, 1)?, json.span(value)),
            None => problems.push(Column::stranger(&name, name_span)),
        }
    }
    let head = Span { end: place.start.saturating_add(1), ..place };
    Ok(draft.read(head, (file, line), problems))
}
