//! Statements that declare, and examples.

use crate::syntax::show::act::act;
use crate::syntax::show::act::factor;
use crate::syntax::show::act::limited;
use crate::syntax::show::expression::expression;
use crate::syntax::show::expression::range;
use crate::syntax::show::maybe_text;
use crate::syntax::show::named;
use crate::syntax::show::names;
use crate::syntax::show::node;
use crate::syntax::tree::Account;
use crate::syntax::tree::Cell;
use crate::syntax::tree::Column;
use crate::syntax::tree::Example;
use crate::syntax::tree::Expectation;
use crate::syntax::tree::Expected;
use crate::syntax::tree::Fact;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Kind;
use crate::syntax::tree::Source;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Subject;
use crate::syntax::tree::Table;
use crate::syntax::tree::UnitLine;
use crate::syntax::tree::UnitSays;
use crate::syntax::tree::Verdict;

/// Any statement.
pub(super) fn statement(kind: &StatementKind) -> String {
    match kind {
        StatementKind::Id(id) => named("id", [id.text.clone()]),
        StatementKind::Extends(base) => named("extends", [base.text.clone()]),
        StatementKind::Level(level) => named("level", [level.text.clone()]),
        StatementKind::InForce(day) => named("in_force", [day.to_string()]),
        StatementKind::Until(day) => named("until", [day.to_string()]),
        StatementKind::FullMarks(points) => named("full", [expression(points)]),
        StatementKind::Unrounded => "(round none)".to_owned(),
        StatementKind::Round(rounding, step) => named("round", [format!("{rounding:?}"), expression(step)]),
        StatementKind::Gaps(policy) => named("gaps", [policy.text.clone()]),
        StatementKind::Source(shown) => source(shown),
        StatementKind::Departments(list) => named("departments", names(list)),
        StatementKind::Applies(condition) => named("applies", [expression(condition)]),
        StatementKind::FromZero => named("from_zero", []),
        StatementKind::DemotionsAddUp => named("demotions_add_up", []),
        StatementKind::BelowZero(floor) => named("below_zero", floor.iter().map(expression)),
        StatementKind::AboveFull => named("above_full", []),
        StatementKind::ScaledFrom(points) => named("scaled_from", [expression(points)]),
        StatementKind::RollUp(roll_up) => {
            let of = roll_up.of.map(|of| format!("{of:?}"));
            named("roll_up", [format!("{:?}", roll_up.fold)].into_iter().chain(of))
        }
        StatementKind::Account(shown) => account(shown),
        StatementKind::Parameter(parameter) => {
            let value = |(value, since): &(_, Option<crate::date::Date>)| {
                node([expression(value)].into_iter().chain(since.map(|day| day.to_string())))
            };
            let values = parameter.values.iter().map(value);
            let amends = parameter.amends.then(|| "amend".to_owned());
            named("parameter", amends.into_iter().chain([parameter.name.text.clone()]).chain(values))
        }
        StatementKind::Fact(shown) => fact(shown),
        StatementKind::Let(derived) => named("let", [derived.name.text.clone(), expression(&derived.value)]),
        StatementKind::Verdict(shown) => verdict(shown),
        StatementKind::Delete(deletion) => {
            let what = format!("{:?}", deletion.what).to_lowercase();
            let name = deletion.name.as_ref().map(|name| name.text.clone());
            let reason = format!("{:?}", deletion.reason.text);
            named("delete", [what].into_iter().chain(name).chain([reason]))
        }
        StatementKind::Example(shown) => example(shown),
        StatementKind::Factor(shown) => factor(shown),
        StatementKind::Act(shown) => named("act", [act(shown)]),
    }
}

fn account(account: &Account) -> String {
    let mut fields = vec![account.name.text.clone(), account.unit.text.clone()];
    fields.extend(account.signed.then(|| "signed".to_owned()));
    fields.extend(account.computed.as_ref().map(|value| named("computed", [expression(value)])));
    account.limits.iter().fold(named("account", fields), |text, limit| limited(limit, text))
}

fn source(source: &Source) -> String {
    let mut fields: Vec<String> = source.key.iter().map(|key| named("key", [key.text.clone()])).collect();
    fields.push(format!("{:?}", source.title.text));
    fields.extend(source.place.as_ref().map(|place| named("place", [place.text.clone()])));
    fields.extend(source.status.as_ref().map(|status| status.text.clone()));
    named(if source.of_clause { "basis" } else { "source" }, fields)
}

fn fact(fact: &Fact) -> String {
    let mut fields = vec![fact.name.text.clone(), kind(&fact.kind)];
    fields.extend(fact.may_be_inapplicable.then(|| "may_be_na".to_owned()));
    fields.extend(fact.external.then(|| "external".to_owned()));
    fields.extend(fact.taken_as.as_ref().map(|value| named("taken_as", [given_value(value)])));
    fields.extend(maybe_text(fact.hint.as_ref()));
    named("fact", fields)
}

