//! Instructions a unit, which do not depend on what else the machine does. Counted by valgrind, where it is there.

use std::process::Command;

use crate::contender::Contender;
use crate::contender::Result;
use crate::limits;
use crate::ours;
use crate::workload::Files;
use crate::workload::Workload;

/// What is counted, the most it shall take, and what the limit is.
pub const COUNTED: [(&str, &str, Option<u64>); 9] = [
    ("rows", "one unit, every deduction listed", Some(4000)),
    ("columns", "columns in memory, every deduction kept", Some(400)),
    ("CSV", "CSV to scores", Some(5000)),
    ("NDJSON", "NDJSON to scores", Some(12_000)),
    ("rows by hand", "the same by hand", None),
    ("columns by hand", "the same by hand", None),
    ("CSV by hand", "the same by hand", None),
    ("NDJSON by hand", "the same by hand", None),
    ("decimals by hand", "rows by hand, rust_decimal", None),
];

const UNITS: usize = 300;
const IN_COLUMNS: usize = 3000;

/// What is counted under a name.
pub fn contender(name: &str) -> Result<Box<dyn Contender>> {
    let few = || Workload::drawn(UNITS);
    let files = || Files::write(&Files::folder().join("counted"), IN_COLUMNS);
    let by_hand = |name, path, score| -> Box<dyn Contender> {
        Box::new(limits::FromFile { name, path, units: IN_COLUMNS, workload: Workload::drawn(0), score })
    };
    Ok(match name {
        "rows" => Box::new(ours::OneByOne::new(UNITS)?),
        "columns" => Box::new(ours::InColumns::new(IN_COLUMNS)?),
        "CSV" => Box::new(ours::FromFile::new(ours::Form::Csv, files()?.csv, IN_COLUMNS)?),
        "NDJSON" => Box::new(ours::FromFile::new(ours::Form::Ndjson, files()?.ndjson, IN_COLUMNS)?),
        "CSV by hand" => by_hand("CSV", files()?.csv, limits::csv::score),
        "NDJSON by hand" => by_hand("NDJSON", files()?.ndjson, limits::ndjson::score),
        "rows by hand" => Box::new(limits::RowByRow::new(&few(), false)),
        "columns by hand" => Box::new(limits::InColumns::<i16>::new(&Workload::drawn(IN_COLUMNS))),
        "decimals by hand" => Box::new(limits::Decimals::new(&few())?),
        other => return Err(other.into()),
    })
}

/// Instructions a unit: those of many passes less those of few, so that nothing before them counts. `None` where there
/// is no valgrind.
pub fn count(name: &str) -> Result<Option<u64>> {
    let (Some(few), Some(many)) = (counted(name, 2)?, counted(name, 12)?) else { return Ok(None) };
    Ok(Some((many - few) / (10 * contender(name)?.units() as u64)))
}

fn counted(name: &str, passes: u32) -> Result<Option<u64>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(std::env::current_exe()?);
    valgrind.args(["--passes", &passes.to_string(), "--of", name]);
    let Ok(output) = valgrind.output() else { return Ok(None) };
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.lines().find_map(|line| line.split_once("Collected :"));
    let (_, number) = collected.ok_or_else(|| format!("valgrind has not counted {name}: {text}"))?;
    Ok(Some(number.trim().parse()?))
}
