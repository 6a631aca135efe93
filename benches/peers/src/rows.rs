//! The rows of the comparison: who takes part in which, and what weiheng aims at.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::contender::Contender;
use crate::contender::Repeated;
use crate::contender::Result;
use crate::engines::cel::Cel;
use crate::engines::datalogic::Datalogic;
use crate::engines::regorus::Regorus;
use crate::engines::rhai::Rhai;
use crate::engines::zen::Zen;
use crate::limits;
use crate::ours;
use crate::process;
use crate::process::Process;
use crate::programs::Programs;
use crate::python::Driven;
use crate::python::Python;
use crate::workload::Files;
use crate::workload::Workload;

/// A row.
pub struct Row {
    /// Its letter.
    pub letter: &'static str,
    /// What is done.
    pub task: &'static str,
    /// weiheng; nothing where it cannot do it yet.
    pub ours: Option<Box<dyn Contender>>,
    /// The others.
    pub peers: Vec<Box<dyn Contender>>,
    /// Programs written by hand. The first is the limit.
    pub limits: Vec<Box<dyn Contender>>,
    /// How many times as fast as which peer it shall be, and has to be.
    pub goals: Vec<Goal>,
    /// Within what of the limit.
    pub within: Within,
}

/// How many times as fast as a peer.
#[derive(Clone, Copy, Debug)]
pub struct Goal {
    /// The beginning of the peer's name.
    pub peer: &'static str,
    /// What is aimed at.
    pub goal: f64,
    /// What must be.
    pub floor: Option<f64>,
}

/// How far from the limit.
#[derive(Clone, Copy, Debug)]
pub enum Within {
    /// So many times its time.
    Times(f64),
    /// So many milliseconds more.
    Milliseconds(f64),
}

/// What the rows are made of.
pub struct Stage<'a> {
    /// All units that are scored in columns and from files.
    pub workload: &'a Workload,
    /// The same in files.
    pub files: &'a Files,
    /// Python and its packages.
    pub python: &'a Python,
    /// Programs.
    pub programs: &'a Programs,
}

/// So many units are scored one by one: they stay in the cache, as one unit would.
const FEW: usize = 300;

type Contenders = Vec<Box<dyn Contender>>;

fn goal(peer: &'static str, goal: f64, floor: impl Into<Option<f64>>) -> Goal {
    Goal { peer, goal, floor: floor.into() }
}

fn repeated(inner: impl Contender + 'static, times: usize) -> Box<dyn Contender> {
    Box::new(Repeated { inner, times })
}

