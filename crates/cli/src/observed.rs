//! The observations that an argument names: a file or standard input, JSON, a workbook, CSV or what came back from
//! phones.

use std::ffi::OsStr;
use std::path::Path;

use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Outcome;
use weiheng::Source;
use weiheng_tabular::csv;
use weiheng_tabular::submission;
use weiheng_tabular::workbook;
use weiheng_tabular::workbook::Damage;

use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;
use crate::submitted;

/// How observations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One object, an array of them, or one a line.
    Json,
    /// One unit a row.
    Csv,
}

/// What was understood of a file, and everything that is wrong with it.
pub(crate) type Understood = (Vec<Observations>, Diagnostics);

/// Reads the observations that `argument` names; `-` is standard input. There are none where there is an error. `form`
/// says which questions of a phone's submission ask for which facts.
pub(crate) fn read(
    argument: &OsStr,
    form: &submission::Form<'_>,
    sources: &mut Sources,
    io: &mut Io<'_>,
) -> Result<Outcome<Vec<Observations>>, Failure> {
    let (mut units, mut diagnostics) = understood(argument, form, sources, io)?;
    sources.apply_mapping(&mut units, &mut diagnostics);
    Ok(Outcome { value: (!diagnostics.has_errors()).then_some(units), diagnostics })
}

/// The same with what was understood in spite of errors, so that all problems can be told at once.
pub(crate) fn understood(
    argument: &OsStr,
    form: &submission::Form<'_>,
    sources: &mut Sources,
    io: &mut Io<'_>,
) -> Result<Understood, Failure> {
    if let Some(exported) = submitted::folder(form, Path::new(argument), sources)? {
        return Ok(told(exported));
    }
    let (name, bytes) = if argument == "-" {
        ("<stdin>".to_owned(), files::read_all(&mut *io.stdin, "<stdin>")?)
    } else {
        (argument.to_string_lossy().into_owned(), files::read(Path::new(argument))?)
    };
    if let Some(exported) = submitted::exported(form, &name, &bytes, sources)? {
        return Ok(told(exported));
    }
    if let Some(rendered) = workbook::render(&name, &bytes) {
        return workbook(&name, rendered, Digest::of(&bytes), sources);
    }
    let text = match weiheng_tabular::decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(problem) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(problem.diagnostic(sources.add(Source::new(name, String::new()))?));
            return Ok((Vec::new(), diagnostics));
        }
    };
    let written = self::form(Path::new(argument), &text);
    let id = sources.add(Source::new(name, text))?;
    sources.remember(id, Digest::of(&bytes));
    let text = sources.get(id).map(|indexed| indexed.source.text.as_str()).unwrap_or_default();
    if let Some(submitted) = submitted::text(form, id, text, written == Form::Json) {
        return Ok(told(submitted));
    }
    Ok(match written {
        Form::Json => told(Observations::from_json(id, text)),
        Form::Csv => csv::understood(id, text, sources.heads()),
    })
}

fn told(read: Outcome<Vec<Observations>>) -> Understood {
    (read.value.unwrap_or_default(), read.diagnostics)
}

/// Whether a file of a folder is one of observations, by its extension; Excel's marks of open files are not.
pub(crate) fn is_readable(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    if name.starts_with("~$") || name.starts_with('.') {
        return false;
    }
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| READABLE.contains(&extension.as_str()))
}

/// The extensions of files of observations.
const READABLE: [&str; 10] = ["json", "ndjson", "jsonl", "csv", "xlsx", "xlsm", "xls", "ods", "xml", "zip"];

fn workbook(
    name: &str,
    rendered: Result<Source, Damage>,
    sum: Digest,
    sources: &mut Sources,
) -> Result<Understood, Failure> {
    match rendered {
        Ok(source) => {
            let id = sources.add(source)?;
            sources.remember(id, sum);
            let empty = Source::default();
            let source = sources.get(id).map_or(&empty, |indexed| &indexed.source);
            Ok(workbook::understood(id, source, sources.heads()))
        }
        Err(damage) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(damage.diagnostic(sources.add(Source::new(name, String::new()))?));
            Ok((Vec::new(), diagnostics))
        }
    }
}

/// By the extension; where it says nothing, by the first character.
fn form(path: &Path, text: &str) -> Form {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    match extension.as_deref() {
        Some("json" | "ndjson" | "jsonl") => Form::Json,
        Some("csv") => Form::Csv,
        _ if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) => Form::Json,
        _ => Form::Csv,
    }
}

#[cfg(test)]
mod tests {
    use super::Form;
    use super::form;
    use std::path::Path;

    #[test]
    fn extension_first_then_the_text() {
        for (name, text, expected) in [
            ("a.CSV", "{", Form::Csv),
            ("a.ndjson", "单元,暴露垃圾", Form::Json),
            ("-", "\u{feff} \n[", Form::Json),
            ("-", "单元,暴露垃圾", Form::Csv),
            ("-", "", Form::Csv),
        ] {
            assert_eq!(form(Path::new(name), text), expected, "{name} {text}");
        }
    }
}
