//! The archive in which ODK Central exports its tables.

use std::borrow::Cow;
use std::io::Cursor;
use std::io::Read;

use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use zip::ZipArchive;

use crate::submission::problem::Problem;

/// The most that is unpacked, in MB, over all files.
const MOST: u64 = 128;
const MB: u64 = 1024 * 1024;

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The CSV files in an archive, by name; `None` for bytes that are no archive of such files.
///
/// ```
/// assert!(weiheng_tabular::submission::archive::tables(b"{}").is_none());
/// ```
pub fn tables(bytes: &[u8]) -> Option<Result<Vec<Table>, Packed>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names = archive.file_names().filter_map(Result::ok).map(Cow::into_owned);
    let names: Vec<String> = names.filter(|name| is_table(name)).collect();
    (!names.is_empty()).then(|| unpacked(&mut archive, names))
}

fn unpacked(archive: &mut ZipArchive<Cursor<&[u8]>>, names: Vec<String>) -> Result<Vec<Table>, Packed> {
    let mut tables = Vec::new();
    let mut left = MOST * MB;
    for name in names {
        let mut table = Vec::new();
        let file = archive.by_name(&name).map_err(|_| Packed::Broken)?;
        let read = file.take(left + 1).read_to_end(&mut table).map_err(|_| Packed::Broken)?;
        left = left.checked_sub(read as u64).ok_or(Packed::TooLarge)?;
        tables.push(Table { name, bytes: table });
    }
    Ok(tables)
}

/// Whether a file of an export is a table; what a Mac puts beside it is none.
pub fn is_table(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.to_ascii_lowercase().ends_with(".csv") && !last.starts_with("._")
}

/// Why an archive was not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// It holds more than is read.
    TooLarge,
    /// It is damaged or encrypted.
    Broken,
}

impl Packed {
    /// The problem as a diagnostic.
    pub fn diagnostic(self, source: SourceId) -> Diagnostic {
        let problem = match self {
            Self::TooLarge => Problem::TooLarge { most: usize::try_from(MOST).unwrap_or(usize::MAX) },
            Self::Broken => Problem::BrokenArchive,
        };
        problem.at(Span::new(source, 0, 0), None)
    }
}
