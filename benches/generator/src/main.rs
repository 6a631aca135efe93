//! `workload csv 100000 > units.csv`

use std::error::Error;
use std::fs::File;
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::ValueEnum;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::SEED;
use weiheng_workload::csv;
use weiheng_workload::ndjson;
use weiheng_workload::parquet;
use weiheng_workload::parquet::Tenths;

/// Writes units of the rubric in `benches/workload/`, drawn from a seed.
#[derive(Parser)]
struct Args {
    /// The form of the file.
    format: Format,
    /// How many units.
    units: u64,
    /// The number of the first unit.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// What they are drawn from.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// In Parquet, numbers with a decimal as plain integers in tenths.
    #[arg(long)]
    integers: bool,
    /// The file; standard output where it is left out.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Csv,
    Ndjson,
    Parquet,
}

fn main() -> ExitCode {
    match write(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("workload: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(args: &Args) -> Result<(), Box<dyn Error>> {
    let draw = Draw::new(&Rubric::built_in(), args.seed);
    let units = args.first..args.first + args.units;
    let out: Box<dyn Write + Send> = match &args.out {
        Some(path) => Box::new(File::create(path)?),
        None => Box::new(io::stdout()),
    };
    match args.format {
        Format::Csv => csv::write(&draw, units, out)?,
        Format::Ndjson => ndjson::write(&draw, units, out)?,
        Format::Parquet => {
            let tenths = if args.integers { Tenths::Integer } else { Tenths::Decimal };
            parquet::write(&draw, units, tenths, out)?;
        }
    }
    Ok(())
}

/// Whoever reads has read enough.
fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
