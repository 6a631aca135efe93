//! `cargo bench-peers`

use std::path::Path;

use clap::Parser;
use weiheng_peers::contender::Contender;
use weiheng_peers::contender::Result;
use weiheng_peers::contender::Scored;
use weiheng_peers::contender::differing;
use weiheng_peers::exactness;
use weiheng_peers::instructions;
use weiheng_peers::limits::RowByRow;
use weiheng_peers::measure::measure;
use weiheng_peers::memory;
use weiheng_peers::programs::Programs;
use weiheng_peers::python::Python;
use weiheng_peers::report::Besides;
use weiheng_peers::report::Findings;
use weiheng_peers::rows::Stage;
use weiheng_peers::workload::Files;
use weiheng_peers::workload::Workload;
use weiheng_peers::workload::expected;

/// weiheng beside other engines, and beside programs written by hand for one rubric, in one run on one thread.
#[derive(Parser)]
struct Args {
    /// A tenth of the units, three rounds; for a look, not for a page.
    #[arg(long)]
    quick: bool,
    /// How many rounds; 11 where this is left out.
    #[arg(long)]
    rounds: Option<usize>,
    /// Only the rows with these letters: `--only A,B`; nothing but times.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Puts the tables into docs/performance.md.
    #[arg(long, conflicts_with_all = ["quick", "only"])]
    write: bool,
    /// So many passes of what `--of` names and nothing else, for valgrind.
    #[arg(long, requires = "of", hide = true)]
    passes: Option<u32>,
    /// What `--passes` is of.
    #[arg(long, hide = true)]
    of: Option<String>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    if let (Some(passes), Some(name)) = (args.passes, &args.of) {
        let mut contender = instructions::contender(name)?;
        return (0..passes).try_for_each(|_| contender.pass().map(|_| ()));
    }
    let findings = find(&args)?;
    println!("{}", findings.markdown()?);
    if args.write {
        findings.write(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/performance.md"))?;
    }
    Ok(())
}

fn find(args: &Args) -> Result<Findings> {
    let units = if args.quick { 10_000 } else { 100_000 };
    let rounds = args.rounds.unwrap_or(if args.quick { 3 } else { 11 });
    let python = Python::install()?;
    let programs = Programs::build(&python)?;
    let workload = Workload::drawn(units);
    let files = Files::write(&Files::folder(), units)?;
    let exact = exact(&workload)?;
    let wanted = |letter: &str| args.only.is_empty() || args.only.iter().any(|only| only == letter);
    let stage = Stage { workload: &workload, files: &files, python: &python, programs: &programs };
    let rows = measure(stage.rows(wanted)?, &exact, rounds)?;
    let besides = if args.only.is_empty() { Some(besides(&stage, &exact)?) } else { None };
    Ok(Findings { rows, units, rounds, besides })
}

fn besides(stage: &Stage<'_>, exact: &[Scored]) -> Result<Besides> {
    let mut besides = Besides {
        as_written: exactness::as_written(stage.python, stage.files, exact)?,
        peaks: memory::peaks(stage.files, stage.programs, stage.python)?,
        instructions: Vec::new(),
    };
    for (name, task, most) in instructions::COUNTED {
        if let Some(count) = instructions::count(name)? {
            besides.instructions.push((name, task, most, count));
        }
    }
    Ok(besides)
}

/// The exact scores: those of the table of rules, which is held to the stored ones first.
fn exact(workload: &Workload) -> Result<Vec<Scored>> {
    let stored = Workload::stored()?;
    let known = RowByRow::new(&stored, false).scored()?;
    if differing(&known, &expected(&stored.rubric)?) > 0 {
        return Err("the table of rules is wrong".into());
    }
    RowByRow::new(workload, false).scored()
}