impl Stage<'_> {
    /// The rows whose letters are wanted.
    pub fn rows(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<Row>> {
        let all: [(&str, fn(&Self) -> Result<Row>); 10] = [
            ("A", Self::one_by_one),
            ("B", Self::columns),
            ("C", Self::lists),
            ("D", Self::parquet),
            ("D2", Self::parquet_process),
            ("E", Self::csv),
            ("F", Self::ndjson),
            ("G", Self::workbook),
            ("H", Self::command),
            ("J", Self::words),
        ];
        all.iter().filter(|(letter, _)| wanted(letter)).map(|(_, row)| row(self)).collect()
    }

    fn one_by_one(&self) -> Result<Row> {
        let few = self.workload.first(FEW);
        let python = json!({ "ndjson": self.files.ndjson, "units": FEW });
        Ok(Row {
            letter: "A",
            task: "one unit, every deduction listed",
            ours: Some(repeated(ours::OneByOne::new(FEW)?, 20)),
            peers: vec![
                repeated(Datalogic::new(&few)?, 5),
                repeated(Cel::new(&few)?, 2),
                Box::new(Rhai::new(&few)?),
                Box::new(Regorus::new(&few)?),
                Box::new(Zen::new(&few, false)?),
                Box::new(Driven::start(self.python, "plain", &python, ", Decimal", FEW)?),
            ],
            limits: vec![
                repeated(limits::RowByRow::new(&few, false), 50),
                repeated(limits::RowByRow::new(&few, true), 50),
                repeated(limits::Decimals::new(&few)?, 10),
            ],
            goals: vec![goal("datalogic", 20.0, 15.0)],
            within: Within::Times(1.35),
        })
    }

    fn columns(&self) -> Result<Row> {
        Ok(Row {
            letter: "B",
            task: "columns in memory, every deduction kept",
            ours: Some(Box::new(ours::InColumns::new(self.workload.len())?)),
            peers: self.data_engines("memory", "deductions")?,
            limits: vec![
                Box::new(limits::InColumns::<i16>::new(self.workload)),
                Box::new(limits::InColumns::<i32>::new(self.workload)),
            ],
            goals: vec![goal("Polars", 7.0, 5.0)],
            within: Within::Times(1.3),
        })
    }

    fn lists(&self) -> Result<Row> {
        Ok(Row {
            letter: "C",
            task: "columns in memory, a list of deductions for each unit",
            ours: Some(Box::new(ours::WithLists::new(self.workload.len())?)),
            peers: self.data_engines("memory", "items")?,
            limits: vec![Box::new(limits::WithLists::new(self.workload))],
            goals: vec![goal("Polars", 7.0, 5.0), goal("DuckDB", 25.0, None)],
            within: Within::Times(1.3),
        })
    }

    fn parquet(&self) -> Result<Row> {
        Ok(Row {
            letter: "D",
            task: "Parquet to scores",
            ours: Some(self.ours(ours::Form::Parquet, &self.files.parquet)?),
            peers: self.data_engines("parquet", "totals")?,
            limits: vec![self.from_file("reader by hand", &self.files.parquet, limits::parquet::score)],
            goals: vec![goal("Polars", 1.7, 1.0)],
            within: Within::Times(1.25),
        })
    }

    fn parquet_process(&self) -> Result<Row> {
        let process = |name: &str, command| Process {
            name: name.into(),
            command,
            units: self.workload.len(),
            times: 1,
            says: process::sum,
        };
        let mut by_hand = Command::new(&self.programs.by_hand);
        by_hand.arg("parquet").arg(&self.files.parquet);
        let mut polars = self.python.script("polars_columns.py");
        polars.arg("parquet").arg(&self.files.integers);
        Ok(Row {
            letter: "D",
            task: "Parquet to scores, whole process",
            ours: Some(Box::new(Process {
                says: process::count,
                ..process("weiheng batch", self.programs.batch(&self.files.parquet))
            })),
            peers: vec![
                Box::new(process(
                    "DuckDB, its command",
                    self.programs.duckdb("parquet", &self.files.integers, self.python)?,
                )),
                Box::new(process("Polars", polars)),
            ],
            limits: vec![Box::new(process("by hand", by_hand))],
            goals: vec![goal("DuckDB", 4.5, 4.0)],
            within: Within::Times(1.25),
        })
    }

    fn csv(&self) -> Result<Row> {
        Ok(Row {
            letter: "E",
            task: "CSV to scores",
            ours: Some(self.ours(ours::Form::Csv, &self.files.csv)?),
            peers: self.data_engines("csv", "totals")?,
            limits: vec![self.from_file("reader by hand", &self.files.csv, limits::csv::score)],
            goals: vec![goal("Polars", 2.5, 2.0)],
            within: Within::Times(1.3),
        })
    }

    fn ndjson(&self) -> Result<Row> {
        Ok(Row {
            letter: "F",
            task: "NDJSON to scores",
            ours: Some(self.ours(ours::Form::Ndjson, &self.files.ndjson)?),
            peers: self.data_engines("ndjson", "totals")?,
            limits: vec![self.from_file("reader by hand", &self.files.ndjson, limits::ndjson::score)],
            goals: vec![goal("Polars", 5.0, 4.0)],
            within: Within::Times(1.4),
        })
    }

    fn workbook(&self) -> Result<Row> {
        let workload = self.workload.first(Files::BOOK);
        let (xlsx, units) = (&self.files.xlsx, workload.len());
        let arguments = json!({ "xlsx": xlsx });
        Ok(Row {
            letter: "G",
            task: "workbook (.xlsx) of 1000 units to scores",
            ours: Some(Box::new(ours::FromWorkbook::new(xlsx.clone(), units)?)),
            peers: vec![Box::new(Driven::start(self.python, "workbook", &arguments, ", read-only", units)?)],
            limits: vec![Box::new(limits::FromWorkbook { path: xlsx.clone(), workload })],
            goals: vec![goal("openpyxl", 10.0, None)],
            within: Within::Times(1.2),
        })
    }

    fn command(&self) -> Result<Row> {
        let process = |name: &str, command, says| -> Box<dyn Contender> {
            Box::new(Process { name: name.into(), command, units: 1, times: 10, says })
        };
        let mut ours = Command::new(&self.programs.weiheng);
        ours.args(["score", "--format", "line"]).args([&self.programs.rubric, &self.files.one]);
        let mut python = self.python.script("plain.py");
        python.arg(&self.files.one);
        let mut by_hand = Command::new(&self.programs.by_hand);
        by_hand.arg("json").arg(&self.files.one);
        Ok(Row {
            letter: "H",
            task: "one unit, whole process",
            ours: Some(process("weiheng", ours, process::total)),
            peers: vec![
                process("Python, Decimal", python, process::total),
                process(
                    "DuckDB, its command",
                    self.programs.duckdb("ndjson", &self.files.one, self.python)?,
                    process::sum,
                ),
            ],
            limits: vec![
                process("/bin/true", Command::new("/bin/true"), process::nothing),
                process("by hand", by_hand, process::total),
            ],
            goals: vec![goal("Python", 15.0, 10.0), goal("DuckDB", 30.0, None)],
            within: Within::Milliseconds(0.5),
        })
    }

    fn words(&self) -> Result<Row> {
        let few = self.workload.first(FEW);
        Ok(Row {
            letter: "J",
            task: "every deduction explained in words",
            ours: Some(repeated(ours::InWords::new(FEW)?, 2)),
            peers: vec![Box::new(Zen::new(&few, true)?)],
            limits: vec![repeated(limits::InWords::new(&few), 5)],
            goals: vec![goal("zen", 50.0, None)],
            within: Within::Times(1.3),
        })
    }

    /// Both engines of Polars, and DuckDB, in integers of tenths.
    fn data_engines(&self, source: &str, keep: &str) -> Result<Contenders> {
        let path = match source {
            "csv" => &self.files.csv,
            "ndjson" => &self.files.ndjson,
            _ => &self.files.integers,
        };
        let start = |module, engine: Option<&str>| -> Result<Box<dyn Contender>> {
            let mut arguments = json!({ "source": source, "path": path, "keep": keep });
            if let Some(engine) = engine {
                arguments["engine"] = engine.into();
            }
            let how = engine.map_or(String::new(), |engine| format!(", {engine}"));
            Ok(Box::new(Driven::start(self.python, module, &arguments, &how, self.workload.len())?))
        };
        Ok(vec![
            start("polars_columns", Some("in-memory"))?,
            start("polars_columns", Some("streaming"))?,
            start("duckdb_columns", None)?,
        ])
    }

    fn ours(&self, form: ours::Form, path: &Path) -> Result<Box<dyn Contender>> {
        Ok(Box::new(ours::FromFile::new(form, path.to_owned(), self.workload.len())?))
    }

    fn from_file(&self, name: &'static str, path: &Path, score: limits::Score) -> Box<dyn Contender> {
        let (path, workload, units) = (path.to_owned(), self.workload.first(0), self.workload.len());
        Box::new(limits::FromFile { name, path, units, workload, score })
    }
}
