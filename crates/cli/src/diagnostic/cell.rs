//! Cells of workbooks in drawn diagnostics, where other files have lines and columns.

use weiheng::Diagnostic;
use weiheng::Label;

use crate::sources::Indexed;
use crate::sources::Sources;

/// The file, sheet and cell of a label in a workbook. The blank at the end keeps F1 apart from F12.
pub(super) fn path(indexed: &Indexed, label: &Label) -> Option<String> {
    let cell = indexed.source.cell(label.span.start)?;
    Some(format!("{} {} {} ", indexed.source.name, cell.sheet, cell.address()))
}

/// The drawing without the lines and columns of a rendition behind such paths: nobody can look them up.
pub(super) fn named(mut drawn: String, diagnostic: &Diagnostic, sources: &Sources) -> String {
    for label in &diagnostic.labels {
        let path = sources.get(label.span.source).and_then(|indexed| path(indexed, label));
        let Some(path) = path else { continue };
        let mut done = 0;
        while let Some(at) = drawn.get(done..).and_then(|rest| rest.find(&path)) {
            let end = done + at + path.len();
            let numbers = drawn.get(end..).map_or(0, |rest| rest.len() - without_numbers(rest).len());
            done = end - 1;
            drawn.replace_range(done..end + numbers, "");
        }
    }
    drawn
}

fn without_numbers(text: &str) -> &str {
    text.trim_start_matches(|sign: char| sign == ':' || sign.is_ascii_digit())
}
