//! The ways of scoring, each as something that can be done again and again.

use std::error::Error;
use std::fs::File;
use std::hint::black_box;

use clap::ValueEnum;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::evaluate_columns;
use weiheng::plan::columns::ColumnPlan;
use weiheng_tabular::stream::Batches;
use weiheng_tabular::stream::Manner;
use weiheng_tabular::stream::Objects;
use weiheng_tabular::stream::Rows;
use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Table;
use weiheng_tabular::stream::open_parquet;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::SEED;

/// A way of scoring.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Way {
    /// One unit after the other, each with its ledger.
    Rows,
    /// Units side by side, their facts in columns already.
    Columns,
    /// From CSV.
    Csv,
    /// From NDJSON.
    Ndjson,
    /// From Parquet.
    Parquet,
}

/// Scores the same units once more.
pub(crate) type Pass = Box<dyn FnMut() -> Result<(), Box<dyn Error>>>;

/// The way as passes over so many units.
pub(crate) fn of(way: Way, units: usize) -> Result<Pass, Box<dyn Error>> {
    let text = include_str!("../../workload/rubric.wh");
    let loaded = weiheng::load(&Source::new("rubric.wh", text.to_owned()), SourceId(0));
    let standard = loaded.value.ok_or("the rubric is wrong")?;
    match way {
        Way::Rows => rows(standard, units),
        Way::Columns => columns(standard, units),
        Way::Csv => csv(standard, units),
        Way::Ndjson => ndjson(standard, units),
        Way::Parquet => parquet(standard, units),
    }
}

fn rows(standard: Standard, units: usize) -> Result<Pass, Box<dyn Error>> {
    let plan = Plan::from_model(&standard, None);
    let readings = readings(&standard, units)?;
    let mut tally = Tally::default();
    Ok(Box::new(move || {
        for readings in &readings {
            weiheng::evaluate_into(&plan, black_box(readings), &mut tally);
            black_box(&tally);
        }
        Ok(())
    }))
}

fn columns(standard: Standard, units: usize) -> Result<Pass, Box<dyn Error>> {
    let plan = Plan::from_model(&standard, None);
    let plan = ColumnPlan::from_plan(&plan).ok_or("the rubric has no columns")?;
    let mut facts = FactColumns::<i16>::of(&plan);
    // The same thousand again and again: to bind them takes longer than to score them.
    let few = readings(&standard, units.min(1000))?;
    for readings in few.iter().cycle().take(units) {
        if !facts.push(&plan, readings) {
            return Err("a unit that fits no column".into());
        }
    }
    let mut tally = ColumnTally::default();
    Ok(Box::new(move || {
        evaluate_columns(&plan, black_box(&facts), &mut tally);
        black_box(&tally);
        Ok(())
    }))
}

fn csv(standard: Standard, units: usize) -> Result<Pass, Box<dyn Error>> {
    let text = drawn(units, |draw, units, out| weiheng_workload::csv::write(draw, units, out))?;
    let table = Table::open(scoring(standard)?, &text).map_err(|_| "another heading")?;
    Ok(Box::new(move || {
        let (start, first) = table.below();
        black_box(table.score(Rows { first, text: text.get(start..).unwrap_or_default() }));
        Ok(())
    }))
}

fn ndjson(standard: Standard, units: usize) -> Result<Pass, Box<dyn Error>> {
    let text = drawn(units, |draw, units, out| weiheng_workload::ndjson::write(draw, units, out))?;
    let objects = Objects::new(scoring(standard)?);
    Ok(Box::new(move || {
        black_box(objects.score(Rows { first: 1, text: &text }));
        Ok(())
    }))
}

fn parquet(standard: Standard, units: usize) -> Result<Pass, Box<dyn Error>> {
    use weiheng_workload::parquet::Tenths;
    let scoring = scoring(standard)?;
    let path = std::env::temp_dir().join(format!("weiheng-passes-{}.parquet", std::process::id()));
    let draw = Draw::new(&Rubric::built_in(), SEED);
    weiheng_workload::parquet::write(&draw, 0..units as u64, Tenths::Decimal, File::create(&path)?)?;
    // What is open stays readable.
    let file = File::open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(Box::new(move || {
        let builder = open_parquet(file.try_clone()?)?;
        let batches = Batches::open(scoring, builder.schema()).map_err(|_| "other columns")?;
        for batch in builder.with_batch_size(8192).build()? {
            black_box(batches.score(1, &batch?));
        }
        Ok(())
    }))
}

/// Made once, as for a file of any length; it stays until the program ends.
fn scoring(standard: Standard) -> Result<&'static Scoring<'static>, Box<dyn Error>> {
    let standards: &'static [&'static Standard] = Box::leak(Box::new([&*Box::leak(Box::new(standard))]));
    let scoring = Scoring::new(standards, Manner::default()).map_err(|_| "the rubric ranks units")?;
    Ok(Box::leak(Box::new(scoring)))
}

fn readings(standard: &Standard, units: usize) -> Result<Vec<Readings>, Box<dyn Error>> {
    let text = drawn(units, |draw, units, out| weiheng_workload::ndjson::write(draw, units, out))?;
    let bind = |line: &str| {
        let units = Observations::from_json(SourceId(1), line).value?;
        Readings::bind(standard, units.first()?).value
    };
    text.lines().map(|line| bind(line).ok_or("a unit that cannot be read".into())).collect()
}

fn drawn(
    units: usize,
    write: impl FnOnce(&Draw, std::ops::Range<u64>, &mut Vec<u8>) -> std::io::Result<()>,
) -> Result<String, Box<dyn Error>> {
    let mut text = Vec::new();
    write(&Draw::new(&Rubric::built_in(), SEED), 0..units as u64, &mut text)?;
    Ok(String::from_utf8(text)?)
}
