//! Units that stream by against units scored one by one: NDJSON, CSV and Arrow columns give every unit the results of
//! its own tally, and leave out those that cannot be read.

#[path = "stream/expected.rs"]
mod expected;
#[path = "stream/rendition.rs"]
mod rendition;

use std::cell::Cell;

use serde_json::Value;
use spec::case::Case;
use spec::draws;
use spec::generator::choices::Choices;
use spec::generator::plain::Plain;
use spec::generator::unit;
use weiheng::Date;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng_tabular::stream::Batches;
use weiheng_tabular::stream::Manner;
use weiheng_tabular::stream::Objects;
use weiheng_tabular::stream::Rows;
use weiheng_tabular::stream::Scored;
use weiheng_tabular::stream::Scoring;
use weiheng_tabular::stream::Table;

use crate::expected::Expected;
use crate::rendition::Quotes;

#[test]
fn the_workload_comes_out_the_same_from_every_form() -> Result<(), String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/workload/");
    let read =
        |name: &str| std::fs::read_to_string(format!("{folder}{name}")).map_err(|error| error.to_string());
    let units = Units::of(&read("rubric.wh")?, None, &read("units.ndjson")?)?;
    assert_eq!(units.compare()?, Forms { agree: 5, in_columns: 1500 });
    Ok(())
}

/// Numbers of 32 bits reach their fact where it begins beyond them.
#[test]
fn limits_may_be_beyond_the_numbers_of_a_column() -> Result<(), String> {
    let standard = "标准 甲 \"甲\"\n  满分 10\n\n条 1 \"甲\" 10分\n  观测 甲 : 计数
  若 甲 低于 3000000000 每 2 零头 进一 扣 40000000000分 至多 1分\n";
    let lines = "{\"单元\": \"一\", \"甲\": 5}\n{\"单元\": \"二\", \"甲\": 2147483647}\n";
    assert_eq!(Units::of(standard, None, lines)?.compare()?, Forms { agree: 5, in_columns: 8 });
    Ok(())
}

/// Standards of plain shapes: most units are scored in columns, some hold nulls, marks and mistakes.
#[test]
fn plain_standards_agree() {
    let (drawn, in_columns) = (Cell::new(0), Cell::new(0));
    draws::held(150, [600, 600], |standard, units| {
        let plain = Plain::draw(&mut Choices::new(standard));
        let mut choices = Choices::new(units);
        let units = spoilt(&plain.units(30, &mut choices), &mut choices);
        let forms = Units::of(&plain.text, None, &units)?.compare();
        let forms = forms.map_err(|what| format!("{what}\n{}", plain.text))?;
        drawn.set(drawn.get() + 1);
        in_columns.set(in_columns.get() + forms.in_columns);
        Ok(())
    });
    let (drawn, in_columns) = (drawn.get(), in_columns.get());
    println!("{in_columns} units of {drawn} standards side by side");
    assert!(in_columns > drawn * 10, "only {in_columns} units of {drawn} standards were scored side by side");
}

/// Standards of every shape, with lists of sites, marks and disputes.
#[test]
fn standards_of_every_shape_agree() {
    draws::held(150, [600, 600], |standard, draws| {
        let mut choices = Choices::new(draws);
        let case = Case::draw(standard, &mut choices)?;
        let mut lines = String::new();
        for at in 0..6 {
            let unseen = choices.one(&[0, 0, 25, 80]);
            let drawn = unit::draw(&case.sample.facts, unseen, &mut choices);
            let json = unit::json(&case.sample.facts, &drawn, None);
            let nested: Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
            let mut flat = nested["观测"].as_object().cloned().unwrap_or_default();
            flat.insert("单元".to_owned(), Value::from(format!("第{at}处")));
            lines += &format!("{}\n", Value::Object(flat));
        }
        Units::of(&case.sample.text, case.plan.date, &lines)?.compare().map(drop)
    });
}

/// The units of one standard.
struct Units {
    standard: Standard,
    date: Option<Date>,
    /// An object a line.
    lines: String,
    expected: Vec<Expected>,
}

