//! The limits as a program: `by_hand csv|ndjson|parquet FILE` scores the units of a file and prints the sum of their
//! totals, `by_hand json FILE` scores one unit and prints it.

use std::path::Path;

use weiheng_peers::contender::Result;
use weiheng_peers::limits::columns::Rules;
use weiheng_peers::limits::csv;
use weiheng_peers::limits::ndjson;
use weiheng_peers::limits::parquet;
use weiheng_peers::limits::table::Sheet;
use weiheng_peers::limits::table::Table;
use weiheng_peers::workload::Workload;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [form, path] = arguments.as_slice() else { return Err("by_hand FORM FILE".into()) };
    let path = Path::new(path);
    let workload = Workload::drawn(0);
    let rules = Rules::of(&workload);
    let scores = match form.as_str() {
        "json" => return one(path),
        "csv" => csv::score(path, &workload, &rules)?,
        "ndjson" => ndjson::score(path, &workload, &rules)?,
        "parquet" => parquet::score(path, &workload, &rules)?,
        other => return Err(other.into()),
    };
    println!("{}", scores.results.total.iter().map(|total| i64::from(*total)).sum::<i64>());
    Ok(())
}

fn one(path: &Path) -> Result<()> {
    let workload = Workload::read(&std::fs::read_to_string(path)?)?;
    let mut sheet = Sheet::new();
    for unit in workload.units() {
        let unit: Vec<i32> = unit.iter().map(|value| i32::from(*value)).collect();
        Table::of(&workload).score(&unit, &mut sheet);
        println!("{}.{} {}", sheet.total / 10, sheet.total % 10, sheet.passed);
        for (rule, lost) in &sheet.items[..sheet.many] {
            println!("{} {}.{}", workload.rubric.rules[usize::from(*rule)].id, lost / 10, lost % 10);
        }
    }
    Ok(())
}
