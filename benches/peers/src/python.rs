//! Peers that are Python packages: each in a process of its own that scores when it is told to.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::contender::Scores;

/// The Python that `install` has made.
#[derive(Clone, Debug)]
pub struct Python {
    /// The program.
    pub program: PathBuf,
    scripts: PathBuf,
}

impl Python {
    /// Makes it, where it is not there yet.
    pub fn install() -> Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let output = Command::new(here.join("install")).stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err("the packages for Python cannot be installed".into());
        }
        let program = String::from_utf8(output.stdout)?.trim_end().into();
        Ok(Self { program, scripts: here.join("python") })
    }

    /// One of the scripts beside the driver, as a command. One thread, for whatever asks.
    pub fn script(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(self.scripts.join(name)).env("POLARS_MAX_THREADS", "1");
        command
    }

    /// The DuckDB program that its package brings along.
    pub fn duckdb(&self) -> Result<PathBuf> {
        let code = "import duckdb_cli, pathlib; print(pathlib.Path(duckdb_cli.__file__).parent / 'duckdb')";
        let output = Command::new(&self.program).args(["-c", code]).output()?;
        Ok(String::from_utf8(output.stdout)?.trim_end().into())
    }
}

/// A contender in Python.
pub struct Driven {
    name: String,
    units: usize,
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// The name and version of the package.
    pub version: String,
}

impl Driven {
    /// Starts it. `how` is added to the name of the package.
    pub fn start(python: &Python, module: &str, arguments: &Value, how: &str, units: usize) -> Result<Self> {
        #[derive(Deserialize)]
        struct Ready {
            version: String,
        }
        let mut command = python.script("driver.py");
        command.args([module, &arguments.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let orders = process.stdin.take().ok_or("no standard input")?;
        let answers = BufReader::new(process.stdout.take().ok_or("no standard output")?);
        let mut driven =
            Self { name: String::new(), units, process, orders, answers, version: String::new() };
        driven.version = driven.answer::<Ready>()?.version;
        let package = driven.version.split(' ').next().unwrap_or_default();
        driven.name = format!("{package}{how}");
        Ok(driven)
    }

    /// The most memory it ever held, in KiB.
    pub fn peak(&mut self) -> Result<u64> {
        #[derive(Deserialize)]
        struct Peak {
            kib: u64,
        }
        Ok(self.order::<Peak>("peak")?.kib)
    }

    fn order<T: DeserializeOwned>(&mut self, order: &str) -> Result<T> {
        writeln!(self.orders, "{order}")?;
        self.orders.flush()?;
        self.answer()
    }

    fn answer<T: DeserializeOwned>(&mut self) -> Result<T> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        serde_json::from_str(&line).map_err(|error| format!("{} has failed: {error}", self.name).into())
    }
}

impl Contender for Driven {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn units(&self) -> usize {
        self.units
    }

    fn pass(&mut self) -> Result<Duration> {
        #[derive(Deserialize)]
        struct Time {
            ns: u64,
        }
        Ok(Duration::from_nanos(self.order::<Time>("pass")?.ns))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        Ok(self.order::<Scores>("scores")?.into_units())
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        // It ends by itself where it can; nothing is lost where it cannot.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
