//! 评定: grades, the rules that give them, and the lowest that passes.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::diagnostic::suggestion::nearest;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::headers::Header;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::reach;
use crate::model::part::PartId;
use crate::model::verdict::Rule;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;

/// Checks every verdict of the standard; the main one comes first.
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
        verdicts.push(one(cx, verdict, statement.span));
    }
    verdicts.sort_by_key(|verdict| verdict.name.is_some());
    verdicts
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

fn one<'t>(cx: &mut Check<'t>, verdict: &'t tree::Verdict, span: Span) -> Verdict {
    let grades: Vec<String> = verdict.grades.iter().map(|grade| grade.text.clone()).collect();
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for grade in &verdict.grades {
        match seen.get(grade.text.as_str()) {
            Some(first) => cx.report(problem::names::twice(grade.span, &grade.text, *first)),
            None => drop(seen.insert(&grade.text, grade.span)),
        }
    }
    let passing = passing(cx, verdict, &grades, span);
    let rules = rules(cx, verdict, &grades);
    Verdict { name: verdict.name.as_ref().map(|name| name.text.clone()), grades, passing, rules, span }
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

fn rules<'t>(cx: &mut Check<'t>, verdict: &'t tree::Verdict, grades: &[String]) -> Vec<Rule> {
    let mut scope = Scope::of(PartId(0)).at(Place::Verdict);
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
