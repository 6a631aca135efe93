//! Rows of cases: each 行 is a worked case of its own.

use std::collections::BTreeMap;

use crate::model::example::Example;
use crate::model::example::ExampleUnit;
use crate::model::example::Expectation;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::examples::check_given;
use crate::model::from_syntax::examples::expectations;
use crate::model::from_syntax::problem;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Cell;
use crate::syntax::tree::Column;
use crate::syntax::tree::Given;
use crate::syntax::tree::Table;
use crate::syntax::tree::TableRow;

/// The cases of a table. What the example gives and expects outside the table holds for each of them.
pub(super) fn of<'t>(
    cx: &mut Check<'t>,
    verdicts: &[Verdict],
    example: &'t tree::Example,
    table: &'t Table,
) -> Vec<Example> {
    check_columns(cx, example, table);
    for given in &example.given {
        check_given(cx, given);
    }
    let shared = expectations(cx, verdicts, &example.expected);
    let mut cases = Vec::new();
    for (number, row) in (1..).zip(&table.rows) {
        let number: usize = number;
        let name = match &row.label {
            Some(label) => format!("{} · {}", example.name.text, label.text),
            None => format!("{} · {number}", example.name.text),
        };
        let expected = shared.iter().cloned().chain(expected(cx, verdicts, row)).collect();
        let mut given = example.given.clone();
        given.extend(row_given(cx, row));
        cases.push(Example { name, given, expected, units: vec![ExampleUnit::default()], span: row.span });
    }
    cases
}

fn expected<'t>(cx: &mut Check<'t>, verdicts: &[Verdict], row: &'t TableRow) -> Vec<Expectation> {
    let mut found = Vec::new();
    for cell in &row.cells {
        if let Cell::Expected(expectation) = cell {
            found.extend(expectations(cx, verdicts, std::slice::from_ref(expectation)));
        }
    }
    found
}

fn row_given(cx: &mut Check<'_>, row: &TableRow) -> Vec<Given> {
    let mut found = Vec::new();
    for cell in &row.cells {
        if let Cell::Given(given) = cell {
            check_given(cx, given);
            found.push(given.clone());
        }
    }
    found
}

/// Reports columns that make no cases, and what is given twice.
fn check_columns(cx: &mut Check<'_>, example: &tree::Example, table: &Table) {
    if let Some(line) = example.units.first() {
        cx.report(problem::tables::with_units(line.span, table.span));
    }
    let expects = table.columns.iter().any(|column| matches!(column, Column::Expected(..)));
    if !expects && example.expected.is_empty() {
        cx.report(problem::tables::expects_nothing(table.span));
    }
    if table.rows.is_empty() {
        cx.report(problem::tables::no_rows(table.span));
    }
    let given = example.given.iter().map(|given| (given.fact.text.as_str(), given.fact.span));
    let mut given: BTreeMap<&str, Span> = given.collect();
    for column in &table.columns {
        if let Column::Fact(name) | Column::AssessmentDate(name) = column
            && let Some(first) = given.insert(&name.text, name.span)
        {
            cx.report(problem::tables::given_twice(name, first));
        }
    }
}
