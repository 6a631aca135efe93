//! The rules of real rubrics as clause files, one file a rule, and whole standards from elsewhere, with their worked
//! cases: each case must come out, by the plan and, where nothing in it is open, by the oracle.
//!
//! The last line counts what stands: `rules N/150, cases M/727`. `rubrics/open.md` says what the others wait for.

use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::Arguments;
use libtest_mimic::Failed;
use libtest_mimic::Trial;
use spec::agreement;
use spec::batch::Batch;
use spec::oracle::Oracle;
use weiheng::Code;
use weiheng::Date;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Severity;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Standard;
use weiheng::Tree;
use weiheng::model::example::Example;
use weiheng::model::example::ExampleUnit;
use weiheng::model::fact::FactId;
use weiheng::observation::Reading;

/// How many rules and worked cases were collected.
const RULES: usize = 150;
const CASES: usize = 727;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rules = standards("rubrics");
    let count = rules.len();
    let cases: usize = rules.iter().flat_map(|(_, rule)| rule).map(|standard| standard.examples.len()).sum();
    let trials = rules.into_iter().chain(standards("standards")).map(|(name, rule)| {
        Trial::test(name, move || rule.and_then(|rule| hold(&rule)).map_err(Failed::from))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    println!("rules {count}/{RULES}, cases {cases}/{CASES}");
    conclusion.exit_code()
}

/// The clause files of a folder, sorted by name, with what is wrong with them.
fn standards(folder: &str) -> Vec<(String, Result<Standard, String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths =
        std::fs::read_dir(folder).expect("the folder is here").map(|entry| entry.expect("a file").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "wh")).collect();
    paths.sort();
    let named = |path: PathBuf| {
        (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), standard(&path))
    };
    paths.into_iter().map(named).collect()
}

/// The standard of a file, where nothing is wrong with it and its examples come out.
fn standard(path: &Path) -> Result<Standard, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let tree = Tree::from_text(SourceId(0), &text).tree;
    if tree.print(Spelling::of(&text)) != text {
        let name = path.display();
        return Err(format!("not laid out: run `cargo run -p weiheng-cli -- fmt {name}`"));
    }
    let loaded = weiheng::load(&Source::new(path.display().to_string(), text), SourceId(0));
    let mut reported = loaded.diagnostics;
    if let Some(standard) = &loaded.value {
        reported.extend(weiheng::run_examples(standard));
    }
    // The printed rubrics were not at hand.
    let told = reported.iter().filter(|one| one.severity() == Severity::Error || one.code != Code::WH0311);
    let told: Vec<String> = told.map(|one| format!("{} {}", one.code, one.message.zh)).collect();
    match (told.is_empty(), loaded.value) {
        (true, Some(standard)) => Ok(standard),
        _ => Err(told.join("\n")),
    }
}

/// The oracle gives what the plan gives for every example of which nothing is open.
fn hold(standard: &Standard) -> Result<(), String> {
    for example in &standard.examples {
        let units = example
            .units
            .iter()
            .map(|unit| readings(standard, example, unit).map_err(|problem| told(example, unit, &problem)));
        let units: Vec<Readings> = units.collect::<Result<_, _>>()?;
        if units.iter().any(|readings| open(standard, readings)) || alone(standard, &units) {
            continue;
        }
        let day = |readings: &Readings| readings.date.or(standard.in_force);
        let dated: Vec<(&Readings, Option<Date>)> = units.iter().map(|unit| (unit, day(unit))).collect();
        let plans: Vec<Plan> = dated.iter().map(|(_, day)| Plan::from_model(standard, *day)).collect();
        let planned: Vec<(&Plan, &Readings)> = plans.iter().zip(&units).collect();
        for (at, tally) in weiheng::evaluate_batch(&planned).iter().enumerate() {
            let batch = Batch { units: &dated, at };
            let (unit, day) = dated[at];
            let outcomes = Oracle::new(standard, unit, day).among(batch).outcomes();
            let found = agreement::differences(tally, &outcomes);
            if !found.is_empty() {
                return Err(told(example, &example.units[at], &found.join("\n")));
            }
        }
    }
    Ok(())
}

/// Whether a unit is asked for its place among others that are not given.
fn alone(standard: &Standard, units: &[Readings]) -> bool {
    units.len() < 2 && !standard.batch.is_empty()
}

/// Whether anything is not plainly known: the oracle takes complete units.
fn open(standard: &Standard, readings: &Readings) -> bool {
    (0..).map(FactId).zip(&standard.facts).any(|(id, _)| !is_known(readings.reading(id)))
}

fn is_known(reading: &Reading) -> bool {
    match reading {
        Reading::Known(_) | Reading::NotApplicable => true,
        Reading::Items(items) => items.iter().all(Option::is_some),
        Reading::Rows(rows) => rows.iter().flatten().all(is_known),
        Reading::NotObserved | Reading::Band(..) | Reading::Misjudged | Reading::Disputed(_) => false,
    }
}

fn readings(standard: &Standard, example: &Example, unit: &ExampleUnit) -> Result<Readings, String> {
    let bound = Readings::given(standard, example.given_of(unit));
    bound.value.ok_or_else(|| "it cannot be read".to_owned())
}

fn told(example: &Example, unit: &ExampleUnit, problem: &str) -> String {
    format!("例「{}」 {}: {problem}", example.name, unit.name.as_deref().unwrap_or_default())
}
