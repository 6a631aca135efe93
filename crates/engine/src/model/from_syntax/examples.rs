//! 例: worked cases, with the parts and grades they speak of found.

use crate::diagnostic::suggestion::nearest;
use crate::exact::Exact;
use crate::model::example::Example;
use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::example::Subject;
use crate::model::fact::Kind;
use crate::model::fact::Records;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::example_rows;
use crate::model::from_syntax::example_units;
use crate::model::from_syntax::expected_values;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::unit::Unit;
use crate::words;

/// Checks every example, in file order.
pub(super) fn check(cx: &mut Check<'_>, verdicts: &[Verdict]) -> Vec<Example> {
    let mut examples = Vec::new();
    for node in cx.nodes.clone() {
        for statement in &node.body {
            if let StatementKind::Example(example) = &statement.kind {
                match &example.table {
                    Some(table) => examples.extend(example_rows::of(cx, verdicts, example, table)),
                    None => examples.push(one(cx, verdicts, example, statement.span)),
                }
            }
        }
    }
    examples
}

fn one<'t>(cx: &mut Check<'t>, verdicts: &[Verdict], example: &'t tree::Example, span: Span) -> Example {
    for given in &example.given {
        check_given(cx, given);
    }
    let expected = expectations(cx, verdicts, &example.expected);
    let units = example_units::of(cx, verdicts, example);
    Example { name: example.name.text.clone(), given: example.given.clone(), expected, units, span }
}

/// What must come out, as far as it can be understood.
pub(super) fn expectations<'t>(
    cx: &mut Check<'t>,
    verdicts: &[Verdict],
    written: &'t [tree::Expectation],
) -> Vec<Expectation> {
    let mut expected = Vec::new();
    for node in written {
        if let Some(value) = expected_values::check(cx, node) {
            expected.extend(value);
            continue;
        }
        let Some(subject) = subject(cx, verdicts, &node.subject) else { continue };
        let Some(value) = value(cx, verdicts, subject, &node.expected) else { continue };
        expected.push(Expectation { subject, expected: value, span: node.span });
    }
    expected
}

/// Whether a given fact, its items and its fields exist; its value is read like any observation.
pub(super) fn check_given(cx: &mut Check<'_>, given: &Given) {
    if matches!(given.value, GivenValue::AssessmentDate(_)) {
        return;
    }
    let found = cx.names.get(&given.fact.text).map(|(named, _)| *named);
    let Some(Named::Fact(id)) = found else {
        names::unknown(cx, &Scope::of(PartId(0)), &given.fact.text, given.fact.span);
        return;
    };
    match (cx.fact(id).map(|fact| fact.kind.clone()), &given.value) {
        (Some(Kind::Items(known)), GivenValue::Items(items, _)) => {
            for item in items.iter().filter(|item| !known.contains(&item.text)) {
                let near = nearest(&item.text, known.iter().map(String::as_str));
                cx.report(problem::names::no_option(item.span, &item.text, &given.fact.text, &known, near));
            }
        }
        (Some(Kind::Records(records)), GivenValue::Rows(rows, _)) => {
            check_fields(cx, &records, rows);
        }
        _ => {}
    }
}

/// Whether the given fields of rows exist, those of the rows in them too.
fn check_fields(cx: &mut Check<'_>, records: &Records, rows: &[Vec<Given>]) {
    for given in rows.iter().flatten() {
        let declared = records.fields.iter().find(|field| field.name == given.fact.text);
        match (declared.map(|field| &field.kind), &given.value) {
            (Some(Kind::Records(records)), GivenValue::Rows(rows, _)) => check_fields(cx, records, rows),
            (Some(_), _) => {}
            (None, _) => {
                let known = records.fields.iter().map(|field| field.name.as_str());
                let near = nearest(&given.fact.text, known);
                cx.report(problem::names::unknown(given.fact.span, &given.fact.text, near));
            }
        }
    }
}

fn subject(cx: &mut Check<'_>, verdicts: &[Verdict], subject: &tree::Subject) -> Option<Subject> {
    match subject {
        tree::Subject::Total => Some(Subject::Part(PartId(0))),
        tree::Subject::Verdict => Some(Subject::Verdict(0)),
        tree::Subject::Named(name) if accounts::is_named(cx, name) => {
            accounts::named(cx, name).map(Subject::Account)
        }
        tree::Subject::Named(name) => named(cx, verdicts, name).map(Subject::Verdict),
        tree::Subject::Part(rank, id) => part(cx, *rank, id).map(Subject::Part),
    }
}

/// The position of a verdict beside the main one.
fn named(cx: &mut Check<'_>, verdicts: &[Verdict], name: &Spelled) -> Option<usize> {
    let found = verdicts.iter().position(|verdict| verdict.name.as_ref() == Some(&name.text));
    if found.is_none() {
        let known = verdicts.iter().filter_map(|verdict| verdict.name.as_deref());
        let near = nearest(&name.text, known.chain(["结论", "总分"])).map(str::to_owned);
        cx.report(problem::names::unknown_verdict(name.span, &name.text, near.as_deref()));
    }
    found
}

fn part(cx: &mut Check<'_>, rank: Rank, id: &Spelled) -> Option<PartId> {
    let found = cx.parts.iter().position(|part| part.rank == rank && part.id == id.text);
    if found.is_none() {
        let known = cx.parts.iter().filter(|part| part.rank == rank).map(|part| part.id.as_str());
        let near = nearest(&id.text, known).map(str::to_owned);
        cx.report(problem::names::unknown_part(id.span, &id.text, near.as_deref()));
    }
    found.map(|at| PartId(names::count(at)))
}

