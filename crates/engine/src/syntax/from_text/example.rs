//! Examples: what is given and what must come out.

use crate::syntax::from_text::band::read_ends;
use crate::syntax::from_text::declaration::read_words;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::node::read_word;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::word::read_rank;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::Example;
use crate::syntax::tree::Expectation;
use crate::syntax::tree::Expected;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Subject;
use crate::syntax::tree::UnitLine;
use crate::syntax::tree::UnitSays;

/// `example`; its 设 and 期望 are lines of their own.
pub(super) fn read_example(node: &Node<'_>) -> Read<Example> {
    let name = read_spelled(&node.child(Rule::string)?);
    Ok(Example { name, given: Vec::new(), expected: Vec::new(), units: Vec::new(), table: None })
}

/// `unit_line`.
pub(super) fn read_unit_line(node: &Node<'_>) -> Read<UnitLine> {
    let says = match node.maybe(Rule::given_line) {
        Some(given) => UnitSays::Given(read_given_line(&given)?),
        None => UnitSays::Expected(read_expect_line(&node.child(Rule::expect_line)?)?),
    };
    Ok(UnitLine { unit: read_spelled(&node.child(Rule::word)?), says, span: node.span() })
}

/// `given_line` and `record_row`.
pub(super) fn read_given_line(node: &Node<'_>) -> Read<Vec<Given>> {
    node.all(Rule::given).map(|given| read_given(&given)).collect()
}

/// `given`.
fn read_given(node: &Node<'_>) -> Read<Given> {
    if let Some(day) = node.maybe(Rule::given_day) {
        let value = GivenValue::AssessmentDate(read_expression(&day.child(Rule::sum)?)?);
        return Ok(Given { fact: read_word(&day)?, value });
    }
    let value = node.children().nth(2).ok_or_else(|| node.defect())?;
    Ok(Given { fact: read_spelled(&node.child(Rule::word)?), value: read_value(&value)? })
}

/// `value`.
pub(super) fn read_value(value: &Node<'_>) -> Read<GivenValue> {
    let span = value.span();
    Ok(match value.rule() {
        Rule::k_na => GivenValue::NotApplicable(span),
        Rule::words => GivenValue::Items(read_words(value), span),
        Rule::no_words => GivenValue::Items(Vec::new(), span),
        Rule::record_rows => {
            let rows = value.all(Rule::record_row).map(|row| read_given_line(&row));
            GivenValue::Rows(rows.collect::<Read<_>>()?, span)
        }
        Rule::disputed => {
            let values = value.all(Rule::recorded).map(|value| read_recorded(&value));
            GivenValue::Disputed(values.collect::<Read<_>>()?, span)
        }
        _ => read_recorded(value)?,
    })
}

/// `recorded`.
fn read_recorded(node: &Node<'_>) -> Read<GivenValue> {
    match node.maybe(Rule::number) {
        Some(number) => {
            Ok(GivenValue::Judged(read_spelled(&node.first()?), read_number(&number)?, node.span()))
        }
        None => match node.maybe(Rule::lone_word) {
            Some(word) => {
                let Spelled { text, span } = read_spelled(&word);
                Ok(GivenValue::Value(Expr { kind: ExprKind::Name(text), span }))
            }
            None => Ok(GivenValue::Value(read_expression(&node.child(Rule::sum)?)?)),
        },
    }
}

/// `expect_line`.
pub(super) fn read_expect_line(node: &Node<'_>) -> Read<Vec<Expectation>> {
    node.all(Rule::expectation).map(|expectation| read_expectation(&expectation)).collect()
}

/// `expectation`.
fn read_expectation(node: &Node<'_>) -> Read<Expectation> {
    let core = node.first()?;
    let subject = match core.rule() {
        Rule::expected_verdict => Subject::Verdict,
        Rule::expected_total => Subject::Total,
        Rule::expected_named => Subject::Named(read_spelled(&core.child(Rule::word)?)),
        _ => {
            let id = core.maybe(Rule::id).or(core.maybe(Rule::quoted_name)).ok_or_else(|| core.defect())?;
            Subject::Part(read_rank(&core)?, read_spelled(&id))
        }
    };
    Ok(Expectation { subject, expected: read_expected(&core)?, span: node.span() })
}

/// `grades`, `finding`, `outcome`, or what is expected of a derived value or an account.
pub(super) fn read_expected(node: &Node<'_>) -> Read<Expected> {
    if let Some(grades) = node.maybe(Rule::grades) {
        return Ok(Expected::Grades(grades.all(Rule::word).map(|grade| read_spelled(&grade)).collect()));
    }
    if let Some(finding) = node.maybe(Rule::finding).or(node.maybe(Rule::value_finding)) {
        return read_word(&finding).map(Expected::Finding);
    }
    if let Some(range) = node.maybe(Rule::range) {
        let (low, high) = read_ends(&range)?;
        return Ok(Expected::Scores(low, high));
    }
    if let Some(low) = node.maybe(Rule::sum) {
        return read_expression(&low).map(Expected::AtLeast);
    }
    let outcome = node.child(Rule::outcome)?;
    let (low, high) = read_ends(&outcome.child(Rule::range)?)?;
    if let Some(account) = outcome.maybe(Rule::word) {
        return Ok(Expected::Books(read_spelled(&account), low, high));
    }
    Ok(match outcome.first()?.rule() {
        Rule::k_deduct => Expected::Loses(low, high),
        Rule::k_add => Expected::Adds(low, high),
        _ => Expected::Scores(low, high),
    })
}
