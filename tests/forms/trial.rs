//! Units of a standard, filled into forms, worked out and read again.

use std::path::Path;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::strategy::ValueTree;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::generator::choices::Choices;
use spec::shelf::library;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::observation::Observations;
use weiheng::observation::Reading;
use weiheng_paper::form;

use crate::completions::observable::observables;
use crate::completions::unit;
use crate::forms::agreement::Agreement;
use crate::forms::checks::Checks;
use crate::forms::office;

/// Numbers to draw from.
const DRAWS: usize = 400_000;
/// How much of a unit is hidden, in a hundred: every second one is seen whole.
const HIDDEN: [usize; 6] = [0, 10, 0, 40, 0, 90];

/// Of so many units of a standard the checks of the cells are worked out too.
const CHECKED: usize = 20;

/// A unit that was filled in.
struct Filled {
    file: String,
    readings: Readings,
    seen: bool,
    json: String,
}

/// Fills so many units of each standard in and compares what their forms show with what the engine says.
pub(crate) fn agree(standards: &[(PathBuf, usize)]) -> Agreement {
    let folder = Folder::new();
    let mut agreement = Agreement::default();
    let mut checks = Checks::default();
    let mut trials = Vec::new();
    for (at, (path, units)) in standards.iter().enumerate() {
        let (standard, text) = standard(path);
        let filled = filled(&standard, &text, *units, at, &folder.0, &mut agreement, &mut checks);
        trials.push((standard, filled));
    }
    checks.write(&folder.0);
    let done = office::recalculated(&folder.0);
    let mut wrong = checks.wrong(&done);
    for (standard, units) in &trials {
        let plan = Plan::from_model(standard, date(standard));
        for unit in units {
            let tally = weiheng::evaluate(&plan, &unit.readings);
            let scores = office::cells(&done.join(format!("{}-得分.csv", unit.file)));
            let found = agreement.compare(standard, &tally, &scores, unit.seen);
            if !found.is_empty() {
                let found = found.join("\n  ");
                wrong.push(format!("{} {}\n  {found}\n  {}", standard.id, unit.file, unit.json));
            }
        }
    }
    println!("{agreement:?}");
    if !wrong.is_empty() {
        let shown: Vec<&str> = wrong.iter().take(5).map(String::as_str).collect();
        panic!(
            "{} of the forms differ; they are in {}:\n{}",
            wrong.len(),
            folder.0.display(),
            shown.join("\n")
        );
    }
    agreement
}

fn filled(
    standard: &Standard,
    text: &str,
    units: usize,
    at: usize,
    folder: &Path,
    agreement: &mut Agreement,
    checks: &mut Checks,
) -> Vec<Filled> {
    let facts = observables(standard, text);
    let draws = draws();
    let mut choices = Choices::new(&draws);
    let mut filled = Vec::new();
    for number in 0..units {
        let percent = HIDDEN[number % HIDDEN.len()];
        let whole = unit::whole(&facts, &mut choices);
        let seen = if percent == 0 { whole } else { unit::hidden(&facts, &whole, percent, &mut choices) };
        let json = unit::json(&facts, &seen);
        let read = Observations::from_json(SourceId(1), &json).value.expect("it is JSON");
        let readings = Readings::bind(standard, &read[0]).value.expect("it fits the standard");
        let by = if matches!(number % 4, 1 | 2) { form::By::Department } else { form::By::Chapter };
        let options = form::Options { rows: 4, date: date(standard), by, ..form::Options::default() };
        let made = form::form(standard, &|_| String::new(), &options, Some(&readings)).expect("a workbook");
        read_back(standard, &readings, &made.workbook);
        if number < CHECKED {
            checks.note(&made.workbook);
        }
        let file = format!("{at:03}-{number:03}");
        std::fs::write(folder.join(format!("{file}.xlsx")), &made.workbook).expect("the folder takes files");
        if number == 0 {
            let left = u32::try_from(made.by_weiheng.len()).expect("few clauses");
            agreement.live += made.live;
            agreement.clauses += made.live + left;
            let count = |live: bool| (1, u32::from(live));
            let add = |sum: &mut (u32, u32), (one, live): (u32, u32)| *sum = (sum.0 + one, sum.1 + live);
            made.total.into_iter().for_each(|live| add(&mut agreement.totals, count(live)));
            made.verdicts.iter().for_each(|live| add(&mut agreement.verdicts, count(*live)));
            println!(
                "{}: {} live, left {:?}, total {:?}, verdicts {:?}",
                standard.id, made.live, made.by_weiheng, made.total, made.verdicts
            );
        }
        filled.push(Filled { file, readings, seen: percent == 0, json });
    }
    filled
}

