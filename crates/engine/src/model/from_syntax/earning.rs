//! Whether a part earns from nothing or loses from its points.

use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::headers;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Act;
use crate::syntax::tree::ActKind;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Verb;

/// The first place that earns and the first that loses.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Directions {
    /// 得.
    pub(super) earns: Option<Span>,
    /// 扣.
    pub(super) loses: Option<Span>,
}

/// Decides for every part; reports those that both earn and lose without saying from where they start.
pub(super) fn check(cx: &mut Check<'_>) {
    let nodes = cx.nodes.clone();
    for (id, node) in (0..).map(PartId).zip(nodes) {
        let directions = of_part(node);
        let from_zero = headers::from_zero(node);
        if let (Some(earns), Some(loses), false) = (directions.earns, directions.loses, from_zero) {
            cx.report(problem::points::earns_and_loses(node.id.span, earns, loses));
        }
        let starts_full = node.points.is_some() && node.children.is_empty() && !from_zero;
        if starts_full && directions.earns.is_none() && loses_nothing(node) {
            cx.report(problem::points::never_loses(node.id.span, &headers::short(cx.said(node.span))));
        }
        if let Some(part) = cx.parts.get_mut(id.0 as usize) {
            part.earns = directions.earns.is_some() || from_zero;
        }
    }
}

/// The directions of the rows of a 逐.
pub(super) fn of_rows(node: &tree::RowsAct) -> Directions {
    let mut directions = Directions::default();
    let acts = node.body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Act(act) => Some(act),
        _ => None,
    });
    acts.for_each(|act| visit(act, &mut directions));
    directions
}

/// The directions of a part: its own acts, and those of parts below it that have no points of their own.
pub(super) fn of_part(node: &tree::Part) -> Directions {
    let mut directions = Directions::default();
    let mut waiting = vec![node];
    while let Some(part) = waiting.pop() {
        for statement in &part.body {
            if let StatementKind::Act(act) = &statement.kind {
                visit(act, &mut directions);
            }
        }
        if part.points.is_some() || !std::ptr::eq(part, node) || node.points.is_some() {
            waiting.extend(part.children.iter().rev().filter(|child| child.points.is_none()));
        }
    }
    directions
}

/// Whether anything in a part or below it loses points.
pub(super) fn loses_anywhere(node: &tree::Part) -> bool {
    let mut waiting = vec![node];
    while let Some(part) = waiting.pop() {
        let mut acts = part.body.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Act(act) => Some(act),
            _ => None,
        });
        if acts.any(|act| some(act, &|verb| matches!(verb, None | Some(Verb::Deduct)))) {
            return true;
        }
        waiting.extend(&part.children);
    }
    false
}

/// Whether an act moves an amount.
pub(super) fn has_amount(act: &Act) -> bool {
    some(act, &|_| true)
}

/// Whether some amount in an act is of a sort: its verb, or none for 待定.
fn some(act: &Act, sort: &dyn Fn(Option<&Verb>) -> bool) -> bool {
    let mut waiting = vec![act];
    while let Some(act) = waiting.pop() {
        let found = match &act.kind {
            ActKind::Amount(verb, _) => sort(Some(verb)),
            ActKind::Items(items) => sort(Some(&items.verb)),
            ActKind::Pending(_) => sort(None),
            _ => false,
        };
        if found {
            return true;
        }
        waiting.extend(inside(act));
    }
    false
}

/// Whether a part acts, and nothing that it does can move its score: 若 好 得满分, with nothing for the rest.
fn loses_nothing(node: &tree::Part) -> bool {
    let own = node.body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Act(act) => Some(act),
        _ => None,
    });
    let mut waiting: Vec<&Act> = own.collect();
    let acts = !waiting.is_empty();
    while let Some(act) = waiting.pop() {
        let within = inside(act);
        if within.is_empty() && !moves_nothing(act) {
            return false;
        }
        waiting.extend(within);
    }
    acts
}

fn moves_nothing(act: &Act) -> bool {
    match &act.kind {
        ActKind::FullPoints => true,
        ActKind::Amount(Verb::Deduct, amount) => {
            matches!(&amount.kind, tree::ExprKind::Number(number) if number.digits == "0")
        }
        _ => false,
    }
}

fn visit(act: &Act, found: &mut Directions) {
    let mut waiting = vec![act];
    while let Some(act) = waiting.pop() {
        let verb = match &act.kind {
            ActKind::Amount(verb, _) => Some(verb),
            ActKind::Items(items) => Some(&items.verb),
            _ => None,
        };
        match verb {
            Some(Verb::Earn) => found.earns = found.earns.or(Some(act.span)),
            Some(Verb::Deduct) => found.loses = found.loses.or(Some(act.span)),
            _ => {}
        }
        waiting.extend(inside(act));
    }
}

/// The acts directly inside another.
fn inside(act: &Act) -> Vec<&Act> {
    match &act.kind {
        ActKind::Require(_, otherwise) => otherwise.iter().map(|act| &**act).collect(),
        ActKind::Group(acts) | ActKind::Heaviest(acts) => acts.iter().collect(),
        ActKind::Chain(branches, last) => {
            branches.iter().map(|branch| &branch.then).chain(last.iter().map(|act| &**act)).collect()
        }
        ActKind::Bands(_, rows) => rows.iter().map(|row| &row.then).collect(),
        ActKind::Each(each) => vec![&each.then],
        ActKind::Steps(steps) => vec![&steps.then],
        ActKind::Rows(rows) => {
            let acts = rows.body.iter().filter_map(|statement| match &statement.kind {
                StatementKind::Act(act) => Some(act),
                _ => None,
            });
            acts.collect()
        }
        _ => Vec::new(),
    }
}
