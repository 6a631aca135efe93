//! Names and the words with a meaning of their own, as expressions.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::OutcomeNumber;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::divisors;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::lets;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Meaning;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::part_results;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::verdicts;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Special;
use crate::unit::Unit;
use crate::words;

/// The points that 满分 stands for in a part: its own, or for an item without any those of the part above.
pub(super) fn points_of(cx: &Check<'_>, part: PartId) -> Option<Exact> {
    let found = cx.part(part)?;
    match found.rank {
        Rank::Item => found.table().or_else(|| points_of(cx, found.parent?)),
        _ => found.table(),
    }
}

/// What a name stands for.
pub(super) fn named<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, name: &str, span: Span) -> Typed {
    if names::is_in_rows_of_group(cx, scope, name) {
        cx.report(problem::rows::not_of_group(span, name));
        // Read all the same, so that its declaration is not reported as well.
        named(cx, &Scope { key: None, ..scope.clone() }, name, span);
        return Typed::unknown();
    }
    match names::meaning(cx, scope, name) {
        Some(Meaning::Field(id)) => {
            let Some(list) = scope.list else { return Typed::unknown() };
            cx.used.insert(list);
            cx.used_fields.insert((list, id));
            let field = cx.records(list).and_then(|records| records.fields.get(id.0 as usize)).cloned();
            field.map_or_else(Typed::unknown, |field| of_fact(cx, scope, &field, Expr::Field(id), span))
        }
        Some(Meaning::RowLet(at)) => {
            let own = scope.list.and_then(|list| cx.row_lets.get(&list)).into_iter().flatten();
            let Some(entry) = own.chain(&scope.row_lets).nth(at as usize) else { return Typed::unknown() };
            let open = entry.hazards.iter().filter(|hazard| !divisors::is_guarded(scope, &hazard.names));
            let (kind, open) = (entry.kind.clone(), open.cloned().collect());
            divisors::carry(cx, open);
            Typed::new(Expr::RowLet(at), kind)
        }
        Some(Meaning::Outer) => {
            let Some(outer) = &scope.outer else { return Typed::unknown() };
            let (guards, handled) = (scope.guards.clone(), scope.handled);
            let typed = named(cx, &Scope { guards, handled, ..(**outer).clone() }, name, span);
            Typed::new(Expr::Outer(Box::new(typed.expr), name.to_owned()), typed.kind)
        }
        Some(Meaning::Global(Named::Fact(id))) => {
            cx.used.insert(id);
            let fact = cx.fact(id).cloned();
            fact.map_or_else(Typed::unknown, |fact| of_fact(cx, scope, &fact, Expr::Fact(id), span))
        }
        Some(Meaning::Global(Named::Let(id))) => lets::read(cx, scope, id, span),
        Some(Meaning::Global(Named::Parameter(id))) => {
            let kind = cx.parameters.get(id.0 as usize).map(|(_, kind)| kind.clone());
            Typed::new(Expr::Parameter(id), kind.unwrap_or(Type::Unknown))
        }
        Some(Meaning::Global(Named::Account(id))) => accounts::read(cx, scope, id, name, span),
        None => match verdicts::read(cx, scope, name, span) {
            Some(grade) => grade,
            None => {
                names::unknown(cx, scope, name, span);
                Typed::unknown()
            }
        },
    }
}

/// A fact read; one judged out of n is scaled to the points of the part.
fn of_fact(cx: &mut Check<'_>, scope: &Scope<'_>, fact: &Fact, read: Expr, span: Span) -> Typed {
    let Kind::Judged(judged) = &fact.kind else { return Typed::new(read, Type::of_fact(fact)) };
    let Some(out_of) = judged.out_of else { return Typed::new(read, Type::points()) };
    let Some(points) = points_of(cx, scope.part) else {
        cx.report(problem::places::points_needed(span, &fact.name));
        return Typed::unknown();
    };
    let factors = vec![
        (false, read),
        (true, Expr::Number(out_of, Unit::points())),
        (false, Expr::Number(points, Unit::points())),
    ];
    Typed::new(Expr::Product(factors), Type::points())
}

