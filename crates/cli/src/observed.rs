//! The observations that an argument names: a file or standard input, JSON or CSV.

use std::ffi::OsStr;
use std::path::Path;

use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Outcome;
use weiheng::Source;
use weiheng_tabular::csv;

use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;

/// How observations are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One object, an array of them, or one a line.
    Json,
    /// One unit a row.
    Csv,
}

/// Reads the observations that `argument` names; `-` is standard input.
pub(crate) fn read(
    argument: &OsStr,
    sources: &mut Sources,
    io: &mut Io<'_>,
) -> Result<Outcome<Vec<Observations>>, Failure> {
    let (name, bytes) = if argument == "-" {
        ("<stdin>".to_owned(), files::read_all(&mut *io.stdin, "<stdin>")?)
    } else {
        (argument.to_string_lossy().into_owned(), files::read(Path::new(argument))?)
    };
    let text = match weiheng_tabular::decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(problem) => {
            let mut diagnostics = Diagnostics::new();
            diagnostics.push(problem.diagnostic(sources.add(Source::new(name, String::new()))?));
            return Ok(Outcome { value: None, diagnostics });
        }
    };
    let form = form(Path::new(argument), &text);
    let id = sources.add(Source::new(name, text))?;
    sources.remember(id, Digest::of(&bytes));
    let text = sources.get(id).map(|indexed| indexed.source.text.as_str()).unwrap_or_default();
    Ok(match form {
        Form::Json => Observations::from_json(id, text),
        Form::Csv => csv::read(id, text),
    })
}

/// Whether a file of a folder is one of observations, by its extension.
pub(crate) fn is_readable(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    extension.is_some_and(|extension| READABLE.contains(&extension.as_str()))
}

/// The extensions of files of observations.
const READABLE: [&str; 4] = ["json", "ndjson", "jsonl", "csv"];

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
