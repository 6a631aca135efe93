//! Facts: their kinds, units, precisions and ranges, and the fields of records.

use std::collections::BTreeMap;

use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Inside;
use crate::model::fact::Judged;
use crate::model::fact::JudgedBand;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::model::fact::Records;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::names::PlacedFact;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::taken_as;
use crate::model::from_syntax::units;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::unit::Unit;
use crate::words;

/// Reads every declaration, in file order.
pub(super) fn check<'t>(cx: &mut Check<'t>, facts: &[PlacedFact<'t>]) {
    for (fact, part) in facts {
        let checked = one(cx, fact, *part);
        cx.facts.push(checked);
    }
    lists_inside(cx);
}

/// Gives the lists inside other lists their ids, those further out first.
fn lists_inside(cx: &mut Check<'_>) {
    let mut list = FactId(0);
    while let Some(node) = cx.fact_nodes.get(list.0 as usize).copied() {
        for (field, node) in (0..).map(FieldId).zip(fields_of(node)) {
            if matches!(node.kind, tree::Kind::Records { .. }) {
                cx.inner.push(Inside { list, field });
                cx.fact_nodes.push(node);
                check_shadows(cx, list, node);
            }
        }
        list = FactId(list.0.saturating_add(1));
    }
}

/// Reports names in the rows of a list that stand for something else in a row around them.
fn check_shadows(cx: &mut Check<'_>, outer: FactId, inner: &tree::Fact) {
    let around = std::iter::successors(Some(outer), |list| cx.outer(*list));
    let nodes = around.filter_map(|list| cx.fact_nodes.get(list.0 as usize).copied());
    let known: BTreeMap<&str, Span> =
        nodes.flat_map(row_names).map(|name| (name.text.as_str(), name.span)).collect();
    for name in row_names(inner) {
        if let Some(first) = known.get(name.text.as_str()) {
            cx.report(problem::rows::shadows(name.span, &name.text, *first));
        }
    }
}

fn statements(list: &tree::Fact) -> &[tree::Statement] {
    match &list.kind {
        tree::Kind::Records { fields, .. } => fields,
        _ => &[],
    }
}

fn fields_of(list: &tree::Fact) -> impl Iterator<Item = &tree::Fact> {
    statements(list).iter().filter_map(|statement| match &statement.kind {
        StatementKind::Fact(field) => Some(field),
        _ => None,
    })
}

/// The names of the fields and derived values of the rows of a list.
fn row_names(list: &tree::Fact) -> impl Iterator<Item = &Spelled> {
    statements(list).iter().filter_map(|statement| match &statement.kind {
        StatementKind::Fact(field) => Some(&field.name),
        StatementKind::Let(derived) => Some(&derived.name),
        _ => None,
    })
}

fn one<'t>(cx: &mut Check<'t>, fact: &'t tree::Fact, part: PartId) -> Fact {
    let scope = Scope::of(part);
    let mut checked = Fact {
        name: fact.name.text.clone(),
        kind: kind(cx, &scope, fact),
        may_be_inapplicable: fact.may_be_inapplicable,
        external: fact.external,
        taken_as: None,
        hint: fact.hint.as_ref().map(|hint| hint.text.clone()),
        part,
        span: fact.span,
    };
    let taken_as = fact.taken_as.as_ref();
    checked.taken_as = taken_as.and_then(|written| taken_as::check(cx, &scope, &checked, written));
    checked
}

fn kind<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, fact: &'t tree::Fact) -> Kind {
    match &fact.kind {
        tree::Kind::YesNo => Kind::YesNo,
        tree::Kind::Count { unit, range } => Kind::Number(counted(cx, scope, unit.as_ref(), range.as_ref())),
        tree::Kind::Quantity { unit, precision, range } => {
            let unit = unit.as_ref().and_then(|unit| units::declared(cx, unit)).unwrap_or_else(Unit::none);
            let (precision, range) = (precision.as_ref(), range.as_ref());
            Kind::Number(measured(cx, scope, NumberClass::Quantity, unit, precision, range))
        }
        tree::Kind::Ratio { scale, precision, range } => {
            let unit = scale.as_ref().map_or(Some(Unit::percent()), |scale| share(cx, scale));
            let unit = unit.unwrap_or_else(Unit::percent);
            Kind::Number(measured(cx, scope, NumberClass::Ratio, unit, precision.as_ref(), range.as_ref()))
        }
        tree::Kind::Level(names) => Kind::Level(distinct(cx, names)),
        tree::Kind::Choice(names) => Kind::Choice(distinct(cx, names)),
        tree::Kind::Items(names) => Kind::Items(distinct(cx, names)),
        tree::Kind::Date => Kind::Date,
        tree::Kind::Time => Kind::Time,
        tree::Kind::Text => Kind::Text,
        tree::Kind::Judged { out_of, bands, precision } => {
            Kind::Judged(judged(cx, scope, &fact.name, out_of.as_ref(), bands, precision.as_ref()))
        }
        tree::Kind::Records { expected, key, fields } => {
            Kind::Records(records(cx, scope.part, expected.as_ref(), key.as_ref(), fields))
        }
    }
}

