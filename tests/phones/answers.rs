//! A unit as answers to the questions of its form.

use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng_tabular::submission::Asked;
use weiheng_tabular::submission::choice;

use crate::completions::observable::Observable;
use crate::completions::observable::Shape;
use crate::completions::unit::Recorded;

/// An answer: the name of its question, and a text or rows of answers.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// A question with its answer.
    Text(String, String),
    /// A group with the answers in it.
    Group(String, Vec<Answer>),
    /// A repeat with its rows.
    Rows(String, Vec<Vec<Answer>>),
}

/// The answers for the facts of a unit, or for the fields of a row.
pub(super) fn of(
    facts: &[Fact],
    asked: &[Asked],
    observable: &[Observable],
    row: &[Recorded],
) -> Vec<Answer> {
    let facts = facts.iter().zip(asked).zip(observable.iter().zip(row));
    facts.flat_map(|((fact, asked), (observable, recorded))| one(fact, asked, observable, recorded)).collect()
}

fn one(fact: &Fact, asked: &Asked, observable: &Observable, recorded: &Recorded) -> Vec<Answer> {
    match (recorded, &observable.shape, &fact.kind) {
        (Recorded::Unseen, ..) => Vec::new(),
        (Recorded::Value(json), _, kind) => {
            let text: String = unquoted(json);
            if fact.may_be_inapplicable && text == "不适用" && !is_own(kind, &text) {
                return vec![inapplicable(kind, asked)];
            }
            let value = Answer::Text(asked.value.clone(), written(kind, &text));
            band(kind, asked, &text).into_iter().chain([value]).collect()
        }
        (Recorded::Items(items), ..) => {
            let answer = |there| (if there { choice::YES } else { choice::NO }).to_owned();
            let answered = asked.items.iter().zip(items);
            let answered =
                answered.filter_map(|(item, there)| Some(Answer::Text(item.clone(), answer((*there)?))));
            vec![Answer::Group(asked.value.clone(), answered.collect())]
        }
        (Recorded::Rows(rows), Shape::Rows(shape), Kind::Records(records)) => {
            let any = if rows.is_empty() { choice::NONE } else { choice::SOME };
            let applies = asked.applies.clone().expect("a list is asked for");
            let rows =
                rows.iter().map(|row| of(&records.fields, &asked.fields, &shape.fields, row)).collect();
            vec![Answer::Text(applies, any.to_owned()), Answer::Rows(asked.value.clone(), rows)]
        }
        _ => panic!("{} is recorded otherwise than it is declared", fact.name),
    }
}

/// A choice of this name is no mark.
fn is_own(kind: &Kind, text: &str) -> bool {
    matches!(kind, Kind::Level(names) | Kind::Choice(names) if names.iter().any(|name| name == text))
}

fn inapplicable(kind: &Kind, asked: &Asked) -> Answer {
    let no = match kind {
        Kind::Level(names) | Kind::Choice(names) => choice::inapplicable(names),
        _ => choice::inapplicable(&[]),
    };
    Answer::Text(asked.applies.as_ref().unwrap_or(&asked.value).clone(), no.to_owned())
}

fn written(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::YesNo => (if text == "true" { choice::YES } else { choice::NO }).to_owned(),
        Kind::Level(_) | Kind::Choice(_) => choice::value(text),
        Kind::Time => format!("{text:0>5}:00.000+08:00"),
        _ => text.to_owned(),
    }
}

/// The band in which a judged number lies; the form asks for it too.
fn band(kind: &Kind, asked: &Asked, text: &str) -> Option<Answer> {
    let (Kind::Judged(judged), Some(question)) = (kind, &asked.band) else { return None };
    let number: weiheng::Exact = text.parse().expect("a number");
    let holds = judged.bands.iter().find(|band| band.low <= number && number <= band.high)?;
    Some(Answer::Text(question.clone(), choice::value(holds.name.as_ref()?)))
}

fn unquoted(json: &str) -> String {
    match serde_json::from_str(json).expect("JSON") {
        serde_json::Value::String(text) => text,
        _ => json.to_owned(),
    }
}
