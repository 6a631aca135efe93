//! The pages about the library of standards: what they list is what the standards say.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use serde_json::Value;
use weiheng::Source;
use weiheng::Standard;

use crate::suite::console;
use crate::suite::folder;
use crate::suite::shelf::Shelf;
use crate::suite::update;

/// Where each level is told in a word.
const LEVELS: [(&str, &str); 5] =
    [("national", "国家"), ("province", "省"), ("city", "市"), ("county", "县"), ("unit", "单位")];

/// One test for each page.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("standards/README.md lists every standard", || contents().map_err(Failed::from)),
        Trial::test("standards/facts.md lists every shared fact", || shared().map_err(Failed::from)),
    ]
}

/// The table of all standards, as `weiheng list` tells it.
fn contents() -> Result<(), String> {
    let path = folder::root().join("standards/README.md");
    let told = console::ran("$ weiheng list --format json --date 2026-01-01\n", &folder::root())?;
    let told = told.split_once('\n').map_or("", |(_, output)| output);
    let entries: Vec<Value> = serde_json::from_str(told).map_err(|error| format!("{error}: {told}"))?;
    let mut rows = vec![
        "| 编号 | 名称 | 级别 | 分值 | 条数 | 核实 |".to_owned(),
        "|---|---|---|---:|---:|---:|".to_owned(),
    ];
    for entry in &entries {
        rows.push(row(entry)?);
    }
    replace(&path, "| 编号 |", &rows)
}

fn row(entry: &Value) -> Result<String, String> {
    let text = |key: &str| entry[key].as_str().unwrap_or_default();
    let id = text("id");
    let (folder, level) = LEVELS
        .into_iter()
        .find(|(_, word)| *word == text("level"))
        .ok_or_else(|| format!("{id} has no level"))?;
    let points = if entry["points"].is_null() { String::new() } else { plain(&entry["points"]) };
    let clauses = entry["clauses"].as_u64().unwrap_or_default();
    let verified = entry["verified"].as_u64().unwrap_or_default();
    let share = (verified * 100).checked_div(clauses).unwrap_or_default();
    let label = text("label");
    Ok(format!("| [`{id}`]({folder}/{id}.wh) | {label} | {level} | {points} | {clauses} | {share}% |"))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A fact as one standard declares it.
#[derive(Default)]
struct Declared {
    kinds: BTreeSet<String>,
    standards: BTreeSet<String>,
}

/// The facts that two files or more declare, each with one kind and a definition.
fn shared() -> Result<(), String> {
    let root = folder::root();
    let path = root.join("standards/facts.md");
    let page = folder::read(&path)?;
    let defined = defined(&page);
    let mut rows =
        vec!["| 名称 | 种类 | 意思 | 来源 | 标准 |".to_owned(), "|---|---|---|---|---|".to_owned()];
    let mut wrong = Vec::new();
    for (name, declared) in declarations(&root)?.into_iter().filter(|(_, one)| one.standards.len() > 1) {
        let standards = declared.standards.into_iter().collect::<Vec<_>>().join(", ");
        if declared.kinds.len() > 1 {
            wrong.push(format!("{name} has several kinds in {standards}: {:?}", declared.kinds));
        }
        let kind = declared.kinds.into_iter().next().unwrap_or_default();
        let (meaning, source) = defined.get(name.as_str()).cloned().unwrap_or_default();
        if meaning.is_empty() {
            wrong.push(format!("{name} of {standards} has no definition"));
        }
        rows.push(format!("| {name} | {kind} | {meaning} | {source} | {standards} |"));
    }
    replace(&path, "| 名称 | 种类 |", &rows)?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The definitions and sources of the page so far.
fn defined(page: &str) -> BTreeMap<&str, (String, String)> {
    let cells = page.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    cells
        .filter_map(|cells| match cells.as_slice() {
            ["", name, _, meaning, source, _, ""] => {
                Some((*name, ((*meaning).to_owned(), (*source).to_owned())))
            }
            _ => None,
        })
        .collect()
}

/// Every fact that a file of the library declares itself.
fn declarations(root: &Path) -> Result<BTreeMap<String, Declared>, String> {
    let shelf = Shelf::built_in();
    let mut found: BTreeMap<String, Declared> = BTreeMap::new();
    for path in folder::files(&root.join("standards"), &["wh"]) {
        let source = Source::new(folder::name(&path), folder::read(&path)?);
        let standard = shelf.load(&source).value.ok_or_else(|| format!("{} is not legal", path.display()))?;
        for (name, kind) in own_facts(&standard) {
            let declared = found.entry(name).or_default();
            declared.kinds.insert(kind);
            declared.standards.insert(standard.id.clone());
        }
    }
    Ok(found)
}

/// The facts of a standard's own file, with their kinds as `show` writes them; whether one may be 不适用 or comes
/// from elsewhere is for each standard to say.
fn own_facts(standard: &Standard) -> Vec<(String, String)> {
    let own = standard.files.first().map(|file| file.id).unwrap_or_default();
    let told = standard.show();
    let kinds: BTreeMap<&str, String> = told
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("观测 ")?.split_once(" : "))
        .map(|(name, kind)| (name, kind.split(" (1").next().unwrap_or(kind)))
        .map(|(name, kind)| (name, kind.replace(" 可不适用", "").replace(" 外部", "")))
        .collect();
    let facts = standard.facts.iter().filter(|fact| fact.span.source == own);
    facts
        .map(|fact| (fact.name.clone(), kinds.get(fact.name.as_str()).cloned().unwrap_or_default()))
        .collect()
}

/// Compares the table that begins with a heading with what it should be; with `UPDATE` it is rewritten.
fn replace(path: &Path, heading: &str, rows: &[String]) -> Result<(), String> {
    let page = folder::read(path)?;
    let before: Vec<&str> = page.lines().take_while(|line| !line.starts_with(heading)).collect();
    let rest = page.lines().skip(before.len()).skip_while(|line| line.starts_with('|'));
    let lines = before.iter().copied().chain(rows.iter().map(String::as_str)).chain(rest);
    let found: String = lines.map(|line| format!("{line}\n")).collect();
    update::expect_file(path, &found)
}
