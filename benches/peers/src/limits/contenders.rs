//! The limits as contenders.

use std::hint::black_box;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use weiheng_workload::Draw;
use weiheng_workload::SEED;

use crate::by_hand;
use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::limits::columns::Facts;
use crate::limits::columns::Lane;
use crate::limits::columns::Results;
use crate::limits::columns::Rules;
use crate::limits::lists::Lists;
use crate::limits::table::Sheet;
use crate::limits::table::Table;
use crate::limits::text::FileScores;
use crate::limits::words::Explainer;
use crate::limits::words::Sentences;
use crate::limits::workbook;
use crate::workload::Workload;

/// The table of rules, unit by unit.
pub struct RowByRow {
    table: Table,
    units: Vec<Vec<i32>>,
    branching: bool,
    sheet: Sheet,
}

impl RowByRow {
    /// Grouped by kind and free of branches, or rule after rule.
    pub fn new(workload: &Workload, branching: bool) -> Self {
        Self { table: Table::of(workload), units: rows(workload), branching, sheet: Sheet::new() }
    }

    fn score(&mut self, at: usize) {
        if self.branching {
            self.table.score_branching(black_box(&self.units[at]), &mut self.sheet);
        } else {
            self.table.score(black_box(&self.units[at]), &mut self.sheet);
        }
    }
}

impl Contender for RowByRow {
    fn name(&self) -> String {
        if self.branching { "table of rules, branching" } else { "table of rules" }.into()
    }

