//! Statements that declare: headers, parameters, 令, verdicts.

use crate::syntax::from_text::act::read_act;
use crate::syntax::from_text::act::read_trailing;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::fact::read_fact;
use crate::syntax::from_text::factor::read_factor_line;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::node::read_word;
use crate::syntax::from_text::number::read_date;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::number::read_unit;
use crate::syntax::from_text::word::read_roll_up_fold;
use crate::syntax::from_text::word::read_rounding;
use crate::syntax::grammar::Rule;
use crate::syntax::rule_keyword;
use crate::syntax::tree::Account;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Deletion;
use crate::syntax::tree::Let;
use crate::syntax::tree::Parameter;
use crate::syntax::tree::RollUp;
use crate::syntax::tree::RollUpOf;
use crate::syntax::tree::Source;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Verdict;
use crate::syntax::tree::VerdictRule;

/// A statement, except 例, 设 and 期望: usually one, but 观测 may declare several facts.
pub(super) fn read_statement(node: &Node<'_>) -> Read<Vec<Statement>> {
    if node.rule() == Rule::facts {
        return node
            .all(Rule::fact)
            .map(|fact| Ok(Statement { kind: StatementKind::Fact(read_fact(&fact)?), span: fact.span() }))
            .collect();
    }
    Ok(vec![Statement { kind: read_kind(node)?, span: node.span() }])
}

fn read_kind(node: &Node<'_>) -> Read<StatementKind> {
    Ok(match node.rule() {
        Rule::id_header => StatementKind::Id(read_spelled(&node.child(Rule::id)?)),
        Rule::extends => StatementKind::Extends(read_spelled(&node.child(Rule::id)?)),
        Rule::tier => StatementKind::Level(read_spelled(&node.child(Rule::word)?)),
        Rule::in_force => StatementKind::InForce(read_date(&node.child(Rule::date)?)?),
        Rule::until => StatementKind::Until(read_date(&node.child(Rule::date)?)?),
        Rule::full_marks => StatementKind::FullMarks(read_number(&node.child(Rule::number)?)?),
        Rule::round_header if node.has(Rule::k_no_rounding) => StatementKind::Unrounded,
        Rule::round_header => {
            let rounding = read_rounding(&node.child(Rule::rounding)?)?;
            StatementKind::Round(rounding, read_number(&node.child(Rule::number)?)?)
        }
        Rule::gaps => StatementKind::Gaps(read_policy(node)?),
        Rule::source | Rule::basis => StatementKind::Source(read_source(node)?),
        Rule::departments => StatementKind::Departments(read_words(node)),
        Rule::applies => StatementKind::Applies(read_expression(&node.child(Rule::expression)?)?),
        Rule::k_from_zero => StatementKind::FromZero,
        Rule::k_add_up => StatementKind::DemotionsAddUp,
        Rule::below_zero => {
            StatementKind::BelowZero(node.maybe(Rule::sum).map(|floor| read_expression(&floor)).transpose()?)
        }
        Rule::k_above_full => StatementKind::AboveFull,
        Rule::scaled_from => StatementKind::ScaledFrom(read_number(&node.child(Rule::number)?)?),
        Rule::roll_up => StatementKind::RollUp(read_roll_up(node)?),
        Rule::account => StatementKind::Account(read_account(node)?),
        Rule::parameter => StatementKind::Parameter(read_parameter(node)?),
        Rule::let_value => StatementKind::Let(read_let(node)?),
        Rule::verdict => StatementKind::Verdict(read_verdict(node)?),
        Rule::deleted_name => StatementKind::Delete(read_deletion(node)?),
        Rule::factor_line => StatementKind::Factor(read_factor_line(node)?),
        Rule::act => StatementKind::Act(read_act(node)?),
        _ => return Err(node.defect()),
    })
}

