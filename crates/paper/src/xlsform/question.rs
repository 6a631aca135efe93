//! The questions for one fact.

use weiheng::Words;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::words;
use weiheng_tabular::submission::Asked;
use weiheng_tabular::submission::choice;

use crate::xlsform::choices::Choices;
use crate::xlsform::constraint;
use crate::xlsform::hint;
use crate::xlsform::row;
use crate::xlsform::row::Row;

/// Adds the questions for a fact of a clause with a source, asked only where `when` holds. Every question tells the
/// source in its hint, a list of items in the hint of its table.
pub(super) fn add(
    fact: &Fact,
    asked: &Asked,
    source: &Words,
    when: Option<String>,
    rows: &mut Vec<Row>,
    choices: &mut Choices,
) {
    let label = hint::label(fact);
    let told = hint::of(fact, source);
    let may_be_inapplicable = fact.may_be_inapplicable;
    let one = |rows: &mut Vec<Row>, kind: String| {
        rows.push(Row::new(kind, &asked.value, label.clone()).hinted(told.clone()).when(when.clone()));
    };
    match &fact.kind {
        Kind::YesNo => one(rows, format!("select_one {}", choices.yes_no(may_be_inapplicable))),
        Kind::Level(names) | Kind::Choice(names) => {
            let list = choices.options(&asked.value, names, may_be_inapplicable);
            one(rows, format!("select_one {list}"));
        }
        Kind::Records(_) => list(fact, asked, source, when, rows, choices),
        Kind::Items(names) => {
            let when = applicable(fact, asked, source, when, rows, choices);
            items(
                names,
                asked,
                Row::new("begin_group", &asked.value, label).hinted(told).when(when),
                rows,
                choices,
            );
        }
        Kind::Number(number) => {
            let when = applicable(fact, asked, source, when, rows, choices);
            let as_asked = constraint::number(number);
            let row = Row::new(as_asked.kind, &asked.value, label).hinted(told).when(when);
            rows.push(Row { constraint: as_asked.constraint, ..row });
        }
        Kind::Judged(judged) => {
            let when = applicable(fact, asked, source, when, rows, choices);
            if let Some(band) = &asked.band {
                let names: Vec<String> = judged.bands.iter().filter_map(|band| band.name.clone()).collect();
                let list = choices.options(band, &names, false);
                let name = &fact.name;
                let label = words!("{name}：哪一档", "{name}: which band");
                let row = Row::new(format!("select_one {list}"), band, label).hinted(source.clone());
                rows.push(row.when(when.clone()));
            }
            let as_asked = constraint::judged(judged, asked.band.as_deref());
            let row = Row::new(as_asked.kind, &asked.value, label).hinted(told).when(when);
            rows.push(Row { constraint: as_asked.constraint, ..row });
        }
        kind @ (Kind::Date | Kind::Time | Kind::Text) => {
            let when = applicable(fact, asked, source, when, rows, choices);
            let kind = match kind {
                Kind::Date => "date",
                Kind::Time => "time",
                _ => "text",
            };
            rows.push(Row::new(kind, &asked.value, label).hinted(told).when(when));
        }
    }
}

/// Asks whether the fact applies, where it may not; the condition for the questions behind that.
fn applicable(
    fact: &Fact,
    asked: &Asked,
    source: &Words,
    when: Option<String>,
    rows: &mut Vec<Row>,
    choices: &mut Choices,
) -> Option<String> {
    let Some(applies) = &asked.applies else { return when };
    let name = &fact.name;
    let label = words!("{name}：不适用？", "{name}: not applicable?");
    let told = hint::with_source(&words!("适用就空着", "leave blank where it applies"), source);
    let list = choices.inapplicable();
    rows.push(Row::new(format!("select_one {list}"), applies, label).hinted(told).when(when.clone()));
    let no = choice::inapplicable(&[]);
    row::both(when, format!("${{{applies}}} != '{no}'"))
}

/// A question for each item: one that was not looked at is left blank, which is not the same as missing.
fn items(names: &[String], asked: &Asked, group: Row, rows: &mut Vec<Row>, choices: &mut Choices) {
    rows.push(Row { appearance: "table-list", ..group });
    let list = choices.item();
    for (name, question) in names.iter().zip(&asked.items) {
        rows.push(Row::new(format!("select_one {list}"), question, Words::same(name)));
    }
    rows.push(Row::end("group"));
}

/// Whether there are any rows, and a repeat for them.
fn list(
    fact: &Fact,
    asked: &Asked,
    source: &Words,
    when: Option<String>,
    rows: &mut Vec<Row>,
    choices: &mut Choices,
) {
    let (Kind::Records(records), Some(any)) = (&fact.kind, &asked.applies) else { return };
    let name = &fact.name;
    let list = choices.some_none(fact.may_be_inapplicable);
    let label = words!("{name}：有没有", "{name}: are there any");
    rows.push(Row::new(format!("select_one {list}"), any, label).hinted(hint::of(fact, source)).when(when));
    let some = choice::SOME;
    let repeat = Row::new("begin_repeat", &asked.value, Words::same(name));
    rows.push(repeat.when(Some(format!("${{{any}}} = '{some}'"))));
    for (field, asked) in records.fields.iter().zip(&asked.fields) {
        add(field, asked, source, None, rows, choices);
    }
    let question = &asked.value;
    rows.push(Row::new("image", format!("photo_{question}"), words!("照片", "Photo")));
    rows.push(Row::new("geopoint", format!("location_{question}"), words!("位置", "Location")));
    rows.push(Row::end("repeat"));
}
