//! What repairs cost: a table of 观测 and 费用.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Exact;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::suggestion::nearest;
use weiheng::words;
use weiheng_tabular::Heads;
use weiheng_tabular::csv;

use crate::editions::Editions;
use crate::failure::Failure;
use crate::files;
use crate::sources::Sources;

/// What each repair costs, by the names of the facts and items.
#[derive(Debug, Default)]
pub(crate) struct Costs {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    name: String,
    span: Span,
    cost: Exact,
}

impl Costs {
    /// Reads a table and holds it against the standards of a run, with everything that is wrong with it.
    pub(crate) fn read(
        file: &OsStr,
        standards: &[Editions],
        sources: &mut Sources,
    ) -> Result<Outcome<Self>, Failure> {
        let (name, bytes) = (file.to_string_lossy().into_owned(), files::read(Path::new(file))?);
        let mut diagnostics = Diagnostics::new();
        let mut rows = Vec::new();
        match weiheng_tabular::decode(&bytes) {
            Err(problem) => {
                diagnostics.push(problem.diagnostic(sources.add(Source::new(name, String::new()))?));
            }
            Ok(decoded) => {
                let id = sources.add(Source::new(name, decoded.text))?;
                let text = sources.get(id).map(|indexed| indexed.source.text.as_str()).unwrap_or_default();
                let (lines, problems) = csv::understood(id, text, &Heads::default());
                diagnostics.extend(problems);
                if !diagnostics.has_errors() {
                    rows = understood(id, &lines, &mut diagnostics);
                }
            }
        }
        for row in &rows {
            let all = || standards.iter().flat_map(Editions::all);
            if !all().any(|standard| repaired(standard, &row.name).is_some()) {
                diagnostics.push(stranger(row, all()));
            }
        }
        Ok(Outcome { value: (!diagnostics.has_errors()).then_some(Self { rows }), diagnostics })
    }

    /// The costs of what a standard has, by fact and item.
    pub(crate) fn of(&self, standard: &Standard) -> BTreeMap<(FactId, Option<String>), Exact> {
        self.rows.iter().filter_map(|row| Some((repaired(standard, &row.name)?, row.cost))).collect()
    }
}

/// The rows that have a cost; one without leaves its fact alone.
fn understood(table: SourceId, lines: &[Observations], problems: &mut Diagnostics) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut has_columns = false;
    for line in lines {
        let (Some((name, span)), Some((cost, place))) =
            (cell(line, &["观测", "fact"]), cell(line, &["费用", "cost"]))
        else {
            continue;
        };
        has_columns = true;
        if name.is_empty() || cost.is_empty() {
            continue;
        }
        match cost.parse::<Exact>().ok().filter(|cost| cost.sign() >= 0) {
            None => problems.push(not_a_cost(name, cost, place)),
            Some(amount) => match rows.iter().find(|row| row.name == name && row.cost != amount) {
                Some(earlier) => problems.push(contrary(name, place, earlier.span)),
                None => rows.push(Row { name: name.to_owned(), span, cost: amount }),
            },
        }
    }
    if !has_columns {
        problems.push(no_columns(table));
    }
    rows
}

/// The text of the cell below one of some headings.
fn cell<'a>(line: &'a Observations, headings: &[&str]) -> Option<(&'a str, Span)> {
    let wanted = |entry: &&Entry| headings.contains(&entry.name.trim());
    let entry = line.entries.iter().find(wanted)?;
    let text = match &entry.value {
        Raw::Text(text) => text.trim(),
        Raw::Blank | Raw::Truth(_) | Raw::List(_) | Raw::Fields(_) => "",
    };
    Some((text, entry.span))
}

/// The fact, or the item of a list, that a name is of: `台账`, `台账[计划]`.
fn repaired(standard: &Standard, name: &str) -> Option<(FactId, Option<String>)> {
    let written = |name: &str| standard.fact_named(&standard.fact_written(name)?.name);
    if let Some((id, _)) = written(name) {
        return Some((id, None));
    }
    let (list, item) = name.strip_suffix([']', '］', '】'])?.split_once(['[', '［', '【'])?;
    let (id, fact) = written(list.trim())?;
    let Kind::Items(items) = &fact.kind else { return None };
    let item = items.iter().find(|known| *known == item.trim())?;
    Some((id, Some(item.clone())))
}

fn stranger<'a>(row: &Row, standards: impl Iterator<Item = &'a Standard>) -> Diagnostic {
    let name = &row.name;
    let message = words!("标准中没有「{name}」", "the standard has no `{name}`");
    let problem = Diagnostic::new(Code::WH0402, row.span, message);
    let facts = standards.flat_map(|standard| &standard.facts);
    let names = facts.flat_map(|fact| {
        let items = match &fact.kind {
            Kind::Items(items) => items.as_slice(),
            _ => &[],
        };
        let items = items.iter().map(|item| format!("{}[{item}]", fact.name));
        std::iter::once(fact.name.clone()).chain(items)
    });
    let names: Vec<String> = names.collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => problem.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => problem.help(words!(
            "写标准里的观测名；清单的一项写 名[项]",
            "write the name of a fact; an item of a list is NAME[ITEM]"
        )),
    }
}

fn not_a_cost(name: &str, cost: &str, place: Span) -> Diagnostic {
    let message = words!("「{name}」的费用写作「{cost}」", "the cost of `{name}` is written `{cost}`");
    Diagnostic::new(Code::WH0403, place, message).help(words!(
        "写成不为负的数，不带单位；不整改的空着",
        "write a number that is not negative, without a unit; leave it empty for what stays as it is"
    ))
}

fn contrary(name: &str, place: Span, earlier: Span) -> Diagnostic {
    let message = words!("「{name}」有两个不同的费用", "`{name}` has two different costs");
    Diagnostic::new(Code::WH0405, place, message)
        .and(earlier, words!("先写在这里", "written first here"))
        .help(words!("留下一个", "keep one of them"))
}

fn no_columns(table: SourceId) -> Diagnostic {
    let message = words!(
        "费用表没有「观测」和「费用」两列",
        "the table of costs has no columns 观测 (fact) and 费用 (cost)"
    );
    Diagnostic::new(Code::WH0401, Span::new(table, 0, 0), message)
        .help(words!("第一行写 观测,费用", "begin with a row 观测,费用"))
}
