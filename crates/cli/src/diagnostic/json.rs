//! Diagnostics as JSON, the shape of `docs/schema/diagnostics.schema.json`.

use serde::Serialize;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Label;
use weiheng::Severity;
use weiheng::Words;

use crate::diagnostic::place::Place;
use crate::sources::Sources;

/// The diagnostics as a JSON array, indented, with a line break at the end.
pub(crate) fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let entries: Vec<Entry<'_>> = diagnostics.iter().map(|one| Entry::of(one, sources)).collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a Words,
    #[serde(flatten)]
    place: Place,
    labels: Vec<LabelEntry<'a>>,
    help: Option<&'a Words>,
    notes: &'a [Words],
}

#[derive(Serialize)]
struct LabelEntry<'a> {
    #[serde(flatten)]
    place: Place,
    message: &'a Words,
}

impl<'a> Entry<'a> {
    fn of(diagnostic: &'a Diagnostic, sources: &Sources) -> Self {
        let label =
            |label: &'a Label| LabelEntry { place: Place::of(label.span, sources), message: &label.words };
        Self {
            code: diagnostic.code.as_str(),
            severity: match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &diagnostic.message,
            place: Place::of(diagnostic.span(), sources),
            labels: diagnostic.labels.iter().map(label).collect(),
            help: diagnostic.help.as_ref(),
            notes: &diagnostic.notes,
        }
    }
}
