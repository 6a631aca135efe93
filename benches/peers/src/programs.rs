//! The programs that are started as wholes.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use crate::contender::Result;
use crate::python::Python;

/// Where they are.
pub struct Programs {
    /// The command of this workspace's neighbour.
    pub weiheng: PathBuf,
    /// The limits as a program.
    pub by_hand: PathBuf,
    /// The rubric.
    pub rubric: PathBuf,
    duckdb: PathBuf,
}

impl Programs {
    /// Builds `weiheng` as it is delivered, and finds the others.
    pub fn build(python: &Python) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--release", "--quiet", "--package", "weiheng-cli"]).current_dir(&root);
        // Its own folder, whatever this workspace builds into.
        cargo.env_remove("CARGO_TARGET_DIR").stdin(Stdio::null());
        if !cargo.status()?.success() {
            return Err("weiheng cannot be built".into());
        }
        let here = std::env::current_exe()?;
        Ok(Self {
            weiheng: root.join("target/release/weiheng").canonicalize()?,
            by_hand: here.parent().ok_or("no folder")?.join("by_hand"),
            rubric: root.join("benches/workload/rubric.wh").canonicalize()?,
            duckdb: python.duckdb()?,
        })
    }

    /// weiheng on a file of many units: totals and verdicts into another.
    pub fn batch(&self, path: &Path) -> Command {
        let mut command = Command::new(&self.weiheng);
        command.args(["batch", "--threads", "1", "--totals"]).args([&self.rubric, path]);
        command.arg("-o").arg(path.with_extension("scores.csv"));
        command
    }

    /// DuckDB's command on a file: the sum of all totals, in tenths.
    pub fn duckdb(&self, source: &str, path: &Path, python: &Python) -> Result<Command> {
        let output =
            python.script("duckdb_columns.py").arg(source).arg(path).stderr(Stdio::inherit()).output()?;
        let mut command = Command::new(&self.duckdb);
        command.args(["-csv", "-c", "PRAGMA threads=1", "-c"]).arg(String::from_utf8(output.stdout)?);
        Ok(command)
    }
}