/// A word with a meaning of its own.
pub(super) fn of_special<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, special: Special, span: Span) -> Typed {
    let said = cx.said(span).to_owned();
    if is_taken(cx, scope, special, &said) {
        return named(cx, scope, &said, span);
    }
    let own = matches!(special, Special::Score | Special::ScoreRate | Special::Met);
    if own && scope.place == Place::Graded {
        return part_results::own(cx, scope.part, special, span);
    }
    let typed = match special {
        Special::AssessmentDate => return Typed::new(Expr::AssessmentDate, Type::Date),
        Special::FullPoints => {
            let points = points_of(cx, scope.part);
            if points.is_none() {
                cx.report(problem::places::points_needed(span, &said));
                return Typed::unknown();
            }
            let points = points.unwrap_or(Exact::ZERO);
            return Typed::new(Expr::Number(points, Unit::points()), Type::points());
        }
        Special::Total => Typed::new(Expr::Outcome(OutcomeNumber::Total), Type::points()),
        Special::Score => Typed::new(Expr::Outcome(OutcomeNumber::Score), Type::points()),
        Special::ScoreRate => {
            let kind = Type::Number(Unit::percent(), Loose::Fixed);
            Typed::new(Expr::Outcome(OutcomeNumber::ScoreRate), kind)
        }
        Special::Vetoed => Typed::new(Expr::Vetoed, Type::Truth),
        Special::Met if matches!(scope.place, Place::Verdict | Place::Account(_)) => {
            cx.report(problem::places::met_of_nothing(span));
            return Typed::unknown();
        }
        Special::Met => Typed::new(Expr::Met, Type::Truth),
        Special::Group => {
            cx.report(problem::rows::no_group(span));
            return Typed::unknown();
        }
        Special::Chapters | Special::Clauses | Special::Starred => {
            let words = words!("一组条款", "a set of parts");
            let wanted = words!("一个值", "a single value");
            cx.report(problem::kinds::wrong(span, &said, &words, &wanted, None));
            return Typed::unknown();
        }
    };
    if scope.place == Place::Graded {
        cx.report(problem::places::only_in_whole_verdict(span, &said));
        return typed;
    }
    if scope.place == Place::Part {
        cx.report(problem::places::only_in_verdict(span, &said));
        return Typed::unknown();
    }
    typed
}

/// Whether a word is the name of a field of the row at hand or, where it would mean nothing, of anything declared.
fn is_taken(cx: &Check<'_>, scope: &Scope<'_>, special: Special, said: &str) -> bool {
    let only_in_verdict = matches!(
        special,
        Special::Total | Special::Score | Special::ScoreRate | Special::Vetoed | Special::Met
    );
    match names::meaning(cx, scope, said) {
        Some(Meaning::Field(_) | Meaning::RowLet(_) | Meaning::Outer) => true,
        Some(Meaning::Global(_)) => only_in_verdict && scope.place == Place::Part,
        None => false,
    }
}

/// The list of a name, marked as read.
pub(super) fn list(cx: &mut Check<'_>, scope: &Scope<'_>, name: &str, span: Span) -> Option<FactId> {
    if names::is_in_rows_of_group(cx, scope, name) {
        cx.report(problem::rows::list_not_of_group(span, name));
        // Read all the same, so that its declaration is not reported as well.
        list(cx, &Scope { key: None, ..scope.clone() }, name, span);
        return None;
    }
    if let Some(id) = names::list(cx, scope, name) {
        cx.used.insert(id);
        return Some(id);
    }
    if names::meaning(cx, scope, name).is_none() {
        names::unknown(cx, scope, name, span);
        return None;
    }
    let declared = names::declaration(cx, scope, name).map(|declared| (declared, name));
    let found = match names::meaning(cx, scope, name) {
        Some(Meaning::Global(Named::Fact(id))) => cx.fact(id).map_or(Type::Unknown, Type::of_fact).words(),
        _ => words!("一个值", "a single value"),
    };
    let wanted = words!("名录", "a list of records");
    cx.report(problem::kinds::wrong(span, name, &found, &wanted, declared));
    None
}
