//! Expressions: flat in the grammar, ranked here.

use crate::source::Span;
use crate::syntax::from_text::band::read_keys;
use crate::syntax::from_text::band::read_patterns;
use crate::syntax::from_text::batch;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::number::read_date;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::number::read_time;
use crate::syntax::from_text::ranks::Making;
use crate::syntax::from_text::window::read_window;
use crate::syntax::from_text::word::read_comparison;
use crate::syntax::from_text::word::read_function;
use crate::syntax::from_text::word::read_rank;
use crate::syntax::from_text::word::read_rounding;
use crate::syntax::from_text::word::read_special;
use crate::syntax::grammar::Rule;
use crate::syntax::label;
use crate::syntax::problem::Problem;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::NoValue;
use crate::syntax::tree::Special;
use crate::syntax::tree::Spelled;

/// What operands and operators become.
const MAKING: Making =
    Making { primary: read_primary, prefix: read_prefix, infix: read_infix, postfix: read_postfix };

/// `expression` and `sum`.
pub(super) fn read_expression(node: &Node<'_>) -> Read<Expr> {
    refuse_chains(node)?;
    MAKING.ranked(node, node.children())
}

/// `a < b < c` says less than it seems to.
fn refuse_chains(node: &Node<'_>) -> Read<()> {
    let mut compared = false;
    for child in node.children() {
        match child.rule() {
            Rule::comparison | Rule::membership | Rule::item_test if compared => {
                return Err(Box::new(Problem::ChainedComparison { span: child.span() }));
            }
            Rule::comparison | Rule::membership | Rule::item_test => compared = true,
            Rule::k_and | Rule::k_or => compared = false,
            _ => {}
        }
    }
    Ok(())
}

fn read_prefix(operator: &Node<'_>, operand: Expr) -> Read<Expr> {
    let span = operator.span().to(operand.span);
    let kind = match operator.rule() {
        Rule::k_not => ExprKind::Not(Box::new(operand)),
        _ => ExprKind::Negative(Box::new(operand)),
    };
    Ok(Expr { kind, span })
}

/// `infix`: chains of one rank become one list.
fn read_infix(operator: &Node<'_>, left: Expr, right: Expr) -> Read<Expr> {
    let span = left.span.to(right.span);
    let kind = match operator.rule() {
        Rule::k_or => ExprKind::Any(match left.kind {
            ExprKind::Any(mut all) => {
                all.push(right);
                all
            }
            kind => vec![Expr { kind, span: left.span }, right],
        }),
        Rule::k_and => ExprKind::All(match left.kind {
            ExprKind::All(mut all) => {
                all.push(right);
                all
            }
            kind => vec![Expr { kind, span: left.span }, right],
        }),
        Rule::plus | Rule::minus => {
            let subtracted = operator.rule() == Rule::minus;
            ExprKind::Sum(match left.kind {
                ExprKind::Sum(terms) => followed(terms, subtracted, right),
                kind => vec![(false, Expr { kind, span: left.span }), (subtracted, right)],
            })
        }
        Rule::times | Rule::divide => {
            let divides = operator.rule() == Rule::divide;
            ExprKind::Product(match left.kind {
                ExprKind::Product(factors) => followed(factors, divides, right),
                kind => vec![(false, Expr { kind, span: left.span }), (divides, right)],
            })
        }
        _ => ExprKind::Compare(read_comparison(operator)?, Box::new(left), Box::new(right)),
    };
    Ok(Expr { kind, span })
}

fn followed(mut list: Vec<(bool, Expr)>, inverse: bool, next: Expr) -> Vec<(bool, Expr)> {
    list.push((inverse, next));
    list
}

/// `postfix`.
fn read_postfix(operand: Expr, operator: &Node<'_>) -> Read<Expr> {
    let span = operand.span.to(operator.span());
    let operand = Box::new(operand);
    if let Some(window) = read_window(operator)? {
        return Ok(Expr { kind: ExprKind::During(operand, window), span });
    }
    let kind = match operator.rule() {
        Rule::is_applicable => ExprKind::Applies(operand),
        Rule::or_else => ExprKind::OrElse(operand, read_no_value(operator)?),
        Rule::item_test => {
            let item = read_spelled(&operator.child(Rule::word)?);
            ExprKind::Item(operand, item, operator.has(Rule::k_lacks))
        }
        _ => match operator.maybe(Rule::values) {
            Some(values) => ExprKind::OneOf(operand, read_list(&values, Rule::sum)?),
            None => read_membership(operand, operator)?,
        },
    };
    Ok(Expr { kind, span })
}

/// `membership` without braces: two ends, or the name of a 清单.
fn read_membership(operand: Box<Expr>, node: &Node<'_>) -> Read<ExprKind> {
    let mut ends = node.all(Rule::sum);
    let low = read_expression(&ends.next().ok_or_else(|| node.defect())?)?;
    match (ends.next(), low) {
        (Some(high), low) => Ok(ExprKind::Within(operand, Box::new(low), Box::new(read_expression(&high)?))),
        (None, Expr { kind: ExprKind::Name(text), span }) => {
            Ok(ExprKind::Listed(operand, Spelled { text, span }))
        }
        (None, low) => {
            let end = Span { start: low.span.end, ..low.span };
            let expected = vec![label::of(Rule::k_to)];
            Err(Box::new(Problem::Unexpected { found: String::new(), expected, span: end }))
        }
    }
}