fn counted<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    unit: Option<&'t Spelled>,
    range: Option<&'t tree::Range>,
) -> NumberKind {
    let unit = unit.and_then(|unit| units::declared(cx, unit)).unwrap_or_else(Unit::none);
    let ends = range.and_then(|range| constants::range(cx, scope, range, &unit));
    if let (Some(range), Some((low, _))) = (range, ends)
        && low.sign() < 0
    {
        let said = cx.said(range.low.span).to_owned();
        let wanted = words!("不小于零", "zero or more");
        cx.report(problem::kinds::out_of_range(range.low.span, &said, &wanted));
    }
    NumberKind {
        class: NumberClass::Count,
        precision: Some(unit.factor()),
        unit,
        low: Some(ends.map_or(Exact::ZERO, |(low, _)| low)),
        high: ends.map(|(_, high)| high),
    }
}

fn measured<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    class: NumberClass,
    unit: Unit,
    precision: Option<&'t tree::Expr>,
    range: Option<&'t tree::Range>,
) -> NumberKind {
    let precision = precision.and_then(|precision| grid(cx, scope, precision, &unit));
    let ends = range.and_then(|range| constants::range(cx, scope, range, &unit));
    // A percentage without a range is a share of a whole; a rate such as /10万 is only never negative.
    let ratio = class == NumberClass::Ratio;
    let share = ratio && unit.name() == "%";
    NumberKind {
        class,
        unit,
        precision,
        low: ends.map(|(low, _)| low).or(ratio.then_some(Exact::ZERO)),
        high: ends.map(|(_, high)| high).or(share.then_some(Exact::ONE)),
    }
}

fn grid<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr, unit: &Unit) -> Option<Exact> {
    let precision = constants::in_unit(cx, scope, expr, unit)?;
    if precision.sign() > 0 {
        return Some(precision);
    }
    let said = cx.said(expr.span).to_owned();
    cx.report(problem::kinds::out_of_range(expr.span, &said, &words!("大于零", "above zero")));
    None
}

fn share(cx: &mut Check<'_>, scale: &Spelled) -> Option<Unit> {
    let unit = units::declared(cx, scale)?;
    if unit.is_share() {
        return Some(unit);
    }
    let said = &scale.text;
    cx.report(problem::kinds::unit_wanted(scale.span, said, &unit, &Unit::percent(), None));
    None
}

fn judged<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    fact: &Spelled,
    out_of: Option<&'t tree::Expr>,
    bands: &'t [tree::JudgedBand],
    precision: Option<&'t tree::Expr>,
) -> Judged {
    let points = Unit::points();
    if bands.is_empty() && out_of.is_none() {
        cx.report(problem::places::range_needed(fact.span, &fact.text));
    }
    let out_of = out_of.and_then(|out_of| grid(cx, scope, out_of, &points));
    let precision = precision.and_then(|precision| grid(cx, scope, precision, &points));
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut checked = Vec::new();
    for band in bands {
        if let Some(name) = &band.name
            && let Some(first) = seen.insert(&name.text, name.span)
        {
            cx.report(problem::names::twice(name.span, &name.text, first));
        }
        let Some((low, high)) = constants::range(cx, scope, &band.range, &points) else { continue };
        checked.push(JudgedBand { name: band.name.as_ref().map(|name| name.text.clone()), low, high });
    }
    // 评 折 10分制 says by itself from where to where.
    if let (true, Some(high)) = (bands.is_empty(), out_of) {
        checked.push(JudgedBand { name: None, low: Exact::ZERO, high });
    }
    Judged { bands: checked, out_of, precision: precision.unwrap_or(Exact::ONE) }
}

/// Rows that are expected are kept whether they were recorded or not, so their number is bounded.
const MOST_ROWS: u32 = 100_000;

fn records<'t>(
    cx: &mut Check<'t>,
    part: PartId,
    expected: Option<&'t tree::Expr>,
    key: Option<&Spelled>,
    statements: &'t [tree::Statement],
) -> Records {
    let expected = expected.and_then(|expected| constants::whole(cx, expected, MOST_ROWS));
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let mut fields = Vec::new();
    for statement in statements {
        let name = match &statement.kind {
            StatementKind::Fact(fact) => {
                let field = one(cx, fact, part);
                if matches!(field.kind, Kind::Items(_)) {
                    cx.report(problem::rows::items_in_rows(fact.span, &field.name));
                }
                fields.push(field);
                &fact.name
            }
            StatementKind::Let(node) => &node.name,
            _ => {
                cx.report(problem::places::not_here(statement.span));
                continue;
            }
        };
        match seen.get(name.text.as_str()) {
            Some(first) => cx.report(problem::names::twice(name.span, &name.text, *first)),
            None => drop(seen.insert(&name.text, name.span)),
        }
    }
    let key = key.and_then(|key| {
        let at = fields.iter().position(|field: &Fact| field.name == key.text);
        if at.is_none() {
            let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
            let near = crate::diagnostic::suggestion::nearest(&key.text, names);
            cx.report(problem::names::unknown(key.span, &key.text, near));
        }
        at.map(|at| FieldId(count(at)))
    });
    Records { expected, key, fields, lets: Vec::new() }
}

fn distinct(cx: &mut Check<'_>, names: &[Spelled]) -> Vec<String> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for name in names {
        match seen.get(name.text.as_str()) {
            Some(first) => cx.report(problem::names::twice(name.span, &name.text, *first)),
            None => drop(seen.insert(&name.text, name.span)),
        }
    }
    names.iter().map(|name| name.text.clone()).collect()
}
