//! The tables.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::contender::Result;
use crate::measure::Measured;
use crate::measure::MeasuredRow;
use crate::measure::Side;
use crate::memory::Peaks;
use crate::rows::Goal;
use crate::rows::Within;

/// Everything that a run has found.
pub struct Findings {
    /// The times.
    pub rows: Vec<MeasuredRow>,
    /// How many units.
    pub units: usize,
    /// How many rounds.
    pub rounds: usize,
    /// What is found besides; nothing where only some rows were wanted.
    pub besides: Option<Besides>,
}

/// What is found besides times.
pub struct Besides {
    /// The engines whose results differ where one calculates as one would write it, and for how many units.
    pub as_written: Vec<(String, usize)>,
    /// The peaks of memory.
    pub peaks: Vec<Peaks>,
    /// What was counted, with the most it shall take, and the instructions a unit.
    pub instructions: Vec<(&'static str, &'static str, Option<u64>, u64)>,
}

const BEGIN: &str = "<!-- written by `cargo bench-peers -- --write` -->";
const END: &str = "<!-- end of what is written -->";
const NOT_BUILT: &str = "not built yet";

impl Findings {
    /// As Markdown.
    pub fn markdown(&self) -> Result<String> {
        let mut text = String::new();
        self.circumstances(&mut text)?;
        self.goals(&mut text)?;
        if let Some(besides) = &self.besides {
            besides.exactness(self.units, &mut text)?;
            besides.memory(self.units, &mut text)?;
            besides.instructions(&mut text)?;
        }
        self.all(&mut text)?;
        Ok(text)
    }

    /// Puts the tables between the marks of a page.
    pub fn write(&self, page: &Path) -> Result<()> {
        if self.rows.iter().any(|row| row.ours().is_none()) {
            return Err("not every row has weiheng in it: nothing is written".into());
        }
        let text = std::fs::read_to_string(page)?;
        let (before, rest) = text.split_once(BEGIN).ok_or("the page has no mark")?;
        let (_, after) = rest.split_once(END).ok_or("the page has no end mark")?;
        std::fs::write(page, format!("{before}{BEGIN}\n\n{}\n{END}{after}", self.markdown()?))?;
        Ok(())
    }

    fn circumstances(&self, text: &mut String) -> Result<()> {
        let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let rustc = Command::new("rustc").arg("--version").output()?;
        writeln!(
            text,
            "{} units, {} rounds, medians; {}, {cores} cores, {}.\n",
            self.units,
            self.rounds,
            model.trim_start_matches([':', ' ', '\t']),
            String::from_utf8_lossy(&rustc.stdout).trim_end(),
        )?;
        Ok(())
    }

    fn goals(&self, text: &mut String) -> Result<()> {
        text.push_str(
            "| | task | weiheng | peer | its time | times as fast | goal (floor) | limit | of the limit | goal |\n\
             |---|---|---|---|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            for goal in &row.goals {
                self.goal(row, goal, text)?;
            }
        }
        text.push('\n');
        Ok(())
    }

    fn goal(&self, row: &MeasuredRow, goal: &Goal, text: &mut String) -> Result<()> {
        let (ours, limit) = (row.ours(), row.limit().ok_or("no limit")?);
        let peer = row.peer(goal.peer).ok_or("no such peer")?;
        let written = |measured: &Measured| row.time(measured.median());
        let floor = goal.floor.map_or(String::new(), |floor| format!(" ({floor} x)"));
        let (near, within) = match row.within {
            Within::Times(times) => {
                (ours.map(|ours| format!("{:.2} x", ours.median() / limit.median())), format!("{times} x"))
            }
            Within::Milliseconds(more) => {
                let apart = |ours: &Measured| format!("{:+.2} ms", (ours.median() - limit.median()) / 1e6);
                (ours.map(apart), format!("+{more} ms"))
            }
        };
        let or_not = |found: Option<String>| found.unwrap_or_else(|| NOT_BUILT.into());
        writeln!(
            text,
            "| {} | {} | {} | {}{} | {} | {} | {} x{floor} | {} | {} | {within} |",
            row.letter,
            row.task,
            or_not(ours.map(written)),
            peer.name,
            if row.peer("").is_some_and(|fastest| fastest.name == peer.name) {
                ""
            } else {
                " (not the fastest)"
            },
            written(peer),
            or_not(ours.map(|ours| format!("{:.1} x", peer.median() / ours.median()))),
            goal.goal,
            written(limit),
            or_not(near),
        )?;
        Ok(())
    }

    fn all(&self, text: &mut String) -> Result<()> {
        text.push_str(
            "Every contender:\n\n\
             | | contender | median | fastest | slowest | held to |\n|---|---|---|---|---|---|\n",
        );
        for row in &self.rows {
            for measured in &row.contenders {
                let (fastest, slowest) = measured.ends();
                let side = match measured.side {
                    Side::Ours => "**weiheng**".to_owned(),
                    Side::Peer => measured.name.clone(),
                    Side::Limit => format!("limit: {}", measured.name),
                };
                let task = format!("{} {}", row.letter, row.task);
                writeln!(
                    text,
                    "| {task} | {side} | {} | {} | {} | {} units |",
                    row.time(measured.median()),
                    row.time(fastest),
                    row.time(slowest),
                    measured.checked,
                )?;
            }
        }
        Ok(())
    }
}

impl Besides {
    fn exactness(&self, units: usize, text: &mut String) -> Result<()> {
        writeln!(
            text,
            "K. Every contender above was held to the exact scores before it was measured: of weiheng's {units} \
             units 0 differ."
        )?;
        for (name, differing) in &self.as_written {
            writeln!(
                text,
                "{name}, with decimals as binary fractions and formulas as the rubric says them: {differing}."
            )?;
        }
        text.push('\n');
        Ok(())
    }

    fn memory(&self, units: usize, text: &mut String) -> Result<()> {
        writeln!(text, "L. The most memory a process holds that scores {units} units, in MiB:\n")?;
        text.push_str("| | weiheng | Polars | DuckDB | by hand |\n|---|---|---|---|---|\n");
        for peaks in &self.peaks {
            let Peaks { form, ours, polars, duckdb, by_hand, .. } = peaks;
            writeln!(text, "| {form} | {ours:.0} | {polars:.0} | {duckdb:.0} | {by_hand:.0} |")?;
        }
        text.push('\n');
        Ok(())
    }

    fn instructions(&self, text: &mut String) -> Result<()> {
        if self.instructions.is_empty() {
            text.push_str("M. Instructions were not counted: valgrind is not installed.\n\n");
            return Ok(());
        }
        text.push_str("M. Instructions a unit, counted by valgrind:\n\n| | task | instructions | at most |\n|---|---|---|---|\n");
        for (name, task, most, count) in &self.instructions {
            let most = most.map_or(String::new(), |most| most.to_string());
            writeln!(text, "| {name} | {task} | {count} | {most} |")?;
        }
        text.push('\n');
        Ok(())
    }
}

impl MeasuredRow {
    /// A time of so many nanoseconds a unit: as it is, or that of all units where they are scored at once.
    fn time(&self, a_unit: f64) -> String {
        match self.at_once {
            Some(units) => written(a_unit * units as f64),
            None => written(a_unit),
        }
    }
}

fn written(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        1e3..1e6 => format!("{:.2} µs", nanoseconds / 1e3),
        1e6..1e8 => format!("{:.2} ms", nanoseconds / 1e6),
        _ => format!("{:.0} ms", nanoseconds / 1e6),
    }
}
