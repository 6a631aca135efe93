//! What comes back from phones scores as the same observations in JSON do.

use serde_json::Value;
use weiheng::Assessment;
use weiheng::Outcome;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::observation::Observations;
use weiheng_tabular::submission;
use weiheng_tabular::submission::Form;
use weiheng_tabular::submission::Questions;

use crate::completions::unit;
use crate::phones::answers;
use crate::phones::export::Export;
use crate::phones::standard;
use crate::phones::units;

/// Units of each standard.
const UNITS: usize = 250;

#[test]
fn a_covert_visit_scores_alike() {
    scores_alike("cn.county-covert.2014");
}

#[test]
fn a_county_unit_scores_alike() {
    scores_alike("demo.county-unit");
}

#[test]
fn every_kind_scores_alike() {
    scores_alike("kinds");
}

fn scores_alike(id: &str) {
    let standard = standard::loaded(id);
    let (questions, form) = (Questions::of(&standard), Form::of([&standard]));
    let facts = units::observables(&standard);
    let plan = Plan::from_model(&standard, standard.in_force);
    for unit in units::drawn(&facts, UNITS) {
        let json = unit::json(&facts, &unit);
        let json = json.replacen('{', "{ \"单元\": \"甲\", \"评定日\": \"2024-05-01\", ", 1);
        let expected = assessed(&standard, &plan, Observations::from_json(SourceId(9), &json));
        let answers = answers::of(&standard.facts, &questions.facts, &facts, &unit);
        for export in Export::ALL {
            let files = export.files("甲", &answers);
            let found = assessed(&standard, &plan, read(export, &form, &files));
            let differs = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
            assert!(found == expected, "{export:?} of {json}: {differs:?}\n{}", files[0]);
        }
    }
}

fn read(export: Export, form: &Form<'_>, files: &[String]) -> Outcome<Vec<Observations>> {
    let (source, text) = (SourceId(9), files[0].as_str());
    match export {
        Export::Xml => submission::xml::read(form, source, text),
        Export::Kobo | Export::Central => submission::json::read(form, source, text),
        Export::Csv => {
            let tables: Vec<_> = (9..).map(SourceId).zip(files.iter().map(String::as_str)).collect();
            submission::csv::read(form, &tables)
        }
    }
}

/// The assessment without the places, which differ, as text.
fn assessed(standard: &Standard, plan: &Plan, read: Outcome<Vec<Observations>>) -> String {
    let units = read.value.unwrap_or_else(|| panic!("{:?}", read.diagnostics));
    let [unit] = units.as_slice() else { panic!("one unit: {units:?}") };
    let bound = Readings::bind(standard, unit);
    let readings = bound.value.unwrap_or_else(|| panic!("{:?}", bound.diagnostics));
    let assessment: Assessment = weiheng::assess(standard, plan, &readings);
    let mut value = serde_json::to_value(&assessment).expect("JSON");
    without_places(&mut value);
    serde_json::to_string_pretty(&value).expect("JSON")
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, _| name != "place" && name != "origin");
            members.values_mut().for_each(without_places);
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_places),
        _ => {}
    }
}
