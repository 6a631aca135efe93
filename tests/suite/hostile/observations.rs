//! Observations that are too deep, too many or not what they seem.

use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::observation::Observations;

use crate::suite::hostile::Attack;
use crate::suite::hostile::attack;

/// A standard for hostile observations.
pub(super) const STANDARD: &str = "标准 例\n  满分 10\n条 1 10分\n  观测 a : 计数 处\n  观测 t : 文字\n  观测 r : 名录 { n : 文字 ; m : 计数 处 }\n  每 a 扣 1分\n  每 r 若 m > 1处 扣 1分\n  若 t 为 \"甲\" 扣 1分\n";

/// Cells that a spreadsheet would run.
pub(super) fn cells() -> Vec<(String, Attack)> {
    let formula = "=HYPERLINK(\"\"http://example.com\"\",\"\"x\"\")";
    let table = format!("单元,a,t\n甲,\"{formula}\",\"{formula}\"\n乙,=1+1,@SUM(1)\n丙,+3,-3\n");
    vec![
        attack("formulas in cells", move || observed("x.csv", &table, &["WH0403"])),
        attack("a count beyond every number", || {
            observed(
                "x.json",
                &format!("{{ \"a\": {} }}", "9".repeat(1_000_000)),
                &["WH0403", "WH0404", "WH0407", "WH0401"],
            )
        }),
        attack("a count with a huge exponent", || {
            observed("x.json", "{ \"a\": 1e999999999 }", &["WH0403", "WH0404", "WH0407", "WH0401"])
        }),
        attack("a text of ten megabytes", || {
            observed("x.json", &format!("{{ \"t\": \"{}\" }}", "甲".repeat(3_000_000)), &[])
        }),
    ]
}

/// Observations of a hostile shape.
pub(super) fn shapes() -> Vec<(String, Attack)> {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let (lists, objects) = (deep("[", "]"), deep("{\"r\":", "}"));
    vec![
        attack("JSON lists a hundred thousand deep", move || observed("x.json", &lists, &["WH0401"])),
        attack("JSON objects a hundred thousand deep", move || observed("x.json", &objects, &["WH0401"])),
        attack("JSON lists that never end", || observed("x.json", &"[".repeat(100_000), &["WH0401"])),
        attack("a table of a hundred thousand columns", || {
            let heading: Vec<String> = (0..100_000).map(|number| format!("c{number}")).collect();
            observed(
                "x.csv",
                &format!("单元,{}\n甲{}\n", heading.join(","), ",1".repeat(100_000)),
                &["WH0402"],
            )
        }),
        attack("a table of a hundred thousand rows", || {
            let rows: String = (0..100_000).map(|number| format!("u{number},1\n")).collect();
            observed("x.csv", &format!("单元,a\n{rows}"), &[])
        }),
        attack("the last row of a list at four thousand million", || {
            observed("x.csv", "单元,r[4000000000].n\n甲,东\n", &["WH0401", "WH0402", "WH0403", "WH0404"])
        }),
    ]
}

/// What reading and binding observations reports: one of the codes, or nothing where none is given.
fn observed(name: &str, text: &str, codes: &[&str]) -> Result<(), String> {
    let standard = weiheng::load(&Source::new("s.wh", STANDARD), SourceId(0)).value.ok_or("not legal")?;
    let read = match name.ends_with(".csv") {
        true => weiheng_tabular::csv::read(SourceId(1), text),
        false => Observations::from_json(SourceId(1), text),
    };
    let mut diagnostics = read.diagnostics;
    for unit in read.value.unwrap_or_default() {
        diagnostics.extend(Readings::bind(&standard, &unit).diagnostics);
    }
    let found: Vec<&str> = diagnostics.iter().take(5).map(|one| one.code.as_str()).collect();
    match (codes.is_empty(), diagnostics.iter().any(|one| codes.contains(&one.code.as_str()))) {
        (true, _) if diagnostics.is_empty() => Ok(()),
        (false, true) => Ok(()),
        _ => Err(format!("expected one of {codes:?}, found {found:?}")),
    }
}
