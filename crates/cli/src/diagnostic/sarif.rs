//! Diagnostics as SARIF 2.1.0, which code hosts and editors show beside the lines.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json::json;
use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Label;
use weiheng::Language;
use weiheng::Severity;
use weiheng::Span;

use crate::diagnostic::place::Place;
use crate::sources::Sources;

/// The diagnostics as a SARIF log, indented, with a line break at the end.
pub(crate) fn sarif(diagnostics: &Diagnostics, sources: &Sources, language: Language) -> String {
    let used: BTreeSet<Code> = diagnostics.iter().map(|one| one.code).collect();
    let rules: Vec<Value> = used.iter().map(|code| rule(*code, language)).collect();
    let results: Vec<Value> = diagnostics.iter().map(|one| result(one, sources, language)).collect();
    let driver = json!({ "name": "weiheng", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, language: Language) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.title().in_language(language) },
        "defaultConfiguration": { "level": level(code) },
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let mut text = diagnostic.message.in_language(language).to_owned();
    for words in diagnostic.notes.iter().chain(&diagnostic.help) {
        text.push('\n');
        text.push_str(words.in_language(language));
    }
    let related = diagnostic.labels.iter().skip(1).map(|label| related(label, sources, language));
    json!({
        "ruleId": diagnostic.code.as_str(),
        "level": level(diagnostic.code),
        "message": { "text": text },
        "locations": [located(diagnostic.span(), sources)],
        "relatedLocations": related.collect::<Vec<_>>(),
    })
}

fn related(label: &Label, sources: &Sources, language: Language) -> Value {
    let mut location = located(label.span, sources);
    if let Some(members) = location.as_object_mut() {
        members.insert("message".to_owned(), json!({ "text": label.words.in_language(language) }));
    }
    location
}

/// A location; a cell of a workbook has its name besides.
fn located(span: Span, sources: &Sources) -> Value {
    let place = Place::of(span, sources);
    let physical = location(&place);
    match (place.sheet, place.cell) {
        (Some(sheet), Some(cell)) => json!({
            "physicalLocation": physical,
            "logicalLocations": [{ "name": cell, "fullyQualifiedName": format!("{sheet}!{cell}"), "kind": "cell" }],
        }),
        _ => json!({ "physicalLocation": physical }),
    }
}

fn location(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": uri(&place.file) },
        "region": {
            "startLine": place.line.max(1),
            "startColumn": place.column.max(1),
            "endLine": place.end_line.max(1),
            "endColumn": place.end_column.max(1),
        },
    })
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A path as a URI reference: relative paths stay relative, other characters are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
