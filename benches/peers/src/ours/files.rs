//! From a file to scores.

use std::fs::File;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use weiheng::Readings;
use weiheng::SourceId;
use weiheng::Tally;
use weiheng_tabular::stream::Batches;
use weiheng_tabular::stream::Blocks;
use weiheng_tabular::stream::Manner;
use weiheng_tabular::stream::Objects;
use weiheng_tabular::stream::Results;
use weiheng_tabular::stream::Rows;
use weiheng_tabular::stream::Scored as ScoredBlock;
use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Standing;
use weiheng_tabular::stream::Table;
use weiheng_tabular::stream::open_parquet;
use weiheng_tabular::workbook;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::ours::Engine;
use crate::ours::tenths;

/// The form of a file.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// Record batches of Parquet.
    Parquet,
    /// A table.
    Csv,
    /// An object a line.
    Ndjson,
}

/// A file as a stream of blocks, all results kept.
pub struct FromFile {
    engine: Engine,
    form: Form,
    path: PathBuf,
    units: usize,
}

/// So many bytes of text are scored at a time, as `weiheng batch` does.
const BLOCK: usize = 8 * 1024 * 1024;
/// So many rows of Parquet.
const BATCH: usize = 8192;

impl FromFile {
    /// A file with so many units.
    pub fn new(form: Form, path: PathBuf, units: usize) -> Result<Self> {
        Ok(Self { engine: Engine::new()?, form, path, units })
    }

    /// How many of its units are scored side by side.
    pub fn in_columns(&self) -> Result<usize> {
        let blocks = self.score()?;
        Ok(blocks.iter().filter_map(|block| block.by(0)).map(Results::in_columns).sum())
    }

    fn score(&self) -> Result<Vec<ScoredBlock>> {
        let standards = [&self.engine.standard];
        let scoring = Scoring::new(&standards, Manner::default()).map_err(|_| "the rubric ranks units")?;
        let blocks = match self.form {
            Form::Parquet => self.parquet(&scoring),
            Form::Csv => self.csv(&scoring),
            Form::Ndjson => self.ndjson(&scoring),
        }?;
        let rejected = blocks.iter().any(|block| !block.rejected.is_empty());
        if rejected { Err("units that cannot be read".into()) } else { Ok(blocks) }
    }

    fn parquet(&self, scoring: &Scoring<'_>) -> Result<Vec<ScoredBlock>> {
        let builder = open_parquet(File::open(&self.path)?)?;
        let batches = Batches::open(scoring, builder.schema()).map_err(|_| "other columns")?;
        let mut scored = Vec::new();
        let mut first = 1;
        for batch in builder.with_batch_size(BATCH).build()? {
            let batch = batch?;
            scored.push(batches.score(first, &batch));
            first += batch.num_rows() as u64;
        }
        Ok(scored)
    }

    fn csv(&self, scoring: &Scoring<'_>) -> Result<Vec<ScoredBlock>> {
        let mut blocks = Blocks::of_lines(File::open(&self.path)?, BLOCK);
        let head = blocks.head()?.map_err(|_| "no text")?;
        let table = Table::open(scoring, &head).map_err(|_| "other columns")?;
        let (start, first) = table.below();
        blocks.pass(table.delimiter(), head[..start].matches('\n').count(), first);
        let mut scored = Vec::new();
        while let Some(block) = blocks.next_block()? {
            scored.push(table.score(Rows { first: block.first, text: &block.text().0 }));
        }
        Ok(scored)
    }

    fn ndjson(&self, scoring: &Scoring<'_>) -> Result<Vec<ScoredBlock>> {
        let objects = Objects::new(scoring);
        let mut blocks = Blocks::of_lines(File::open(&self.path)?, BLOCK);
        let mut scored = Vec::new();
        while let Some(block) = blocks.next_block()? {
            scored.push(objects.score(Rows { first: block.first, text: &block.text().0 }));
        }
        Ok(scored)
    }

    fn unit(&self, results: &Results, row: usize) -> Scored {
        let rules = self.engine.rules.iter().enumerate();
        let lost = |at| results.moved(at, row).map_or(i64::MIN, |moved| -tenths(moved.low));
        let items = rules.filter_map(|(part, rule)| Some(((*rule)?, lost(part))));
        let chapter = |at| results.part(at, row).map_or(i64::MIN, |score| tenths(score.low));
        Scored {
            total: results.total(row).map_or(i64::MIN, |total| tenths(total.low)),
            passed: results.standing(row) == Standing::Passed,
            chapters: self.engine.chapters.iter().map(|id| chapter(id.0 as usize)).collect(),
            items: items.filter(|(_, lost)| *lost != 0).collect(),
        }
    }
}

impl Contender for FromFile {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.units
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut outcome = Ok(());
        let time = timed(|| outcome = self.score().map(|blocks| drop(black_box(blocks))));
        outcome.map(|()| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let mut scored = Vec::new();
        for block in self.score()? {
            let results = block.by(0).ok_or("no results")?;
            scored.extend(block.rows().map(|row| self.unit(results, row)));
        }
        Ok(scored)
    }
}

/// A workbook, from its bytes to scores.
pub struct FromWorkbook {
    engine: Engine,
    path: PathBuf,
    units: usize,
}

impl FromWorkbook {
    /// A workbook with so many units.
    pub fn new(path: PathBuf, units: usize) -> Result<Self> {
        Ok(Self { engine: Engine::new()?, path, units })
    }

    fn score(&self, mut with: impl FnMut(&Tally)) -> Result<()> {
        let bytes = std::fs::read(&self.path)?;
        let book = workbook::render("units.xlsx", &bytes).ok_or("no workbook")?;
        let book = book.map_err(|_| "a damaged workbook")?;
        let units = workbook::read(SourceId(1), &book).value.ok_or("no units")?;
        let mut tally = Tally::default();
        for unit in &units {
            let readings =
                Readings::bind(&self.engine.standard, unit).value.ok_or("a unit that cannot be read")?;
            weiheng::evaluate_into(&self.engine.plan, &readings, &mut tally);
            with(black_box(&tally));
        }
        Ok(())
    }
}

impl Contender for FromWorkbook {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.units
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut outcome = Ok(());
        let time = timed(|| outcome = self.score(|_| ()));
        outcome.map(|()| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let mut scored = Vec::new();
        self.score(|tally| scored.push(self.engine.scored(tally)))?;
        Ok(scored)
    }
}
