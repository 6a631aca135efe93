//! The most memory that a process holds which scores a file.

use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use crate::contender::Result;
use crate::programs::Programs;
use crate::python::Python;
use crate::workload::Files;

/// The peaks of one form of file, in MiB.
#[derive(Clone, Debug)]
pub struct Peaks {
    /// The form.
    pub form: &'static str,
    /// weiheng.
    pub ours: f64,
    /// Polars.
    pub polars: f64,
    /// The command of DuckDB.
    pub duckdb: f64,
    /// By hand.
    pub by_hand: f64,
}

/// The peaks of all forms.
pub fn peaks(files: &Files, programs: &Programs, python: &Python) -> Result<Vec<Peaks>> {
    let forms = [
        ("parquet", &files.parquet, &files.integers),
        ("csv", &files.csv, &files.csv),
        ("ndjson", &files.ndjson, &files.ndjson),
    ];
    let of_form = |(form, ours, path): (&'static str, &PathBuf, &PathBuf)| {
        let mut polars = python.script("polars_columns.py");
        polars.arg(form).arg(path);
        let mut by_hand = Command::new(&programs.by_hand);
        by_hand.arg(form).arg(path);
        Ok(Peaks {
            form,
            ours: peak(&programs.batch(ours), python)?,
            polars: peak(&polars, python)?,
            duckdb: peak(&programs.duckdb(form, path, python)?, python)?,
            by_hand: peak(&by_hand, python)?,
        })
    };
    forms.into_iter().map(of_form).collect()
}

fn peak(command: &Command, python: &Python) -> Result<f64> {
    let mut peak = python.script("peak.py");
    peak.arg(command.get_program()).args(command.get_args()).stderr(Stdio::inherit());
    let output = peak.output()?;
    let kib: f64 = String::from_utf8(output.stdout)?.trim_end().parse()?;
    Ok(kib / 1024.0)
}
