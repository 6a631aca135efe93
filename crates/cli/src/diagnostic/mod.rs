//! Diagnostics made visible: drawn for people, as JSON and SARIF for machines.

pub(crate) mod draw;
pub(crate) mod fold;
pub(crate) mod json;
pub(crate) mod place;
pub(crate) mod sarif;

mod cell;
#[cfg(test)]
mod tests;

use weiheng::Diagnostics;
use weiheng::Language;
use weiheng::Severity;

use crate::args::Common;
use crate::diagnostic::draw::Pen;
use crate::io::Io;
use crate::sources::Sources;

/// Draws diagnostics on standard error.
pub(crate) fn complain(diagnostics: &Diagnostics, sources: &Sources, common: Common, io: &mut Io<'_>) {
    let colour = common.colour_on_stderr(io.screen);
    let pen = Pen { language: common.language(), colour, width: io.screen.width };
    io.complain(&draw::draw(diagnostics, sources, pen));
}

/// How many errors and warnings there are, and how many worked cases were run: `3 个错误，1 个警告，12 个例`.
pub(crate) fn count(diagnostics: &Diagnostics, cases: usize, language: Language) -> String {
    let of = |severity: Severity| diagnostics.iter().filter(|one| one.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match language {
        Language::Zh => format!("{errors} 个错误，{warnings} 个警告，{cases} 个例"),
        Language::En => {
            let (of_errors, of_warnings, of_cases) = (plural(errors), plural(warnings), plural(cases));
            format!("{errors} error{of_errors}, {warnings} warning{of_warnings}, {cases} case{of_cases}")
        }
    }
}
