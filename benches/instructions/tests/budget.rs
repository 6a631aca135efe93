//! How many instructions a unit takes by each way of scoring, and how many it may take. Valgrind counts them, and
//! counts the same every time, whatever else the machine does.

use std::path::PathBuf;
use std::process::Command;

/// The ways, how many units are scored, and the most instructions that one of them may take: a twentieth more than it
/// took when this was written. Who makes a way shorter takes its budget down with it.
const BUDGETS: [(&str, u64, u64); 5] = [
    ("rows", 300, 8_350),
    ("columns", 3000, 660),
    ("csv", 3000, 17_500),
    ("ndjson", 3000, 19_800),
    ("parquet", 3000, 10_700),
];

#[test]
fn no_way_takes_more_than_its_budget() {
    let program = passes();
    let mut beyond = Vec::new();
    for (way, units, most) in BUDGETS {
        // Those of many passes less those of few: nothing before them counts.
        let [few, many] = [2, 6].map(|passes| counted(&program, way, units, passes));
        let taken = (many - few) / (4 * units);
        println!("{way}: {taken} instructions a unit, at most {most}");
        if taken > most {
            beyond.push(format!("{way}: {taken} instructions a unit instead of {most} at most"));
        }
    }
    assert!(beyond.is_empty(), "{}", beyond.join("\n"));
}

/// The program, as it is delivered.
fn passes() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "weiheng-instructions",
        "--message-format",
        "json",
    ]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8(output.stdout).expect("text");
    let named = messages.lines().rev().find_map(|line| {
        let (_, rest) = line.split_once("\"executable\":\"")?;
        Some(PathBuf::from(rest.split_once('"')?.0))
    });
    named.expect("cargo names the program")
}

fn counted(program: &PathBuf, way: &str, units: u64, passes: u64) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program).arg(way);
    valgrind.args(["--units", &units.to_string(), "--passes", &passes.to_string()]);
    let output = valgrind.output().expect("valgrind is installed, as CONTRIBUTING.md asks");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let collected = text.lines().find_map(|line| line.split_once("Collected :")).expect("a count");
    collected.1.trim().parse().expect("a number")
}