/// What is filled into a form is read from it again.
fn read_back(standard: &Standard, readings: &Readings, workbook: &[u8]) {
    let source =
        weiheng_tabular::workbook::render("form.xlsx", workbook).expect("a workbook").expect("undamaged");
    let read = weiheng_tabular::workbook::read(SourceId(2), &source);
    assert!(read.diagnostics.is_empty(), "{}: {:?}", standard.id, read.diagnostics);
    let units = read.value.expect("observations");
    let [unit] = units.as_slice() else { panic!("{}: {} units", standard.id, units.len()) };
    let bound = Readings::bind(standard, unit);
    assert!(bound.diagnostics.is_empty(), "{}: {:?}", standard.id, bound.diagnostics);
    let bound = bound.value.expect("readings");
    for (fact, declared) in (0..).map(FactId).zip(&standard.facts) {
        let (read, written) = (bound.reading(fact), readings.reading(fact));
        assert!(same(read, written), "{} {}: {read:?}, written was {written:?}", standard.id, declared.name);
    }
}

/// Whether two readings are the same; a row of which nothing is known leaves no trace in a form.
fn same(read: &Reading, written: &Reading) -> bool {
    let blank = |row: &Vec<Reading>| {
        row.iter().all(|field| matches!(field, Reading::NotObserved | Reading::TakenAs(_)))
    };
    match (read, written) {
        (Reading::Rows(read), Reading::Rows(written)) => {
            let written: Vec<&Vec<Reading>> = written.iter().filter(|row| !blank(row)).collect();
            let read: Vec<&Vec<Reading>> = read.iter().filter(|row| !blank(row)).collect();
            read.len() == written.len()
                && read.iter().zip(written).all(|(a, b)| a.iter().zip(b).all(|(a, b)| same(a, b)))
        }
        (Reading::NotObserved, Reading::Rows(written)) => written.iter().all(blank),
        (Reading::NotObserved, Reading::Items(items)) | (Reading::Items(items), Reading::NotObserved) => {
            items.iter().all(Option::is_none)
        }
        _ => read == written,
    }
}

/// The day on which units are assessed: some day on which it holds.
fn date(standard: &Standard) -> Option<weiheng::Date> {
    standard.in_force.or(weiheng::Date::new(2024, 5, 1))
}

/// A standard of the repository, and the text of all that it says.
pub(crate) fn standard(path: &Path) -> (Standard, String) {
    let text = std::fs::read_to_string(path).expect("a standard can be read");
    let source = Source::new(path.display().to_string(), &text);
    let (loaded, effective) = weiheng::effective(&source, SourceId(0), &mut library(path));
    let text = effective.map_or(text, |effective| effective.show_origin());
    (loaded.value.expect("a legal standard"), text)
}

/// The same numbers every time.
fn draws() -> Vec<u16> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    vec(any::<u16>(), DRAWS).new_tree(&mut runner).expect("numbers").current()
}

/// A folder of its own, gone at the end unless something went wrong.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("weiheng-forms-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for forms");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            drop(std::fs::remove_dir_all(&self.0));
        }
    }
}
