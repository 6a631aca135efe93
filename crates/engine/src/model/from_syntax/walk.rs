//! Going through the expressions of a tree.

use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::NoValue;
use crate::syntax::tree::Pattern;
use crate::syntax::tree::PatternKind;
use crate::syntax::tree::Window;

/// Every name that an expression mentions.
pub(super) fn names(expr: &Expr) -> Vec<&str> {
    let mut found = Vec::new();
    let mut waiting = vec![expr];
    while let Some(expr) = waiting.pop() {
        match &expr.kind {
            ExprKind::Name(name) => found.push(name.as_str()),
            ExprKind::Grouped(list, _) => found.push(list.text.as_str()),
            ExprKind::Listed(_, list) => found.push(list.text.as_str()),
            _ => {}
        }
        waiting.extend(parts(expr));
    }
    found
}

/// Whether an expression asks nothing of other units.
pub(super) fn is_own(expr: &Expr) -> bool {
    let mut waiting = vec![expr];
    while let Some(expr) = waiting.pop() {
        if matches!(expr.kind, ExprKind::Rank(_) | ExprKind::Batch(_)) {
            return false;
        }
        waiting.extend(parts(expr));
    }
    true
}

/// How many expressions stand inside one another.
pub(super) fn depth(expr: &Expr) -> usize {
    let mut deepest = 0;
    let mut waiting = vec![(expr, 1)];
    while let Some((expr, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(parts(expr).into_iter().map(|part| (part, depth + 1)));
    }
    deepest
}

/// The expressions directly inside another.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Number(_)
        | ExprKind::Date(_)
        | ExprKind::Time(_)
        | ExprKind::Truth(_)
        | ExprKind::Text(_)
        | ExprKind::Name(_)
        | ExprKind::PartResult(..)
        | ExprKind::Special(_)
        | ExprKind::Grouped(..) => Vec::new(),
        ExprKind::Not(inner)
        | ExprKind::Negative(inner)
        | ExprKind::Applies(inner)
        | ExprKind::Listed(inner, _)
        | ExprKind::Item(inner, ..) => vec![inner],
        ExprKind::All(parts) | ExprKind::Any(parts) | ExprKind::Call(_, parts) => parts.iter().collect(),
        ExprKind::Sum(terms) | ExprKind::Product(terms) => terms.iter().map(|(_, term)| term).collect(),
        ExprKind::Compare(_, a, b) => vec![a, b],
        ExprKind::OneOf(a, choices) => std::iter::once(&**a).chain(choices).collect(),
        ExprKind::Within(a, b, c) => vec![a, b, c],
        ExprKind::Rank(ranking) => {
            let keys = ranking.then.iter().map(|key| &key.of);
            std::iter::once(&ranking.of).chain(&ranking.same).chain(keys).collect()
        }
        ExprKind::Batch(same) => same.iter().collect(),
        ExprKind::During(a, window) => std::iter::once(&**a).chain(of_window(window)).collect(),
        ExprKind::Round(a, _, step) => std::iter::once(&**a).chain(step.as_deref()).collect(),
        ExprKind::If(branches, last) => {
            branches.iter().flat_map(|(when, then)| [when, then]).chain([&**last]).collect()
        }
        ExprKind::Bands(keys, rows) => {
            let patterns = rows.iter().flat_map(|row| row.patterns.iter().flatten()).flat_map(pattern);
            keys.iter().chain(rows.iter().map(|row| &row.then)).chain(patterns).collect()
        }
        ExprKind::OrElse(a, NoValue::Value(b)) => vec![a, b],
        ExprKind::OrElse(a, NoValue::NotApplicable(_)) => vec![a],
    }
}

fn of_window(window: &Window) -> Vec<&Expr> {
    match window {
        Window::Last { length, until, .. } => std::iter::once(&**length).chain(until.as_deref()).collect(),
        Window::Same(_, of) => vec![of],
        Window::This(_) | Window::Yearly(_) => Vec::new(),
    }
}

fn pattern(pattern: &Pattern) -> Vec<&Expr> {
    match &pattern.kind {
        PatternKind::Compared(_, a) | PatternKind::Value(a) => vec![a],
        PatternKind::FromBelow(a, b) | PatternKind::Within(a, b) => vec![a, b],
        PatternKind::Any => Vec::new(),
    }
}