    fn units(&self) -> usize {
        self.units.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        Ok(timed(|| {
            for at in 0..self.units.len() {
                self.score(at);
                black_box(&self.sheet);
            }
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let mut scored = Vec::new();
        for at in 0..self.units.len() {
            self.score(at);
            scored.push(self.sheet.scored());
        }
        Ok(scored)
    }
}

/// Decimals and an owned result, as a program for this rubric would have them that is not written for speed.
pub struct Decimals {
    rules: by_hand::Rules,
    units: Vec<Vec<Decimal>>,
}

impl Decimals {
    /// The first units of the seed.
    pub fn new(workload: &Workload) -> Result<Self> {
        let rules = by_hand::rules(include_str!("../../../workload/rules.json"));
        let mut text = Vec::new();
        let draw = Draw::new(&workload.rubric, SEED);
        weiheng_workload::ndjson::write(&draw, 0..workload.len() as u64, &mut text)?;
        let units = by_hand::units(&rules, &String::from_utf8(text)?);
        Ok(Self { rules, units })
    }
}

impl Contender for Decimals {
    fn name(&self) -> String {
        "rust_decimal, owned result".into()
    }

    fn units(&self) -> usize {
        self.units.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        Ok(timed(|| {
            for unit in &self.units {
                black_box(by_hand::score(&self.rules, black_box(unit)));
            }
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let tenths = |value: &Decimal| (value * Decimal::TEN).to_i64().unwrap_or(i64::MIN);
        let unit = |unit: &Vec<Decimal>| {
            let scored = by_hand::score(&self.rules, unit);
            Scored {
                total: tenths(&scored.total),
                passed: scored.passed,
                chapters: scored.chapters.iter().map(tenths).collect(),
                items: scored.items.iter().map(|(rule, lost)| (*rule, tenths(lost))).collect(),
            }
        };
        Ok(self.units.iter().map(unit).collect())
    }
}

/// Columns, all deductions kept.
pub struct InColumns<T> {
    rules: Rules<T>,
    facts: Facts<T>,
    lost: Vec<Vec<T>>,
    results: Results<T>,
}

impl<T: Lane> InColumns<T> {
    /// The units in columns.
    pub fn new(workload: &Workload) -> Self {
        let rules = Rules::of(workload);
        let facts = rules.gathered(workload);
        Self { rules, facts, lost: Vec::new(), results: Results::default() }
    }
}

impl<T: Lane> Contender for InColumns<T> {
    fn name(&self) -> String {
        format!("columns of {} bits", 8 * size_of::<T>())
    }

    fn units(&self) -> usize {
        self.facts.truths[0].len()
    }

    fn pass(&mut self) -> Result<Duration> {
        Ok(timed(|| {
            self.rules.score_all(black_box(&self.facts), &mut self.lost, &mut self.results);
            black_box((&self.lost, &self.results));
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        self.pass()?;
        Ok(self.results.scored(&self.lost))
    }
}

/// Columns, and a list of items for each unit.
pub struct WithLists {
    columns: InColumns<i16>,
    lists: Lists,
}

impl WithLists {
    /// The units in columns.
    pub fn new(workload: &Workload) -> Self {
        Self { columns: InColumns::new(workload), lists: Lists::default() }
    }
}

impl Contender for WithLists {
    fn name(&self) -> String {
        "columns of 16 bits and lists".into()
    }

    fn units(&self) -> usize {
        self.columns.units()
    }

    fn pass(&mut self) -> Result<Duration> {
        let InColumns { rules, facts, lost, results } = &mut self.columns;
        Ok(timed(|| {
            self.lists.score(rules, black_box(facts), lost, results);
            black_box(&self.lists);
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        self.pass()?;
        let mut scored = self.columns.results.scored(&[]);
        self.lists.put(&mut scored);
        Ok(scored)
    }
}

/// Reads a file and scores its units.
pub type Score = fn(&Path, &Workload, &Rules<i16>) -> Result<FileScores>;

/// From a file to scores, with a reader written by hand.
pub struct FromFile {
    /// What it is called.
    pub name: &'static str,
    /// The file.
    pub path: PathBuf,
    /// Its units.
    pub units: usize,
    /// What is known of them.
    pub workload: Workload,
    /// Reads and scores.
    pub score: Score,
}

impl Contender for FromFile {
    fn name(&self) -> String {
        self.name.into()
    }

    fn units(&self) -> usize {
        self.units
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut scores = Ok(FileScores::default());
        let time = timed(|| scores = (self.score)(&self.path, &self.workload, &Rules::of(&self.workload)));
        scores.map(|_| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        Ok((self.score)(&self.path, &self.workload, &Rules::of(&self.workload))?.scored())
    }
}

/// From a workbook to scores.
pub struct FromWorkbook {
    /// The file.
    pub path: PathBuf,
    /// Its units.
    pub workload: Workload,
}

impl Contender for FromWorkbook {
    fn name(&self) -> String {
        "calamine and the table of rules".into()
    }

    fn units(&self) -> usize {
        self.workload.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut scored = Ok(Vec::new());
        let time = timed(|| scored = workbook::score(&self.path, &self.workload, &Table::of(&self.workload)));
        scored.map(|_| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        workbook::score(&self.path, &self.workload, &Table::of(&self.workload))
    }
}

/// A sentence for each item of scored units.
pub struct InWords {
    workload: Workload,
    units: Vec<Vec<i32>>,
    sheets: Vec<Sheet>,
}

impl InWords {
    /// The units, scored.
    pub fn new(workload: &Workload) -> Self {
        let table = Table::of(workload);
        let units = rows(workload);
        let sheet = |unit: &Vec<i32>| {
            let mut sheet = Sheet::new();
            table.score(unit, &mut sheet);
            sheet
        };
        Self { workload: workload.clone(), sheets: units.iter().map(sheet).collect(), units }
    }

    /// The sentences of a unit.
    pub fn sentences(&self, at: usize) -> Sentences {
        Explainer::of(&self.workload).explain(&self.units[at], &self.sheets[at])
    }
}

impl Contender for InWords {
    fn name(&self) -> String {
        "sentences written by hand".into()
    }

    fn units(&self) -> usize {
        self.units.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        let explainer = Explainer::of(&self.workload);
        Ok(timed(|| {
            for (unit, sheet) in self.units.iter().zip(&self.sheets) {
                black_box(explainer.explain(unit, black_box(sheet)));
            }
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        Ok(self.sheets.iter().map(Sheet::scored).collect())
    }
}

fn rows(workload: &Workload) -> Vec<Vec<i32>> {
    workload.units().map(|unit| unit.iter().map(|value| i32::from(*value)).collect()).collect()
}
