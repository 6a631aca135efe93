//! Statements that act on points or on the outcome.

use crate::syntax::from_text::above::read_above;
use crate::syntax::from_text::band::read_keys;
use crate::syntax::from_text::band::read_patterns;
use crate::syntax::from_text::band::read_range;
use crate::syntax::from_text::declaration::read_let;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::factor::read_factor;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::number::with_unit;
use crate::syntax::from_text::word::read_part;
use crate::syntax::from_text::word::read_row_fold;
use crate::syntax::from_text::word::read_verb;
use crate::syntax::grammar::Rule;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Act;
use crate::syntax::tree::ActKind;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Branch;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Each;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::ItemsAct;
use crate::syntax::tree::ItemsOf;
use crate::syntax::tree::ItemsPrice;
use crate::syntax::tree::RowsAct;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Steps;
use crate::syntax::tree::Trailing;

/// `act`.
pub(super) fn read_act(node: &Node<'_>) -> Read<Act> {
    match read_branching(node)? {
        Branching::Act(act) => Ok(*act),
        Branching::Steps(span) => Err(Box::new(Problem::NoMeasure { span })),
    }
}

/// An act, or a 每 without a measure, which belongs to the threshold before it.
enum Branching {
    Act(Box<Act>),
    Steps(crate::source::Span),
}

fn read_branching(node: &Node<'_>) -> Read<Branching> {
    let core = node.first()?;
    let kind = match core.rule() {
        Rule::chain => return read_chain(&core).map(Box::new).map(Branching::Act),
        Rule::require => read_require(&core)?,
        Rule::rows => ActKind::Rows(read_rows(&core)?),
        _ => match lone_step(&core)? {
            Some(each) => return Ok(Branching::Steps(each.child(Rule::number)?.span())),
            None => read_bare(&core)?,
        },
    };
    let trailing = node.all(Rule::trailing).map(|word| read_trailing(&word)).collect::<Read<_>>()?;
    let note = maybe_spelled(node, Rule::string);
    Ok(Branching::Act(Box::new(Act { kind, trailing, note, span: node.span() })))
}

/// `each` without a measure.
fn lone_step<'t>(bare: &Node<'t>) -> Read<Option<Node<'t>>> {
    let first = bare.first()?;
    Ok((first.rule() == Rule::each && !first.has(Rule::measure)).then_some(first))
}

/// `bare`.
fn read_bare(node: &Node<'_>) -> Read<ActKind> {
    let core = node.first()?;
    match core.rule() {
        Rule::each => read_each(&core),
        Rule::band_act => read_band_act(&core),
        Rule::items => read_items(&core).map(ActKind::Items),
        Rule::heaviest => read_acts(&core.child(Rule::group)?).map(ActKind::Heaviest),
        Rule::group => read_acts(&core).map(ActKind::Group),
        _ => read_simple(&core),
    }
}

/// `bare` below 每: an act of its own, whose trailing words belong to the whole.
fn read_inner(node: &Node<'_>) -> Read<Box<Act>> {
    let bare = node.child(Rule::bare)?;
    let kind = read_bare(&bare)?;
    Ok(Box::new(Act { kind, trailing: Vec::new(), note: None, span: bare.span() }))
}

/// `simple`.
fn read_simple(node: &Node<'_>) -> Read<ActKind> {
    let first = node.first()?;
    match first.rule() {
        Rule::verb => Ok(ActKind::Amount(read_verb(&first)?, read_amount(node)?)),
        Rule::above => read_above(&first).map(ActKind::Above),
        Rule::k_full_points => Ok(ActKind::FullPoints),
        Rule::k_no_points => Ok(ActKind::NoPoints),
        Rule::k_veto => Ok(ActKind::Veto),
        Rule::k_fail => Ok(ActKind::Fail),
        _ => first.maybe(Rule::range).map(|range| read_range(&range)).transpose().map(ActKind::Pending),
    }
}

/// The `sum` of a statement as an amount: it must say its unit.
fn read_amount(node: &Node<'_>) -> Read<Expr> {
    with_unit(read_expression(&node.child(Rule::sum)?)?)
}

/// `trailing`.
pub(super) fn read_trailing(node: &Node<'_>) -> Read<Trailing> {
    if let Some(factor) = node.maybe(Rule::factor) {
        return read_factor(&factor).map(Trailing::Factor);
    }
    let amount = read_amount(node)?;
    Ok(if node.has(Rule::k_at_most) { Trailing::AtMost(amount) } else { Trailing::AtLeast(amount) })
}

/// `group`.
fn read_acts(node: &Node<'_>) -> Read<Vec<Act>> {
    node.all(Rule::act).map(|act| read_act(&act)).collect()
}

/// `chain`.
fn read_chain(node: &Node<'_>) -> Read<Act> {
    let mut branches: Vec<Branch> = Vec::new();
    let mut otherwise = node.maybe(Rule::act).map(|act| read_act(&act)).transpose()?;
    let count = node.all(Rule::branch).count();
    for (index, branch) in node.all(Rule::branch).enumerate() {
        let when = read_expression(&branch.child(Rule::expression)?)?;
        let act = branch.child(Rule::act)?;
        match read_branching(&act)? {
            Branching::Act(then) => branches.push(Branch { when, then: *then }),
            Branching::Steps(span) if index + 1 < count || otherwise.is_some() => {
                return Err(Box::new(Problem::StepsGoOn { span }));
            }
            Branching::Steps(_) => otherwise = Some(read_steps(&branch, &act, when)?),
        }
    }
    let span = node.span();
    match otherwise {
        Some(act) if branches.is_empty() => Ok(Act { span, ..act }),
        otherwise => {
            let kind = ActKind::Chain(branches, otherwise.map(Box::new));
            Ok(Act { kind, trailing: Vec::new(), note: None, span })
        }
    }
}