/// `or_else`.
fn read_no_value(node: &Node<'_>) -> Read<NoValue> {
    if let Some(word) = node.maybe(Rule::k_na) {
        return Ok(NoValue::NotApplicable(word.span()));
    }
    let behind_keyword = node.children().skip(1);
    Ok(NoValue::Value(Box::new(MAKING.ranked(node, behind_keyword)?)))
}

/// Expressions that commas separate: `1,000` among them would be anybody's guess.
pub(super) fn read_list(node: &Node<'_>, rule: Rule) -> Read<Vec<Expr>> {
    node.all(rule)
        .map(|item| {
            if item.text().starts_with(|c: char| c.is_ascii_digit())
                && let Some(digits) = item.maybe(Rule::number).and_then(|number| number.maybe(Rule::digits))
                && digits.text().contains(',')
            {
                let (number, span) = (digits.text().to_owned(), digits.span());
                return Err(Box::new(Problem::ThousandsInList { number, span }));
            }
            read_expression(&item)
        })
        .collect()
}

/// `part_result`.
fn read_part_result(node: &Node<'_>) -> Read<ExprKind> {
    let id = node.maybe(Rule::id).or(node.maybe(Rule::quoted_name)).ok_or_else(|| node.defect())?;
    let special = match () {
        () if node.has(Rule::k_score_rate) => Special::ScoreRate,
        () if node.has(Rule::k_score) => Special::Score,
        () => Special::Met,
    };
    Ok(ExprKind::PartResult(read_rank(&node.child(Rule::part_rank)?)?, read_spelled(&id), special))
}

/// `primary`.
fn read_primary(node: &Node<'_>) -> Read<Expr> {
    let span = node.span();
    let kind = match node.rule() {
        Rule::number | Rule::long_number => return read_number(node),
        Rule::parens => return read_parens(node, span),
        Rule::date => ExprKind::Date(read_date(node)?),
        Rule::time => ExprKind::Time(read_time(node)?),
        Rule::string => ExprKind::Text(read_spelled(node).text),
        Rule::name => ExprKind::Name(read_spelled(node).text),
        Rule::truth => ExprKind::Truth(node.has(Rule::k_yes)),
        Rule::part_result => read_part_result(node)?,
        Rule::special => ExprKind::Special(read_special(node)?),
        Rule::call => read_call(node)?,
        Rule::round_call => read_round_call(node)?,
        Rule::ranking => batch::read_ranking(node)?,
        Rule::if_value => read_if_value(node)?,
        Rule::band_value => read_band_value(node)?,
        _ => return Err(node.defect()),
    };
    Ok(Expr { kind, span })
}

/// `parens`: they leave nothing but their place.
fn read_parens(node: &Node<'_>, span: Span) -> Read<Expr> {
    let inner = read_expression(&node.child(Rule::expression)?)?;
    Ok(Expr { kind: inner.kind, span })
}

/// `call`.
fn read_call(node: &Node<'_>) -> Read<ExprKind> {
    let function = read_function(&node.child(Rule::fold)?)?;
    let parts = node.maybe(Rule::part_set).map(|parts| {
        let span = parts.span();
        Ok(Expr { kind: ExprKind::Special(read_special(&parts)?), span })
    });
    let grouped = node.maybe(Rule::grouped).map(|grouped| {
        let key = read_spelled(&grouped.child(Rule::grouping)?.child(Rule::name)?);
        let kind = ExprKind::Grouped(read_spelled(&grouped.child(Rule::name)?), key);
        Ok(Expr { kind, span: grouped.span() })
    });
    let units = node.maybe(Rule::batch).map(|units| batch::read_batch(&units));
    let mut arguments: Vec<Expr> = parts.into_iter().chain(grouped).chain(units).collect::<Read<_>>()?;
    arguments.extend(read_list(node, Rule::expression)?);
    Ok(ExprKind::Call(function, arguments))
}

/// `round_call`.
fn read_round_call(node: &Node<'_>) -> Read<ExprKind> {
    let value = read_expression(&node.child(Rule::expression)?)?;
    let step = node.maybe(Rule::sum).map(|step| read_expression(&step)).transpose()?;
    Ok(ExprKind::Round(Box::new(value), read_rounding(&node.child(Rule::rounding)?)?, step.map(Box::new)))
}

/// `if_value`.
fn read_if_value(node: &Node<'_>) -> Read<ExprKind> {
    let cases = node.all(Rule::if_case).map(|case| {
        let mut sides = case.all(Rule::expression);
        let when = read_expression(&sides.next().ok_or_else(|| case.defect())?)?;
        let then = read_expression(&sides.next().ok_or_else(|| case.defect())?)?;
        Ok((when, then))
    });
    let otherwise = read_expression(&node.child(Rule::expression)?)?;
    Ok(ExprKind::If(cases.collect::<Read<_>>()?, Box::new(otherwise)))
}

/// `band_value`.
fn read_band_value(node: &Node<'_>) -> Read<ExprKind> {
    let rows = node.all(Rule::value_row).map(|row| {
        let patterns = read_patterns(&row)?;
        let then = read_expression(&row.child(Rule::expression)?)?;
        Ok(BandRow { patterns, then, span: row.span() })
    });
    let rows = rows.collect::<Read<_>>()?;
    Ok(ExprKind::Bands(read_keys(node)?, rows))
}
