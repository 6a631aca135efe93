//! Submissions from phones among the observations: XML, JSON, and the CSV tables of an export in an archive or a
//! folder.

use std::path::Path;

use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng_tabular::submission::Form;
use weiheng_tabular::submission::archive;
use weiheng_tabular::submission::archive::Table;
use weiheng_tabular::submission::csv;
use weiheng_tabular::submission::json;
use weiheng_tabular::submission::xml;

use crate::failure::Failure;
use crate::files;
use crate::sources::Sources;

/// The extension of the tables of an export.
pub(crate) const TABLE: &str = "csv";

/// Reads a text, where it is a submission; `is_json` where it is JSON and no table.
pub(crate) fn text(
    form: &Form<'_>,
    source: SourceId,
    text: &str,
    is_json: bool,
) -> Option<Outcome<Vec<Observations>>> {
    if xml::is_xml(text) {
        Some(xml::read(form, source, text))
    } else if is_json {
        json::is_submission(form, text).then(|| json::read(form, source, text))
    } else {
        csv::is_submission(form, text).then(|| csv::read(form, &[(source, text)]))
    }
}

/// Reads the tables of an export in an archive; `None` where the bytes are none.
pub(crate) fn exported(
    form: &Form<'_>,
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
) -> Result<Option<Outcome<Vec<Observations>>>, Failure> {
    match archive::tables(bytes) {
        None => Ok(None),
        Some(Ok(found)) => tables(form, Path::new(name), Some(Digest::of(bytes)), found, sources).map(Some),
        Some(Err(packed)) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(packed.diagnostic(sources.add(Source::new(name, ""))?));
            Ok(Some(Outcome { value: None, diagnostics }))
        }
    }
}

/// Whether a folder holds the tables of an export, and not files of observations.
pub(crate) fn is_export(form: &Form<'_>, path: &Path) -> Result<bool, Failure> {
    let found = in_folder(path)?;
    let texts = found.iter().filter_map(|table| weiheng_tabular::decode(&table.bytes).ok());
    Ok(texts.into_iter().any(|decoded| csv::is_submission(form, &decoded.text)))
}

/// Reads the tables of an export in a folder; `None` for what is no such folder.
pub(crate) fn folder(
    form: &Form<'_>,
    path: &Path,
    sources: &mut Sources,
) -> Result<Option<Outcome<Vec<Observations>>>, Failure> {
    if !path.is_dir() || !is_export(form, path)? {
        return Ok(None);
    }
    tables(form, path, None, in_folder(path)?, sources).map(Some)
}

fn in_folder(path: &Path) -> Result<Vec<Table>, Failure> {
    let names = files::stems(path, TABLE).into_iter().map(|stem| format!("{stem}.{TABLE}"));
    names.map(|name| Ok(Table { bytes: files::read(&path.join(&name))?, name })).collect()
}

/// Reads tables; a result rests on the archive that they lie in, of which `sum` is the sum, or else on each of them.
fn tables(
    form: &Form<'_>,
    of: &Path,
    sum: Option<Digest>,
    found: Vec<Table>,
    sources: &mut Sources,
) -> Result<Outcome<Vec<Observations>>, Failure> {
    let mut diagnostics = Diagnostics::new();
    let mut ids = Vec::new();
    for Table { name, bytes } in found {
        let name = of.join(name).display().to_string();
        match weiheng_tabular::decode(&bytes) {
            Ok(decoded) => {
                let id = sources.add(Source::new(name, decoded.text))?;
                match sum {
                    Some(sum) => sources.remember_as(id, &of.display().to_string(), sum),
                    None => sources.remember(id, Digest::of(&bytes)),
                }
                ids.push(id);
            }
            Err(problem) => diagnostics.push(problem.diagnostic(sources.add(Source::new(name, ""))?)),
        }
    }
    if diagnostics.has_errors() {
        return Ok(Outcome { value: None, diagnostics });
    }
    let text = |id: &SourceId| sources.get(*id).map(|indexed| (*id, indexed.source.text.as_str()));
    let texts: Vec<(SourceId, &str)> = ids.iter().filter_map(text).collect();
    Ok(csv::read(form, &texts))
}
