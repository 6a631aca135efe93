//! Accounts (账): their units, what may be booked to them, and what they are worked out from.

use std::collections::BTreeSet;

use crate::diagnostic::suggestion::nearest;
use crate::model::account::Account;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::from_syntax::acts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::units;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Trailing;
use crate::unit::Unit;

/// An account while its standard is checked.
pub(super) struct AccountEntry<'t> {
    /// Its declaration.
    pub(super) node: &'t tree::Account,
    /// The statement's place.
    pub(super) span: Span,
    /// The unit of its amounts, once read.
    pub(super) unit: Unit,
    /// Whether some clause books to it.
    pub(super) booked: bool,
}

/// Reads the unit of every account; its counting words may be used from then on.
pub(super) fn read_units(cx: &mut Check<'_>) {
    for at in 0..cx.accounts.len() {
        let Some(node) = cx.accounts.get(at).map(|entry| entry.node) else { continue };
        let unit = units::declared(cx, &node.unit);
        if let (Some(entry), Some(unit)) = (cx.accounts.get_mut(at), unit) {
            entry.unit = unit;
        }
    }
}

/// The account of a name; reports a name that is none.
pub(super) fn named(cx: &mut Check<'_>, name: &Spelled) -> Option<AccountId> {
    if let Some((Named::Account(id), _)) = cx.names.get(&name.text) {
        return Some(*id);
    }
    let known = cx.accounts.iter().map(|entry| entry.node.name.text.as_str());
    let near = nearest(&name.text, known).map(str::to_owned);
    cx.report(problem::accounts::unknown(name.span, &name.text, near.as_deref()));
    None
}

/// Whether a name is that of an account.
pub(super) fn is_named(cx: &Check<'_>, name: &Spelled) -> bool {
    matches!(cx.names.get(&name.text), Some((Named::Account(_), _)))
}

/// Where an amount goes. An account that does not exist was reported: its amounts go nowhere that matters.
pub(super) fn verb(cx: &mut Check<'_>, verb: &tree::Verb) -> Verb {
    match verb {
        tree::Verb::Deduct => Verb::Deduct,
        tree::Verb::Earn => Verb::Earn,
        tree::Verb::Bonus => Verb::Bonus,
        tree::Verb::Book(name) => match named(cx, name) {
            Some(id) => book(cx, id, name),
            None => Verb::Bonus,
        },
    }
}

fn book(cx: &mut Check<'_>, id: AccountId, name: &Spelled) -> Verb {
    let entry = cx.accounts.get_mut(id.0 as usize);
    let computed = entry.and_then(|entry| {
        entry.booked = true;
        entry.node.computed.as_ref().map(|_| entry.node.name.span)
    });
    if let Some(declared) = computed {
        cx.report(problem::accounts::computed(name.span, &name.text, declared));
    }
    Verb::Book(id)
}

/// The unit of the amounts of a verb.
pub(super) fn unit_of(cx: &Check<'_>, verb: Verb) -> Unit {
    match verb {
        Verb::Book(id) => unit(cx, id),
        Verb::Deduct | Verb::Earn | Verb::Bonus => Unit::points(),
    }
}

/// The unit of an account.
pub(super) fn unit(cx: &Check<'_>, id: AccountId) -> Unit {
    cx.accounts.get(id.0 as usize).map_or_else(Unit::none, |entry| entry.unit.clone())
}

/// Whether an account takes negative amounts.
pub(super) fn is_signed(cx: &Check<'_>, id: AccountId) -> bool {
    cx.accounts.get(id.0 as usize).is_some_and(|entry| entry.node.signed)
}

/// Reports an amount that an account never takes.
pub(super) fn check_amount(cx: &mut Check<'_>, scope: &Scope<'_>, id: AccountId, amount: &Expr, span: Span) {
    let high = domain::of(cx, scope.list, amount).high;
    if !is_signed(cx, id) && high.is_some_and(|high| high.sign() < 0) {
        let said = cx.said(span).to_owned();
        let declared = cx.accounts.get(id.0 as usize).map(|entry| (entry.node.name.text.clone(), entry.span));
        let (name, declared) = declared.unwrap_or_default();
        cx.report(problem::accounts::negative(span, &said, &name, declared));
    }
}

/// The unit of the limits of an act. One limit holds amounts of one kind, and the heaviest is found among such; what
/// moves several kinds has no unit.
pub(super) fn check_kinds(cx: &mut Check<'_>, act: &Act, node: &tree::Act) -> Option<Unit> {
    if node.trailing.is_empty() && !matches!(act.kind, ActKind::Heaviest(_)) {
        return None; // nothing is held together
    }
    let verbs = act.verbs().into_iter();
    let purses: BTreeSet<Option<AccountId>> = verbs.map(Verb::account).collect();
    let limit = node.trailing.iter().find_map(|limit| match limit {
        Trailing::AtMost(amount) | Trailing::AtLeast(amount) => Some(amount.span),
        Trailing::Factor(_) => None,
    });
    if purses.len() <= 1 {
        return Some(act.account().map_or_else(Unit::points, |id| unit(cx, id)));
    }
    match limit {
        _ if matches!(act.kind, ActKind::Heaviest(_)) => cx.report(problem::accounts::weighed(act.span)),
        Some(limit) => cx.report(problem::accounts::limited(limit)),
        None => {}
    }
    None
}

/// An account in an expression: of a verdict, or of an account declared after it.
pub(super) fn read(cx: &mut Check<'_>, scope: &Scope<'_>, id: AccountId, said: &str, span: Span) -> Typed {
    match scope.place {
        Place::Part | Place::Graded => {
            cx.report(problem::accounts::not_in_clause(span, said));
            return Typed::unknown();
        }
        Place::Account(at) if id >= at => {
            let declared = cx.accounts.get(id.0 as usize).map(|entry| entry.span).unwrap_or_default();
            cx.report(problem::accounts::not_before(span, said, declared));
            return Typed::unknown();
        }
        Place::Account(_) | Place::Verdict | Place::EachPart => {}
    }
    Typed::new(Expr::Account(id), Type::Number(unit(cx, id), Loose::Fixed))
}

/// Checks what accounts are held to and worked out from, once the clauses are read.
pub(super) fn finish(cx: &mut Check<'_>) -> Vec<Account> {
    let mut accounts = Vec::new();
    for at in 0..cx.accounts.len() {
        let Some((node, span, unit, booked)) =
            cx.accounts.get(at).map(|entry| (entry.node, entry.span, entry.unit.clone(), entry.booked))
        else {
            continue;
        };
        let scope = Scope::of(PartId(0)).at(Place::Account(AccountId(count(at))));
        let limits = node.limits.iter().map(|limit| acts::limit_of(cx, &scope, limit, Some(&unit))).collect();
        let computed = node.computed.as_ref().map(|value| expressions::amount_in(cx, &scope, value, &unit));
        if computed.is_none() && !booked {
            cx.report(problem::accounts::never_booked(node.name.span, &node.name.text));
        }
        let name = node.name.text.clone();
        accounts.push(Account { name, unit, signed: node.signed, limits, computed, span });
    }
    accounts
}
