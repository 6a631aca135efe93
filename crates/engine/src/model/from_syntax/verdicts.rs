//! 评定: grades, the rules that give them, and the lowest that passes.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::diagnostic::suggestion::nearest;
use crate::model::expression::Expr;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Derivation;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::headers::Header;
use crate::model::from_syntax::kinds::Options;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::reach;
use crate::model::part::PartId;
use crate::model::verdict::Rule;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;

/// Checks every verdict of the standard; the main one comes first, and those of parts last.
pub(super) fn check<'t>(cx: &mut Check<'t>, node: &'t tree::Part) -> Vec<Verdict> {
    let mut seen: BTreeMap<Option<&str>, Span> = BTreeMap::new();
    let mut verdicts = Vec::new();
    for statement in &node.body {
        let StatementKind::Verdict(verdict) = &statement.kind else { continue };
        let name = verdict.name.as_ref().map(|name| name.text.as_str());
        match seen.get(&name) {
            Some(first) => cx.report(problem::places::header_twice(statement.span, Header::Verdict, *first)),
            None => drop(seen.insert(name, statement.span)),
        }
        let scope = Scope::of(PartId(0)).at(Place::Verdict);
        verdicts.push(one(cx, verdict, statement.span, scope));
    }
    verdicts.sort_by_key(|verdict| verdict.name.is_some());
    verdicts.extend(std::mem::take(&mut cx.graded).into_values());
    verdicts
}

/// The verdict of a part, which may look at the result of that part.
pub(super) fn of_part<'t>(
    cx: &mut Check<'t>,
    verdict: &'t tree::Verdict,
    span: Span,
    part: PartId,
) -> Verdict {
    let scope = Scope::of(part).where_it_applies(cx).at(Place::Graded);
    one(cx, verdict, span, scope)
}

/// The grade of the verdict of a part, as a value.
pub(super) fn grade_of(verdict: &Verdict) -> Typed {
    let rules = verdict.rules.iter().map(|rule| (rule.grade, rule.when.clone()));
    Typed::new(Expr::Graded(verdict.part, rules.collect()), levels(verdict.name.as_deref(), &verdict.grades))
}

/// What stands for a derived value that has a problem: the grades of a verdict are known all the same.
pub(super) fn unfinished(node: Derivation<'_>) -> Typed {
    let Derivation::Verdict(verdict, name) = node else { return Typed::unknown() };
    let grades: Vec<String> = verdict.grades.iter().map(|grade| grade.text.clone()).collect();
    Typed::new(Expr::Truth(false), levels(Some(&name.text), &grades))
}

fn levels(name: Option<&str>, grades: &[String]) -> Type {
    let fact = name.unwrap_or(MAIN.0).to_owned();
    Type::Options(Options { fact, names: grades.to_vec(), ordered: true })
}

/// What the main verdict is called where its grade is used.
const MAIN: (&str, &str) = ("结论", "verdict");

/// The grade of a verdict of the whole, where a name is that of one: for other verdicts of the whole.
pub(super) fn read(cx: &mut Check<'_>, scope: &Scope<'_>, name: &str, span: Span) -> Option<Typed> {
    let declared = declared(cx);
    let at = declared.iter().position(|verdict| is_named(verdict, name))?;
    let verdict = declared.get(at)?;
    if !matches!(scope.place, Place::Verdict | Place::EachPart) {
        let declared = verdict.grades.iter().map(|grade| grade.span).reduce(Span::to).unwrap_or(span);
        cx.report(problem::places::grade_of_whole(span, name, declared));
    }
    let grades: Vec<String> = verdict.grades.iter().map(|grade| grade.text.clone()).collect();
    let kind = levels(verdict.name.as_ref().map(|name| name.text.as_str()), &grades);
    Some(Typed::new(Expr::Grade(u16::try_from(at).ok()?), kind))
}

fn is_named(verdict: &tree::Verdict, name: &str) -> bool {
    match &verdict.name {
        Some(own) => own.text == name,
        None => [MAIN.0, MAIN.1].contains(&name),
    }
}

/// The verdicts of the whole in an order in which each comes after those at whose grades it looks. Where several wait
/// for one another that is reported, once, at the first of them.
pub(super) fn order(cx: &mut Check<'_>, verdicts: &[Verdict]) -> Vec<u16> {
    let looks: Vec<BTreeSet<u16>> = verdicts.iter().map(looked_at).collect();
    let mut order: Vec<u16> = Vec::new();
    loop {
        let ready = (0_u16..)
            .zip(&looks)
            .find(|(at, looks)| !order.contains(at) && looks.iter().all(|needed| order.contains(needed)));
        match ready {
            Some((at, _)) => order.push(at),
            None => break,
        }
    }
    if let Some(first) = (0_u16..).zip(verdicts).find(|(at, _)| !order.contains(at)).map(|(at, _)| at) {
        report_cycle(cx, verdicts, &looks, first);
    }
    order
}

/// The verdicts at whose grades one looks.
fn looked_at(verdict: &Verdict) -> BTreeSet<u16> {
    fn collect(expression: &Expr, found: &mut BTreeSet<u16>) {
        if let Expr::Grade(at) = expression {
            found.insert(*at);
        }
        expression.children(&mut |child| collect(child, found));
    }
    let mut found = BTreeSet::new();
    verdict.rules.iter().filter_map(|rule| rule.when.as_ref()).for_each(|when| collect(when, &mut found));
    found
}

