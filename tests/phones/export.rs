//! Answers as each program exports them.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::phones::answers::Answer;

/// Kinds of exports.
#[derive(Clone, Copy, Debug)]
pub(super) enum Export {
    /// What ODK Collect stores.
    Xml,
    /// KoboToolbox: names joined with their groups.
    Kobo,
    /// ODK Central: groups as objects, numbers as numbers, `null` for what is blank.
    Central,
    /// ODK Central: a table of submissions and one for each repeat.
    Csv,
}

impl Export {
    pub(super) const ALL: [Self; 4] = [Self::Xml, Self::Kobo, Self::Central, Self::Csv];

    /// The texts of the files of the export of one submission.
    pub(super) fn files(self, unit: &str, answers: &[Answer]) -> Vec<String> {
        match self {
            Self::Xml => vec![xml(unit, answers)],
            Self::Kobo => vec![kobo(unit, answers)],
            Self::Central => vec![central(unit, answers)],
            Self::Csv => csv(unit, answers),
        }
    }
}

fn xml(unit: &str, answers: &[Answer]) -> String {
    let groups = answers.chunks(3).enumerate();
    let body: String =
        groups.map(|(at, group)| format!("  <p{at}>\n{}  </p{at}>\n", elements(group))).collect();
    format!(
        "<?xml version='1.0' ?>\n<data id=\"x\" version=\"1\" xmlns:orx=\"http://openrosa.org/xforms\">\n  <start>2024-05-01T08:00:00.000+08:00</start>\n  <cover><unit>{unit}</unit><assessment_date>2024-05-01</assessment_date><inspector/></cover>\n{body}  <orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta>\n</data>\n"
    )
}

fn elements(answers: &[Answer]) -> String {
    let element = |answer: &Answer| match answer {
        Answer::Text(name, text) => format!("    <{name}>{}</{name}>\n", escaped(text)),
        Answer::Group(name, inside) => format!("    <{name}>\n{}    </{name}>\n", elements(inside)),
        Answer::Rows(name, rows) => rows
            .iter()
            .map(|row| format!("    <{name}>\n{}    <photo_{name}/>\n    </{name}>\n", elements(row)))
            .collect(),
    };
    answers.iter().map(element).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn kobo(unit: &str, answers: &[Answer]) -> String {
    let mut members = Map::new();
    members.insert("_id".to_owned(), json!(7));
    members.insert("formhub/uuid".to_owned(), json!("1f"));
    members.insert("cover/unit".to_owned(), json!(unit));
    members.insert("cover/assessment_date".to_owned(), json!("2024-05-01"));
    for (at, group) in answers.chunks(3).enumerate() {
        let path = format!("p{at}/p{at}_1/");
        joined(&path, group, &mut members);
    }
    members.insert("_attachments".to_owned(), json!([]));
    members.insert("_geolocation".to_owned(), json!([null, null]));
    Value::Array(vec![Value::Object(members)]).to_string()
}

fn joined(path: &str, answers: &[Answer], members: &mut Map<String, Value>) {
    for answer in answers {
        match answer {
            Answer::Text(name, text) => {
                members.insert(format!("{path}{name}"), json!(text));
            }
            Answer::Group(name, inside) => joined(&format!("{path}{name}/"), inside, members),
            Answer::Rows(_, rows) if rows.is_empty() => {}
            Answer::Rows(name, rows) => {
                let row = |row: &Vec<Answer>| {
                    let mut members = Map::new();
                    joined(&format!("{path}{name}/"), row, &mut members);
                    Value::Object(members)
                };
                members.insert(format!("{path}{name}"), rows.iter().map(row).collect());
            }
        }
    }
}

fn central(unit: &str, answers: &[Answer]) -> String {
    let mut members = Map::new();
    members.insert("__id".to_owned(), json!("uuid:1"));
    members.insert(
        "cover".to_owned(),
        json!({ "unit": unit, "assessment_date": "2024-05-01", "inspector": null }),
    );
    for (at, group) in answers.chunks(3).enumerate() {
        members.insert(format!("p{at}"), json!({ "rule": null, "deeper": nested(group) }));
    }
    members.insert("__system".to_owned(), json!({ "submitterName": "甲", "edits": 0 }));
    json!({ "value": [members], "@odata.context": "x" }).to_string()
}

fn nested(answers: &[Answer]) -> Value {
    let member = |answer: &Answer| match answer {
        Answer::Text(name, text) => {
            let plain = text.parse::<i64>().map(|number| json!(number));
            (name.clone(), plain.unwrap_or_else(|_| json!(text)))
        }
        Answer::Group(name, inside) => (name.clone(), nested(inside)),
        Answer::Rows(name, rows) => (name.clone(), rows.iter().map(|row| nested(row)).collect()),
    };
    Value::Object(answers.iter().map(member).collect())
}

/// Tables of texts: for each a heading and its rows.
#[derive(Default)]
struct Tables(Vec<(String, Vec<String>, Vec<Vec<String>>)>);

fn csv(unit: &str, answers: &[Answer]) -> Vec<String> {
    let mut tables = Tables::default();
    let own = [("cover-unit", unit), ("cover-assessment_date", "2024-05-01"), ("KEY", "uuid:1")];
    tables.add("", own.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec(), "uuid:1", answers);
    let text = |(_, heading, rows): (String, Vec<String>, Vec<Vec<String>>)| {
        let lines = std::iter::once(&heading).chain(&rows).map(|cells| {
            let cells: Vec<String> =
                cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            cells.join(",")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    tables.0.into_iter().map(text).collect()
}

impl Tables {
    /// Adds a row to the table of this name, and the rows of its lists to theirs.
    fn add(&mut self, name: &str, mut cells: Vec<(String, String)>, key: &str, answers: &[Answer]) {
        for answer in answers {
            match answer {
                Answer::Text(question, text) => cells.push((format!("p1-p1_1-{question}"), text.clone())),
                Answer::Group(group, inside) => cells.extend(inside.iter().map(|answer| match answer {
                    Answer::Text(question, text) => (format!("p1-p1_1-{group}-{question}"), text.clone()),
                    _ => panic!("{group} holds items only"),
                })),
                Answer::Rows(_, rows) if rows.is_empty() => {}
                Answer::Rows(question, rows) => {
                    cells.push((format!("p1-SET-OF-{question}"), format!("{key}/{question}")));
                    let table = format!("-{question}");
                    for (at, row) in (1..).zip(rows) {
                        let own = format!("{key}/{question}[{at}]");
                        let keys = [("PARENT_KEY", key), ("KEY", &own)];
                        let keys = keys.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
                        self.add(&table, keys, &own, row);
                    }
                }
            }
        }
        let at = self.0.iter().position(|(table, ..)| table == name).unwrap_or_else(|| {
            self.0.push((name.to_owned(), Vec::new(), Vec::new()));
            self.0.len() - 1
        });
        let (_, heading, rows) = &mut self.0[at];
        let mut line = vec![String::new(); heading.len()];
        for (column, text) in cells {
            let at = heading.iter().position(|known| *known == column).unwrap_or_else(|| {
                heading.push(column);
                line.push(String::new());
                heading.len() - 1
            });
            line[at] = text;
        }
        rows.push(line);
    }
}