/// A `branch` whose act is 每 without a measure: steps from a threshold.
fn read_steps(branch: &Node<'_>, act: &Node<'_>, when: Expr) -> Read<Act> {
    let each = act.child(Rule::bare)?.child(Rule::each)?;
    let (below, measure, threshold) = match when.kind {
        ExprKind::Compare(Comparison::Less, measure, threshold) => (true, *measure, *threshold),
        ExprKind::Compare(Comparison::Greater, measure, threshold) => (false, *measure, *threshold),
        _ => return Err(Box::new(Problem::NoMeasure { span: each.child(Rule::number)?.span() })),
    };
    if let Some(filter) = each.maybe(Rule::filter) {
        return Err(Box::new(Problem::NoMeasure { span: filter.span() }));
    }
    let step = read_number(&each.child(Rule::number)?)?;
    let part = each.maybe(Rule::part).map(|part| read_part(&part)).transpose()?;
    let steps = Steps { measure, below, threshold, step, part, then: read_inner(&each)? };
    let trailing = act.all(Rule::trailing).map(|word| read_trailing(&word)).collect::<Read<_>>()?;
    let note = maybe_spelled(act, Rule::string);
    Ok(Act { kind: ActKind::Steps(steps), trailing, note, span: branch.span() })
}

/// `require`.
fn read_require(node: &Node<'_>) -> Read<ActKind> {
    let condition = read_expression(&node.child(Rule::expression)?)?;
    let otherwise = node.maybe(Rule::act).map(|act| read_act(&act)).transpose()?;
    Ok(ActKind::Require(condition, otherwise.map(Box::new)))
}

/// `each` with a measure.
fn read_each(node: &Node<'_>) -> Read<ActKind> {
    let Some(measure) = node.maybe(Rule::measure) else {
        return Err(Box::new(Problem::NoMeasure { span: node.child(Rule::number)?.span() }));
    };
    let filter = node.maybe(Rule::filter);
    Ok(ActKind::Each(Each {
        size: node.maybe(Rule::number).map(|size| read_number(&size)).transpose()?,
        measure: read_expression(&measure.child(Rule::sum)?)?,
        filter: filter.map(|filter| read_expression(&filter.child(Rule::expression)?)).transpose()?,
        part: node.maybe(Rule::part).map(|part| read_part(&part)).transpose()?,
        then: read_inner(node)?,
    }))
}

/// `items`.
fn read_items(node: &Node<'_>) -> Read<ItemsAct> {
    let of = match node.maybe(Rule::words) {
        Some(words) => {
            ItemsOf::Facts(words.all(Rule::word).map(|word| read_spelled(&word)).collect(), words.span())
        }
        None => ItemsOf::List(read_spelled(&node.child(Rule::name)?)),
    };
    let price = match node.maybe(Rule::prices) {
        Some(prices) => {
            ItemsPrice::Named(prices.all(Rule::priced).map(|item| read_priced(&item)).collect::<Read<_>>()?)
        }
        None => ItemsPrice::Each(read_amount(node)?),
    };
    let verb = read_verb(&node.child(Rule::verb)?)?;
    Ok(ItemsAct { missing: node.has(Rule::k_missing), of, verb, price })
}

/// `priced`.
fn read_priced(node: &Node<'_>) -> Read<(crate::syntax::tree::Spelled, Expr)> {
    Ok((read_spelled(&node.child(Rule::word)?), read_amount(node)?))
}

/// `band_act`.
fn read_band_act(node: &Node<'_>) -> Read<ActKind> {
    let rows = node.all(Rule::act_row).map(|row| {
        let patterns = read_patterns(&row)?;
        Ok(BandRow { patterns, then: read_act(&row.child(Rule::act)?)?, span: row.span() })
    });
    let rows = rows.collect::<Read<_>>()?;
    Ok(ActKind::Bands(read_keys(node)?, rows))
}

/// `rows`.
fn read_rows(node: &Node<'_>) -> Read<RowsAct> {
    let by = node.maybe(Rule::grouping).map(|grouping| grouping.child(Rule::name));
    let filter = node.maybe(Rule::filter);
    let body = node.child(Rule::body)?;
    let steps = body.children().filter(|step| matches!(step.rule(), Rule::act | Rule::let_value));
    Ok(RowsAct {
        list: read_spelled(&node.child(Rule::name)?),
        by: by.transpose()?.map(|key| read_spelled(&key)),
        filter: filter.map(|filter| read_expression(&filter.child(Rule::expression)?)).transpose()?,
        fold: read_row_fold(&node.child(Rule::row_fold)?)?,
        body: steps.map(|step| read_step(&step)).collect::<Read<_>>()?,
    })
}

/// `step`.
fn read_step(node: &Node<'_>) -> Read<Statement> {
    let kind = match node.rule() {
        Rule::act => StatementKind::Act(read_act(node)?),
        _ => StatementKind::Let(read_let(node)?),
    };
    Ok(Statement { kind, span: node.span() })
}