fn value<'t>(
    cx: &mut Check<'t>,
    verdicts: &[Verdict],
    subject: Subject,
    expected: &'t tree::Expected,
) -> Option<Expected> {
    match expected {
        tree::Expected::Loses(low, high) => {
            ends(cx, constants::points, low, high.as_ref()).map(|(low, high)| Expected::Loses(low, high))
        }
        tree::Expected::Scores(low, high) => match subject {
            Subject::Part(_) => {
                ends(cx, constants::score, low, high.as_ref()).map(|(low, high)| Expected::Scores(low, high))
            }
            Subject::Account(id) => {
                let (low, high) = ends_in(cx, &accounts::unit(cx, id), low, high.as_ref())?;
                Some(Expected::Amounts(low, Some(high)))
            }
            Subject::Verdict(_) => no_grade(cx, low),
            Subject::Value(_) => None,
        },
        tree::Expected::Adds(low, high) => {
            ends(cx, constants::points, low, high.as_ref()).map(|(low, high)| Expected::Adds(low, high))
        }
        tree::Expected::Finding(word) => match subject {
            Subject::Verdict(at) => {
                grades(cx, verdicts.get(at), std::slice::from_ref(word)).map(Expected::Grades)
            }
            Subject::Part(_) | Subject::Account(_) | Subject::Value(_) => {
                finding(cx, word).map(Expected::Finding)
            }
        },
        tree::Expected::Grades(words) => match subject {
            Subject::Verdict(at) => grades(cx, verdicts.get(at), words).map(Expected::Grades),
            Subject::Account(_) => words.first().and_then(|word| finding(cx, word)).map(Expected::Finding),
            Subject::Part(_) | Subject::Value(_) => None,
        },
        tree::Expected::Books(name, low, high) => {
            let account = accounts::named(cx, name)?;
            let (low, high) = ends_in(cx, &accounts::unit(cx, account), low, high.as_ref())?;
            Some(Expected::Books(account, low, high))
        }
        tree::Expected::AtLeast(low) => match subject {
            Subject::Account(id) => {
                let (low, _) = ends_in(cx, &accounts::unit(cx, id), low, None)?;
                Some(Expected::Amounts(low, None))
            }
            Subject::Part(_) | Subject::Verdict(_) | Subject::Value(_) => no_grade(cx, low),
        },
    }
}

/// Reports a number where a verdict has grades.
fn no_grade(cx: &mut Check<'_>, amount: &tree::Expr) -> Option<Expected> {
    let said = cx.said(amount.span).to_owned();
    let (found, wanted) = (words!("数", "a number"), words!("等次", "a grade"));
    cx.report(problem::kinds::wrong(amount.span, &said, &found, &wanted, None));
    None
}

/// One amount, or the least and the most.
fn ends<'t>(
    cx: &mut Check<'t>,
    read: fn(&mut Check<'t>, &'t tree::Expr) -> Option<Exact>,
    low: &'t tree::Expr,
    high: Option<&'t tree::Expr>,
) -> Option<(Exact, Exact)> {
    let low = read(cx, low);
    let high = high.map_or(low, |high| read(cx, high));
    Some((low?, high?))
}

/// One amount of a unit, or the least and the most.
fn ends_in<'t>(
    cx: &mut Check<'t>,
    unit: &Unit,
    low: &'t tree::Expr,
    high: Option<&'t tree::Expr>,
) -> Option<(Exact, Exact)> {
    let scope = Scope::of(PartId(0));
    let low = constants::number(cx, &scope, low, unit);
    let high = high.map_or(low, |high| constants::number(cx, &scope, high, unit));
    Some((low?, high?))
}

/// The grades of a verdict by position, best first.
fn grades(cx: &mut Check<'_>, verdict: Option<&Verdict>, words: &[Spelled]) -> Option<Vec<u16>> {
    let known = verdict.map(|verdict| verdict.grades.as_slice()).unwrap_or_default();
    let found: Option<Vec<u16>> = words.iter().map(|word| grade(cx, known, word)).collect();
    let mut found = found?;
    found.sort_unstable();
    found.dedup();
    Some(found)
}

fn grade(cx: &mut Check<'_>, known: &[String], word: &Spelled) -> Option<u16> {
    let found = (0..).zip(known).find(|(_, grade)| **grade == word.text).map(|(at, _)| at);
    // Beyond the worst grade stands none at all.
    if found.is_none() && ["不评", "no_verdict"].contains(&word.text.as_str()) {
        return u16::try_from(known.len()).ok();
    }
    if found.is_none() {
        let near = nearest(&word.text, known.iter().map(String::as_str));
        cx.report(problem::names::no_option(word.span, &word.text, "评定", known, near));
    }
    found
}

/// A finding by its name.
pub(super) fn finding(cx: &mut Check<'_>, word: &Spelled) -> Option<FindingWord> {
    let named = FINDINGS.iter().find(|(zh, en, _)| word.text == *zh || word.text.eq_ignore_ascii_case(en));
    if let Some((_, _, finding)) = named {
        return Some(*finding);
    }
    let known = FINDINGS.map(|(zh, _, _)| zh.to_owned());
    let near = nearest(&word.text, known.iter().map(String::as_str));
    cx.report(problem::names::no_option(word.span, &word.text, "期望", &known, near));
    None
}

const FINDINGS: [(&str, &str, FindingWord); 9] = [
    ("不评", "withheld", FindingWord::Withheld),
    ("合格", "met", FindingWord::Met),
    ("扣分", "reduced", FindingWord::Reduced),
    ("零分", "zero", FindingWord::Zero),
    ("不合格", "failed", FindingWord::Failed),
    ("否决", "vetoed", FindingWord::Vetoed),
    ("不适用", "not_applicable", FindingWord::NotApplicable),
    ("未查", "not_observed", FindingWord::NotObserved),
    ("待定", "undetermined", FindingWord::Undetermined),
];