/// `gaps`: the second keyword is the policy.
fn read_policy(node: &Node<'_>) -> Read<Spelled> {
    let policy = node.children().nth(1).ok_or_else(|| node.defect())?;
    let keyword = rule_keyword::of(policy.rule()).ok_or_else(|| policy.defect())?;
    Ok(Spelled { text: keyword.zh().to_owned(), span: policy.span() })
}

/// `roll_up`.
fn read_roll_up(node: &Node<'_>) -> Read<RollUp> {
    let of = if node.has(Rule::k_score_rate) {
        Some(RollUpOf::ScoreRate)
    } else {
        node.has(Rule::k_score).then_some(RollUpOf::Score)
    };
    Ok(RollUp { fold: read_roll_up_fold(&node.child(Rule::roll_up_fold)?)?, of })
}

/// `source` and `basis`.
fn read_source(node: &Node<'_>) -> Read<Source> {
    Ok(Source {
        of_clause: node.rule() == Rule::basis,
        key: maybe_spelled(node, Rule::source_key),
        title: read_spelled(&node.child(Rule::string)?),
        place: maybe_spelled(node, Rule::place),
        status: node.maybe(Rule::status).map(|status| read_word(&status)).transpose()?,
    })
}

/// Every `word` of a list.
pub(super) fn read_words(node: &Node<'_>) -> Vec<Spelled> {
    node.all(Rule::word).map(|word| read_spelled(&word)).collect()
}

/// `account`.
fn read_account(node: &Node<'_>) -> Read<Account> {
    let computed = node.maybe(Rule::expression).map(|value| read_expression(&value)).transpose()?;
    Ok(Account {
        name: read_spelled(&node.child(Rule::word)?),
        unit: read_unit(&node.child(Rule::unit_name)?),
        signed: node.has(Rule::k_signed),
        limits: node.all(Rule::trailing).map(|limit| read_trailing(&limit)).collect::<Read<_>>()?,
        computed,
    })
}

/// `parameter`.
fn read_parameter(node: &Node<'_>) -> Read<Parameter> {
    let values = node.all(Rule::parameter_value).map(|value| {
        let since = value.maybe(Rule::date).map(|date| read_date(&date)).transpose()?;
        Ok((read_expression(&value.child(Rule::expression)?)?, since))
    });
    let values = values.collect::<Read<_>>()?;
    Ok(Parameter { amends: node.has(Rule::k_amend), name: read_spelled(&node.child(Rule::word)?), values })
}

/// `let_value`.
pub(super) fn read_let(node: &Node<'_>) -> Read<Let> {
    let value = read_expression(&node.child(Rule::expression)?)?;
    Ok(Let { name: read_spelled(&node.child(Rule::word)?), value })
}

/// `verdict`; its rules are lines of their own.
fn read_verdict(node: &Node<'_>) -> Read<Verdict> {
    let passing = node.maybe(Rule::passing);
    Ok(Verdict {
        amends: node.has(Rule::k_amend),
        name: maybe_spelled(node, Rule::verdict_name),
        grades: read_words(node),
        passing: passing.and_then(|passing| maybe_spelled(&passing, Rule::word)),
        rules: Vec::new(),
    })
}

/// `deleted_name`: its second keyword says what goes.
fn read_deletion(node: &Node<'_>) -> Read<Deletion> {
    let what = match node.children().nth(1).map(|child| child.rule()) {
        Some(Rule::k_fact) => Declared::Fact,
        Some(Rule::k_let) => Declared::Let,
        Some(Rule::k_parameter) => Declared::Parameter,
        Some(Rule::k_verdict) => Declared::Verdict,
        _ => return Err(node.defect()),
    };
    let reason = read_spelled(&node.child(Rule::string)?);
    Ok(Deletion { what, name: maybe_spelled(node, Rule::word), reason })
}

/// `verdict_rule`.
pub(super) fn read_verdict_rule(node: &Node<'_>) -> Read<VerdictRule> {
    let when = node.maybe(Rule::expression).map(|when| read_expression(&when)).transpose()?;
    Ok(VerdictRule { grade: read_spelled(&node.child(Rule::word)?), when, span: node.span() })
}
