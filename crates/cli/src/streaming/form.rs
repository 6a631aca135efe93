//! The forms in which units come and results go.

use std::path::Path;

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// A unit a row; UTF-8, read in GB18030 too.
    Csv,
    /// An object a line.
    Ndjson,
    /// Apache Parquet.
    Parquet,
}

impl Form {
    /// The form that the name of a file says.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_string_lossy().to_lowercase();
        Some(match extension.as_str() {
            "csv" | "tsv" | "txt" => Self::Csv,
            "ndjson" | "jsonl" => Self::Ndjson,
            "parquet" | "pq" => Self::Parquet,
            _ => return None,
        })
    }
}
