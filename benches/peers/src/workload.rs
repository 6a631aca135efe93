//! The units in memory, and the files of them.

use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Map;
use serde_json::Value;
use weiheng_workload::Column;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::SEED;
use weiheng_workload::Values;
use weiheng_workload::csv;
use weiheng_workload::ndjson;
use weiheng_workload::parquet;
use weiheng_workload::parquet::Tenths;

use crate::contender::Result;
use crate::contender::Scored;

/// Units of the rubric: a whole number for each column, in tenths where there is a decimal.
#[derive(Clone, Debug)]
pub struct Workload {
    /// The rubric.
    pub rubric: Rubric,
    /// The columns.
    pub columns: Vec<Column>,
    values: Vec<i16>,
}

impl Workload {
    /// The first units of the seed.
    pub fn drawn(units: usize) -> Self {
        let rubric = Rubric::built_in();
        let draw = Draw::new(&rubric, SEED);
        let columns = draw.columns().to_vec();
        let mut values = vec![0; units * columns.len()];
        for (number, unit) in (0..).zip(values.chunks_exact_mut(columns.len())) {
            draw.unit(number, unit);
        }
        Self { rubric, columns, values }
    }

    /// The 300 units of which the exact scores are stored.
    pub fn stored() -> Result<Self> {
        Self::read(include_str!("../../workload/units.ndjson"))
    }

    /// Units of NDJSON.
    pub fn read(ndjson: &str) -> Result<Self> {
        let rubric = Rubric::built_in();
        let columns = Column::all(&rubric);
        let mut values = Vec::new();
        for line in ndjson.lines() {
            let unit: Value = serde_json::from_str(line)?;
            for column in &columns {
                let value = &unit[&column.name];
                values.push(match column.values {
                    Values::Truth => i16::from(value.as_bool().ok_or("no truth")?),
                    Values::Count => value.to_string().parse()?,
                    Values::Tenths => value.to_string().replace('.', "").parse()?,
                });
            }
        }
        Ok(Self { rubric, columns, values })
    }

    /// The first of its units.
    pub fn first(&self, units: usize) -> Self {
        let values = self.values.iter().take(units * self.columns.len()).copied().collect();
        Self { rubric: self.rubric.clone(), columns: self.columns.clone(), values }
    }

    /// How many units.
    pub fn len(&self) -> usize {
        self.values.len() / self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The values of each unit.
    pub fn units(&self) -> impl Iterator<Item = &[i16]> {
        self.values.chunks_exact(self.columns.len())
    }

    /// The values of a column.
    pub fn column(&self, at: usize) -> impl Iterator<Item = i16> {
        self.units().map(move |unit| unit[at])
    }

    /// The position of a fact's column.
    pub fn position(&self, fact: &str) -> usize {
        self.columns.iter().position(|column| column.name == fact).expect("rules name facts")
    }

    /// Each unit as an object, numbers with a decimal as integers in tenths.
    pub fn objects(&self) -> impl Iterator<Item = Map<String, Value>> {
        self.units().map(|unit| {
            let entry = |(column, value): (&Column, &i16)| {
                let value =
                    if column.values == Values::Truth { (*value != 0).into() } else { (*value).into() };
                (column.name.clone(), value)
            };
            self.columns.iter().zip(unit).map(entry).collect()
        })
    }
}

/// The stored exact scores of [`Workload::stored`].
pub fn expected(rubric: &Rubric) -> Result<Vec<Scored>> {
    let tenths = |text: &str| text.replace('.', "").parse::<i64>();
    let mut scored = Vec::new();
    for row in include_str!("../../workload/expected.csv").lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let [_, total, passed, chapters, items] = fields.as_slice() else { return Err(row.into()) };
        let mut lost = Vec::new();
        for item in items.split_whitespace() {
            let (rule, amount) = item.split_once(':').ok_or(item)?;
            let at = rubric.rules.iter().position(|known| known.id == rule).ok_or(rule)?;
            lost.push((at, tenths(amount)?));
        }
        let chapters = chapters.split(' ').map(tenths).collect::<std::result::Result<_, _>>()?;
        scored.push(Scored { total: tenths(total)?, passed: *passed == "true", chapters, items: lost });
    }
    Ok(scored)
}

/// Files of the first units of the seed.
#[derive(Clone, Debug)]
pub struct Files {
    /// `unit` and the facts, a unit a row.
    pub csv: PathBuf,
    /// A unit a line.
    pub ndjson: PathBuf,
    /// Decimals as such.
    pub parquet: PathBuf,
    /// Integers in tenths.
    pub integers: PathBuf,
    /// The first thousand units as a workbook.
    pub xlsx: PathBuf,
    /// The first unit alone.
    pub one: PathBuf,
}

impl Files {
    /// So many units are in the workbook.
    pub const BOOK: usize = 1000;

    /// Where files of units are kept.
    pub fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("target/units")
    }

    /// Writes them.
    pub fn write(folder: &Path, units: usize) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let draw = Draw::new(&Rubric::built_in(), SEED);
        let file = |name: &str| folder.join(format!("units-{units}.{name}"));
        let files = Self {
            csv: file("csv"),
            ndjson: file("ndjson"),
            parquet: file("parquet"),
            integers: file("integers.parquet"),
            xlsx: file("xlsx"),
            one: folder.join("unit.json"),
        };
        let range = 0..units as u64;
        csv::write(&draw, range.clone(), File::create(&files.csv)?)?;
        ndjson::write(&draw, range.clone(), File::create(&files.ndjson)?)?;
        ndjson::write(&draw, 0..1, File::create(&files.one)?)?;
        parquet::write(&draw, range.clone(), Tenths::Decimal, File::create(&files.parquet)?)?;
        parquet::write(&draw, range, Tenths::Integer, File::create(&files.integers)?)?;
        write_xlsx(&Workload::drawn(units.min(Self::BOOK)), &files.xlsx)?;
        Ok(files)
    }
}

/// A workbook as people have it: numbers as numbers, truths as 是 and 否.
fn write_xlsx(workload: &Workload, path: &Path) -> Result<()> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "unit")?;
    for (at, column) in (1..).zip(&workload.columns) {
        sheet.write(0, at, &column.name)?;
    }
    for (row, unit) in (1..).zip(workload.units()) {
        sheet.write(row, 0, row - 1)?;
        for ((at, column), value) in (1..).zip(&workload.columns).zip(unit) {
            match column.values {
                Values::Truth => sheet.write(row, at, if *value == 0 { "否" } else { "是" })?,
                Values::Count => sheet.write(row, at, *value)?,
                Values::Tenths => sheet.write(row, at, f64::from(*value) / 10.0)?,
            };
        }
    }
    book.save(path)?;
    Ok(())
}
