//! Forms that are really filled in: JavaRosa, which ODK Collect runs, asks the questions, holds the answers to what
//! the form allows, drops those that need not be asked, and writes what is sent.

use std::fs;
use std::path::Path;
use std::process::Command;

use weiheng::Assessment;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::SourceId;
use weiheng::observation::Observations;
use weiheng_tabular::submission;
use weiheng_tabular::submission::Form;
use weiheng_tabular::submission::Questions;

use crate::completions::unit;
use crate::phones::answers;
use crate::phones::answers::Answer;
use crate::phones::standard;
use crate::phones::tools;
use crate::phones::units;

/// Standards, and clause files of these tests.
const STANDARDS: [&str; 3] = ["cn.county-covert.2014", "demo.county-unit", "kinds"];
/// Units of each.
const UNITS: usize = 200;

#[test]
fn what_a_phone_sends_scores_as_what_was_seen() {
    let folder = tools::folder("filled");
    let mut seen: Vec<Vec<String>> = Vec::new();
    for id in STANDARDS {
        let named = format!("{}/phones/{id}.wh", env!("CARGO_MANIFEST_DIR"));
        let named = if Path::new(&named).exists() { named.as_str() } else { id };
        standard::form(named, &folder.join(format!("{id}.xlsx")));
        seen.push(written(id, &folder.join(id)));
    }
    let checked = tools::python("validate.py", &folder).and_then(|_| {
        let mut java = Command::new("java");
        java.arg("-Duser.timezone=Asia/Shanghai").arg("-cp").arg(tools::validate()?);
        tools::written(java.arg(tools::scripts().join("Fill.java")).arg(&folder))
    });
    let checked = checked.unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(checked.trim(), format!("{} units", UNITS * STANDARDS.len()));
    for (id, units) in STANDARDS.iter().zip(&seen) {
        for (at, json) in units.iter().enumerate() {
            let sent = fs::read_to_string(folder.join(id).join(format!("{at}.xml"))).expect("it was sent");
            alike(id, json, &sent);
        }
    }
}

/// Writes the answers for the units of a standard; the units in JSON.
fn written(id: &str, folder: &Path) -> Vec<String> {
    fs::create_dir_all(folder).expect("a folder can be made");
    let standard = standard::loaded(id);
    let (questions, facts) = (Questions::of(&standard), units::observables(&standard));
    let drawn = units::drawn(&facts, UNITS).into_iter().enumerate();
    drawn
        .map(|(at, unit)| {
            let mut lines = String::from("unit\t甲\nassessment_date\t2024-05-01\n");
            paths("", &answers::of(&standard.facts, &questions.facts, &facts, &unit), &mut lines);
            fs::write(folder.join(format!("{at}.answers")), lines).expect("answers can be written");
            unit::json(&facts, &unit)
        })
        .collect()
}

fn paths(within: &str, answers: &[Answer], lines: &mut String) {
    for answer in answers {
        match answer {
            Answer::Text(name, text) => lines.push_str(&format!("{within}{name}\t{text}\n")),
            Answer::Group(_, inside) => paths(within, inside, lines),
            Answer::Rows(name, rows) => {
                for (number, row) in (1..).zip(rows) {
                    paths(&format!("{within}{name}[{number}]/"), row, lines);
                }
            }
        }
    }
}

/// What was sent comes to the same score, verdicts, ledger and findings as everything that was seen, although
/// questions of parts that do not apply were not asked.
fn alike(id: &str, json: &str, sent: &str) {
    let standard = standard::loaded(id);
    let plan = Plan::from_model(&standard, standard.in_force);
    let assess = |units: Option<Vec<Observations>>| {
        let units = units.unwrap_or_else(|| panic!("{id} cannot be read\n{sent}"));
        let bound = Readings::bind(&standard, &units[0]);
        let readings = bound.value.unwrap_or_else(|| panic!("{:?}\n{sent}", bound.diagnostics));
        weiheng::assess(&standard, &plan, &readings)
    };
    let seen = assess(Observations::from_json(SourceId(1), json).value);
    let came = assess(submission::xml::read(&Form::of([&standard]), SourceId(1), sent).value);
    assert_eq!(came.unrounded, seen.unrounded, "{id} {json}\n{sent}");
    assert_eq!(came.verdicts, seen.verdicts, "{id} {json}\n{sent}");
    assert_eq!(came.ledger, seen.ledger, "{id} {json}\n{sent}");
    assert_eq!(findings(&came), findings(&seen), "{id} {json}\n{sent}");
}

fn findings(assessment: &Assessment) -> Vec<String> {
    assessment.parts.iter().map(|part| format!("{} {:?} {:?}", part.id, part.finding, part.score)).collect()
}
