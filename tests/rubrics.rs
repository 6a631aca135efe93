//! The rules of real rubrics as clause files, one file a rule, and whole standards from elsewhere, with their worked
//! cases: each case must come out, by the plan and, where nothing in it is open, by the oracle.
//!
//! The last lines count what comes out, for each kind of rule and altogether: `rules N/150, cases M/727`.
//! `rubrics/collected.csv` names the rules that were collected, `rubrics/contested.md` the cases read otherwise.

use std::collections::BTreeMap;
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

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let rules = standards("rubrics");
    let tables = count(&rules);
    let trials = rules.into_iter().chain(standards("standards")).map(|(name, rule)| {
        Trial::test(name, move || rule.and_then(|rule| hold(&rule)).map_err(Failed::from))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    println!("{tables}");
    conclusion.exit_code()
}

/// How many of the collected rules are said and how many of their cases come out: for each kind, then altogether.
fn count(rules: &[(String, Result<Standard, String>)]) -> String {
    let said: BTreeMap<String, usize> = rules
        .iter()
        .filter_map(|(_, rule)| rule.as_ref().ok())
        .map(|standard| (standard.id.clone(), standard.examples.len()))
        .collect();
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for row in include_str!("rubrics/collected.csv").lines().skip(1) {
        let [number, kind, cases] = row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let cases: usize = cases.parse().expect("a number of cases");
        let right = said.get(&format!("rule.{number:0>3}"));
        let row = [usize::from(right.is_some()), 1, right.map_or(0, |right| *right.min(&cases)), cases];
        for kind in [kind, ""] {
            let sum = kinds.entry(kind).or_default();
            *sum = std::array::from_fn(|at| sum[at] + row[at]);
        }
    }
    let all = kinds.remove("").unwrap_or_default();
    let line =
        |[said, rules, right, cases]: [usize; 4]| format!("rules {said}/{rules}, cases {right}/{cases}");
    let kinds = kinds.into_iter().map(|(kind, counts)| format!("{kind:<20} {}\n", line(counts)));
    kinds.chain([line(all)]).collect()
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
        Reading::Known(_) | Reading::TakenAs(_) | Reading::NotApplicable => true,
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
