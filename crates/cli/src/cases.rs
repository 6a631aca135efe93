//! Worked cases in a file of their own: `X.cases` beside `X.wh`. Only `weiheng check` reads them.

use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;

use crate::built_in;
use crate::failure::Failure;
use crate::sources::Sources;
use crate::standard;
use crate::standard::ClauseFile;

/// Whether a path is that of a file of cases.
pub(crate) fn is_named(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "cases")
}

/// What names the standard: of `X.cases` it is `X.wh` beside it.
pub(crate) fn standard(argument: &OsStr) -> PathBuf {
    let path = Path::new(argument);
    if is_named(path) { path.with_extension("wh") } else { path.to_owned() }
}

/// Reads the file of cases of a standard, where it has one.
pub(crate) fn of(standard: &OsStr, sources: &mut Sources) -> Result<Option<ClauseFile>, Failure> {
    let path = Path::new(standard);
    if let Some(id) = standard.to_str().filter(|id| built_in::standard(id).is_some()) {
        return built_in::cases(id).map(|cases| standard::built_in(cases, sources)).transpose();
    }
    let beside = path.with_extension("cases");
    let is_there = path.extension().is_some_and(|extension| extension == "wh") && beside.is_file();
    is_there.then(|| standard::read(&beside, sources)).transpose()
}
