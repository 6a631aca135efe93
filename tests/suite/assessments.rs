//! A stored assessment of each standard: for every grade that its cases reach, the unit of which they tell most.

use std::collections::BTreeMap;
use std::path::Path;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Assessment;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::Standard;
use weiheng::assessment::VerdictOutcome;
use weiheng::model::example::Example;

use crate::suite::folder;
use crate::suite::ledger;
use crate::suite::shelf::Shelf;
use crate::suite::update;

/// One test for each standard.
pub(crate) fn trials() -> Vec<Trial> {
    let standards = folder::files(&folder::root().join("standards"), &["wh"]);
    let trial = |path: std::path::PathBuf| {
        let name = format!("{} gives its stored assessments", folder::name(&path));
        Trial::test(name, move || stored(&path).map_err(Failed::from))
    };
    standards.into_iter().map(trial).collect()
}

fn stored(path: &Path) -> Result<(), String> {
    let standard = with_cases(path)?;
    let mut fullest: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for example in &standard.examples {
        for (given, text, grade) in assessed(&standard, example)? {
            let best = fullest.entry(grade).or_default();
            if given > best.0 {
                *best = (given, text);
            }
        }
    }
    let found: Vec<String> = fullest.into_values().map(|(_, text)| text).collect();
    let golden = folder::root().join("tests/suite/golden/standards");
    update::expect_file(&golden.join(format!("{}.txt", standard.id)), &found.join("\n"))
}

fn with_cases(path: &Path) -> Result<Standard, String> {
    let source = |path: &Path| Ok::<_, String>(Source::new(folder::name(path), folder::read(path)?));
    let loaded = Shelf::built_in().load_with_cases(&source(path)?, &source(&path.with_extension("cases"))?);
    loaded.value.ok_or_else(|| "it is not legal".to_owned())
}

/// The units of an example: how many facts are given, the assessment, and the grade of the main verdict.
fn assessed(standard: &Standard, example: &Example) -> Result<Vec<(usize, String, String)>, String> {
    let read = example.units.iter().map(|unit| Readings::given(standard, example.given_of(unit)).value);
    let units: Vec<Readings> = read.collect::<Option<_>>().ok_or("an example cannot be read")?;
    let plan = |unit: &Readings| Plan::from_model(standard, unit.date.or(standard.in_force));
    let plans: Vec<Plan> = units.iter().map(plan).collect();
    let together: Vec<(&Plan, &Readings)> = plans.iter().zip(&units).collect();
    let assessments = weiheng::assess_batch(standard, &together);
    let told = example.units.iter().zip(assessments).map(|(unit, assessment)| {
        let text = format!("例 \"{}\"\n{}", example.name, ledger::text(&assessment));
        (example.given_of(unit).count(), text, grade(&assessment))
    });
    Ok(told.collect())
}

fn grade(assessment: &Assessment) -> String {
    match assessment.verdicts.first().map(|verdict| &verdict.outcome) {
        Some(VerdictOutcome::Decided { grade, .. }) => grade.clone(),
        Some(_) => "未定".to_owned(),
        None => String::new(),
    }
}