fn kind(kind: &Kind) -> String {
    let precise = |precision: &Option<_>| precision.as_ref().map(|step| named("to", [expression(step)]));
    let text = |unit: &Option<crate::syntax::tree::Spelled>| unit.as_ref().map(|unit| unit.text.clone());
    match kind {
        Kind::YesNo => named("yes_no", []),
        Kind::Date => named("date", []),
        Kind::Time => named("time", []),
        Kind::Text => named("text", []),
        Kind::Count { unit, range: bounds } => {
            named("count", text(unit).into_iter().chain(bounds.as_ref().map(range)))
        }
        Kind::Quantity { unit, precision, range: bounds } => {
            let fields = text(unit).into_iter().chain(precise(precision));
            named("quantity", fields.chain(bounds.as_ref().map(range)))
        }
        Kind::Ratio { scale, precision, range: bounds } => {
            let fields = text(scale).into_iter().chain(precise(precision));
            named("ratio", fields.chain(bounds.as_ref().map(range)))
        }
        Kind::Level(list) => named("level", names(list)),
        Kind::Choice(list) => named("choice", names(list)),
        Kind::Items(list) => named("items", names(list)),
        Kind::Judged { out_of, bands, precision } => {
            let out_of = out_of.as_ref().map(|most| named("out_of", [expression(most)]));
            let bands = bands.iter().map(|band| {
                let name = band.name.as_ref().map(|name| name.text.clone());
                node(name.into_iter().chain([range(&band.range)]))
            });
            named("judged", out_of.into_iter().chain(bands).chain(precise(precision)))
        }
        Kind::Records { expected, key, fields } => {
            let expected = expected.as_ref().map(|count| named("expected", [expression(count)]));
            let key = key.as_ref().map(|key| named("by", [key.text.clone()]));
            let fields = fields.iter().map(|field| statement(&field.kind));
            named("records", expected.into_iter().chain(key).chain(fields))
        }
    }
}

fn verdict(verdict: &Verdict) -> String {
    let mut fields: Vec<String> = Vec::new();
    fields.extend(verdict.amends.then(|| "amend".to_owned()));
    fields.extend(verdict.name.iter().map(|name| name.text.clone()));
    fields.push(node(names(&verdict.grades)));
    fields.extend(verdict.passing.as_ref().map(|grade| named("passing", [grade.text.clone()])));
    fields.extend(verdict.rules.iter().map(|rule| {
        let when = rule.when.as_ref().map_or_else(|| "else".to_owned(), expression);
        node([rule.grade.text.clone(), when])
    }));
    named("verdict", fields)
}

fn example(example: &Example) -> String {
    let given = named("given", example.given.iter().map(self::given));
    let expected = named("expect", example.expected.iter().map(expectation));
    let units = example.units.iter().map(unit_line);
    let table = example.table.iter().map(table);
    let fields = [format!("{:?}", example.name.text), given, expected];
    named("example", fields.into_iter().chain(units).chain(table))
}

fn table(table: &Table) -> String {
    let column = |column: &Column| match column {
        Column::Fact(fact) => fact.text.clone(),
        Column::AssessmentDate(_) => "<assessment_date>".to_owned(),
        Column::Expected(of, _) => named("expect", [subject(of)]),
    };
    let cell = |cell: &Cell| match cell {
        Cell::Given(given) => self::given(given),
        Cell::NotObserved(_) => "<not_observed>".to_owned(),
        Cell::Expected(expected) => expectation(expected),
        Cell::Nothing(_) => "<nothing>".to_owned(),
    };
    let columns = named("columns", table.columns.iter().map(column));
    let rows = table
        .rows
        .iter()
        .map(|row| named("row", row.cells.iter().map(cell).chain(maybe_text(row.label.as_ref()))));
    named("table", [columns].into_iter().chain(rows))
}

fn unit_line(line: &UnitLine) -> String {
    let says = match &line.says {
        UnitSays::Given(given) => named("given", given.iter().map(self::given)),
        UnitSays::Expected(expected) => named("expect", expected.iter().map(expectation)),
    };
    named("unit", [line.unit.text.clone(), says])
}

fn given(shown: &Given) -> String {
    if let GivenValue::AssessmentDate(day) = &shown.value {
        return named("assessment_date", [expression(day)]);
    }
    node([shown.fact.text.clone(), given_value(&shown.value)])
}

fn given_value(value: &GivenValue) -> String {
    match value {
        GivenValue::Value(value) | GivenValue::AssessmentDate(value) => expression(value),
        GivenValue::Judged(band, number, _) => named("judged", [band.text.clone(), expression(number)]),
        GivenValue::Disputed(values, _) => named("disputed", values.iter().map(given_value)),
        GivenValue::NotApplicable(_) => "<na>".to_owned(),
        GivenValue::Items(items, _) => named("items", names(items)),
        GivenValue::Rows(rows, _) => named("rows", rows.iter().map(|row| node(row.iter().map(given)))),
    }
}

fn expectation(expectation: &Expectation) -> String {
    let expected = match &expectation.expected {
        Expected::Loses(low, high) => named("loses", [low].into_iter().chain(high).map(expression)),
        Expected::Scores(low, high) => named("scores", [low].into_iter().chain(high).map(expression)),
        Expected::Books(account, low, high) => {
            let ends = [low].into_iter().chain(high).map(expression);
            named("books", [account.text.clone()].into_iter().chain(ends))
        }
        Expected::AtLeast(low) => named("at_least", [expression(low)]),
        Expected::Adds(low, high) => named("adds", [low].into_iter().chain(high).map(expression)),
        Expected::Finding(word) => word.text.clone(),
        Expected::Grades(grades) => {
            grades.iter().map(|grade| grade.text.as_str()).collect::<Vec<_>>().join(" | ")
        }
    };
    node([subject(&expectation.subject), expected])
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Total => "<total>".to_owned(),
        Subject::Verdict => "<verdict>".to_owned(),
        Subject::Named(named) => self::named("named", [named.text.clone()]),
        Subject::Part(rank, id) => node([format!("{rank:?}").to_lowercase(), id.text.clone()]),
    }
}