impl Units {
    fn of(text: &str, date: Option<Date>, lines: &str) -> Result<Self, String> {
        let loaded = weiheng::load(&Source::new("a.wh", text), SourceId(0));
        let standard = loaded.value.ok_or_else(|| format!("{:?}\n{text}", loaded.diagnostics))?;
        let expected = lines.lines().map(|line| Expected::of(&standard, date, line)).collect();
        Ok(Self { standard, date, lines: lines.to_owned(), expected })
    }

    /// Scores the units in every form that can hold them.
    fn compare(&self) -> Result<Forms, String> {
        let standards = [&self.standard];
        let manner = Manner { today: self.date, ..Manner::default() };
        let Ok(scoring) = Scoring::new(&standards, manner) else { return Ok(Forms::default()) };
        let objects = Objects::new(&scoring).score(Rows { first: 1, text: &self.lines });
        self.agrees(&objects, "NDJSON")?;
        let mut forms = Forms { agree: 1, in_columns: in_columns(&objects) };
        let rows: Vec<Value> =
            self.lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let spaced = Objects::new(&scoring).score(Rows { first: 1, text: &rendition::spaced(&rows) });
        self.agrees(&spaced, "NDJSON with blanks")?;
        forms.add(&spaced);
        for quotes in [Quotes::Needed, Quotes::All] {
            let Some(text) = rendition::csv(&rows, quotes) else { continue };
            let table = Table::open(&scoring, &text).map_err(|problems| format!("{problems:?}\n{text}"))?;
            let (start, first) = table.below();
            let scored = table.score(Rows { first, text: &text[start..] });
            self.agrees(&scored, &format!("CSV, quotes: {quotes:?}"))?;
            forms.add(&scored);
        }
        if let Some(batch) = rendition::record_batch(&rows) {
            let batches =
                Batches::open(&scoring, &batch.schema()).map_err(|problems| format!("{problems:?}"))?;
            let scored = batches.score(1, &batch);
            self.agrees(&scored, "Arrow")?;
            forms.add(&scored);
        }
        Ok(forms)
    }

    fn agrees(&self, scored: &Scored, form: &str) -> Result<(), String> {
        let results = scored.by(0).ok_or("no results")?;
        let mut rows = scored.rows();
        for (line, expected) in self.lines.lines().zip(&self.expected) {
            let Some(wanted) = &expected.results else { continue };
            let row =
                rows.next().ok_or_else(|| format!("{form}: {line} is missing: {:?}", scored.rejected))?;
            let got = expected::results(&self.standard, results, row);
            if scored.unit(row) != expected.unit || got != *wanted {
                return Err(format!("{form}: {}\n{got} instead of\n{wanted}\n{line}", scored.unit(row)));
            }
        }
        let rejected: Vec<&str> = scored.rejected.iter().map(|unit| unit.unit.as_str()).collect();
        let left_out = self.expected.iter().filter(|expected| expected.results.is_none());
        let wanted: Vec<&str> = left_out.map(|expected| expected.unit.as_str()).collect();
        if rejected.len() != wanted.len() || rows.next().is_some() {
            return Err(format!("{form}: {:?} left out instead of {wanted:?}", scored.rejected));
        }
        Ok(())
    }
}

/// The forms that held units.
#[derive(Debug, Default, PartialEq, Eq)]
struct Forms {
    agree: usize,
    /// How many units in them were scored side by side.
    in_columns: usize,
}

impl Forms {
    fn add(&mut self, scored: &Scored) {
        self.agree += 1;
        self.in_columns += in_columns(scored);
    }
}

fn in_columns(scored: &Scored) -> usize {
    scored.by(0).map_or(0, |results| results.in_columns())
}

/// Lines of which some hold marks, words and mistakes.
fn spoilt(lines: &str, choices: &mut Choices<'_>) -> String {
    let spoil = |line: &str, choices: &mut Choices<'_>| {
        let mut object: Value = serde_json::from_str(line).expect("JSON");
        let names = object.as_object().expect("an object").keys().filter(|name| *name != "单元");
        let names: Vec<String> = names.cloned().collect();
        if choices.chance(25) && !names.is_empty() {
            let name = choices.one(&names);
            let marks = ["未查", "不适用", "是", "否", "3处", "-7", "0.125", "99999999999", "", "无"];
            object[name] = Value::from(choices.one(&marks));
        }
        format!("{object}\n")
    };
    lines.lines().map(|line| spoil(line, choices)).collect()
}
