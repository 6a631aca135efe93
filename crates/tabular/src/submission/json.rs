//! Submissions in JSON: an array of objects, groups nested as ODK Central has them or joined by `/` as KoboToolbox
//! does, and the answer of a server, which holds the array as `value` or `results`.

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;

use crate::submission::form::Form;

/// The names of what every export holds.
const EXPORTED: [&str; 6] =
    ["_xform_id_string", "formhub/uuid", "meta/instanceID", "instanceID", "__id", "__system"];

/// Whether a JSON text holds submissions and not observations by the names of facts.
pub fn is_submission(form: &Form<'_>, text: &str) -> bool {
    form.is_named_in(text) || EXPORTED.iter().any(|name| text.contains(&format!("\"{name}\"")))
}

/// Reads the submissions of a JSON text; what was understood is there in spite of errors.
pub fn read(form: &Form<'_>, source: SourceId, text: &str) -> Outcome<Vec<Observations>> {
    let objects = Entry::objects(source, text);
    let Some(objects) = objects.value else {
        return Outcome { value: None, diagnostics: objects.diagnostics };
    };
    let submissions: Vec<_> = objects.into_iter().flat_map(|(entries, span)| within(entries, span)).collect();
    super::units(form, &submissions, Diagnostics::new())
}

/// The submissions in the answer of a server; otherwise the object itself.
fn within(entries: Vec<Entry>, span: Span) -> Vec<(Vec<Entry>, Span)> {
    let answer = entries.iter().find(|entry| matches!(entry.name.as_str(), "value" | "results"));
    let Some(Raw::List(list)) = answer.map(|entry| &entry.value) else { return vec![(entries, span)] };
    let objects = list.iter().filter_map(|(raw, span)| match raw {
        Raw::Fields(fields) => Some((fields.clone(), *span)),
        _ => None,
    });
    objects.collect()
}