fn report_cycle(cx: &mut Check<'_>, verdicts: &[Verdict], looks: &[BTreeSet<u16>], first: u16) {
    let mut path = vec![first];
    while let Some(last) = path.last().copied() {
        // Of those that are looked at one waits as well; going on from it comes back in the end.
        let waits = |at: &&u16| looks.get(usize::from(**at)).is_some_and(|looks| !looks.is_empty());
        let next = looks.get(usize::from(last)).and_then(|looks| looks.iter().find(waits)).copied();
        let Some(next) = next else { return };
        if let Some(start) = path.iter().position(|at| *at == next) {
            path.drain(..start);
            path.push(next);
            break;
        }
        path.push(next);
    }
    let name = |at: &u16| {
        let verdict = verdicts.get(usize::from(*at));
        verdict.and_then(|verdict| verdict.name.as_deref()).unwrap_or(MAIN.0)
    };
    let chain: Vec<&str> = path.iter().map(name).collect();
    let place = path.first().and_then(|at| verdicts.get(usize::from(*at))).map(|verdict| verdict.span);
    cx.report(problem::names::cycle(place.unwrap_or_default(), &chain));
}

/// The verdicts of the standard as written, the main one first.
pub(super) fn declared<'t>(cx: &Check<'t>) -> Vec<&'t tree::Verdict> {
    let root = cx.nodes.first().copied();
    let written =
        root.into_iter().flat_map(|root| &root.body).filter_map(|statement| match &statement.kind {
            StatementKind::Verdict(verdict) => Some(verdict),
            _ => None,
        });
    let mut declared: Vec<&tree::Verdict> = written.collect();
    declared.sort_by_key(|verdict| verdict.name.is_some());
    declared
}

fn one<'t>(cx: &mut Check<'t>, verdict: &'t tree::Verdict, span: Span, scope: Scope<'t>) -> Verdict {
    let grades: Vec<String> = verdict.grades.iter().map(|grade| grade.text.clone()).collect();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for grade in &verdict.grades {
        match seen.get(grade.text.as_str()) {
            Some(first) => cx.report(problem::names::twice(grade.span, &grade.text, *first)),
            None => drop(seen.insert(&grade.text, grade.span)),
        }
    }
    let passing = passing(cx, verdict, &grades, span);
    let part = scope.part;
    let rules = rules(cx, verdict, &grades, scope);
    let name = verdict.name.as_ref().map(|name| name.text.clone());
    Verdict { name, part, grades, passing, rules, span }
}

fn passing(cx: &mut Check<'_>, verdict: &tree::Verdict, grades: &[String], span: Span) -> u16 {
    if let Some(word) = &verdict.passing {
        return grade(cx, word, grades).unwrap_or_default();
    }
    if verdict.grades.len() > 2 {
        let places = verdict.grades.iter().map(|grade| grade.span);
        let place = places.reduce(Span::to).unwrap_or(span);
        let example = grades.iter().rev().nth(1).cloned().unwrap_or_default();
        cx.report(problem::points::no_passing(place, &example));
    }
    0
}

fn rules<'t>(
    cx: &mut Check<'t>,
    verdict: &'t tree::Verdict,
    grades: &[String],
    mut scope: Scope<'t>,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut given = BTreeSet::new();
    for (at, rule) in verdict.rules.iter().enumerate() {
        let position = grade(cx, &rule.grade, grades);
        given.extend(position);
        let when = rule.when.as_ref().map(|when| {
            let condition = expressions::condition(cx, &scope, when);
            scope.guards.push(when);
            condition
        });
        if rule.when.is_none() && at + 1 < verdict.rules.len() {
            cx.report(problem::points::rule_after_last(rule.span));
        }
        rules.push(Rule { grade: position.unwrap_or_default(), when, span: rule.span });
    }
    let nodes = verdict.rules.iter().filter_map(|rule| rule.when.as_ref());
    let conditions: Vec<_> =
        rules.iter().filter_map(|rule| rule.when.as_ref()).zip(nodes.map(|when| when.span)).collect();
    reach::chain(cx, &scope, &conditions, None);
    let last = verdict.rules.last();
    if let Some(last) = last.filter(|_| verdict.rules.iter().all(|rule| rule.when.is_some())) {
        cx.report(problem::points::no_last_rule(last.span));
    }
    for (position, word) in (0_u16..).zip(&verdict.grades) {
        if !given.contains(&position) {
            cx.report(problem::points::grade_never_given(word.span, &word.text));
        }
    }
    rules
}

/// The position of a grade; reports one that is not declared.
pub(super) fn grade(cx: &mut Check<'_>, word: &Spelled, grades: &[String]) -> Option<u16> {
    let at = grades.iter().position(|known| *known == word.text);
    if at.is_none() {
        let near = nearest(&word.text, grades.iter().map(String::as_str));
        cx.report(problem::names::no_option(word.span, &word.text, "评定", grades, near));
    }
    at.and_then(|at| u16::try_from(at).ok())
}
