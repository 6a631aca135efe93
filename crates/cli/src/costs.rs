//! What repairs cost: a table of 观测 and 费用.

use std::ffi::OsStr;
use std::path::Path;

use weiheng::Exact;
use weiheng::SourceId;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::words;
use weiheng_tabular::csv;

use crate::failure::Failure;
use crate::files;

/// Reads a table of facts and their costs. Every row that cannot be read is named.
pub(crate) fn read(file: &OsStr) -> Result<Vec<(String, Exact)>, Failure> {
    let name = file.to_string_lossy();
    let bytes = files::read(Path::new(file))?;
    let text = weiheng_tabular::decode(&bytes)
        .map_err(|_| Failure::new(words!("{name} 不是文字", "{name} is not text")))?;
    let rows = csv::read(SourceId(0), &text.text).value.unwrap_or_default();
    let mut costs = Vec::new();
    let mut wrong = Vec::new();
    for row in &rows {
        match (cell(row, &["观测", "fact"]), cell(row, &["费用", "cost"])) {
            (Some(fact), Some(cost)) => match cost.parse::<Exact>() {
                Ok(number) if number.sign() >= 0 => costs.push((fact.to_owned(), number)),
                _ => wrong.push(format!("{fact}: {cost}")),
            },
            (Some(_), None) => {}
            (None, _) => return Err(no_columns(&name)),
        }
    }
    if rows.is_empty() {
        return Err(no_columns(&name));
    }
    if !wrong.is_empty() {
        let wrong = wrong.join(", ");
        return Err(Failure::new(words!(
            "{name}：费用要写成不为负的数，读到 {wrong}",
            "{name}: a cost is a number that is not negative, found {wrong}"
        )));
    }
    Ok(costs)
}

fn no_columns(name: &str) -> Failure {
    Failure::new(words!(
        "{name} 没有「观测」和「费用」两列",
        "{name} has no columns 观测 (fact) and 费用 (cost)"
    ))
    .help(words!("第一行写 观测,费用", "begin with a row 观测,费用"))
}

fn cell<'a>(row: &'a Observations, headings: &[&str]) -> Option<&'a str> {
    let wanted = |entry: &&Entry| headings.contains(&entry.name.trim());
    match &row.entries.iter().find(wanted)?.value {
        Raw::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}
