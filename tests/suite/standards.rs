//! The standards and the clause files among the examples: legal, laid out, proved by their own cases.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Cases;
use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Standard;
use weiheng::Tree;
use weiheng::assessment::Finding;
use weiheng::assessment::RankName;

use crate::suite::folder;
use crate::suite::mark;
use crate::suite::shelf::CASES;
use crate::suite::shelf::Shelf;
use crate::suite::update::difference;

/// What must hold of each clause file.
type Rule = fn(&Files, &Shelf) -> Result<(), String>;

/// A clause file, and its file of cases where it has one.
struct Files {
    clauses: Source,
    cases: Option<Source>,
}

const RULES: [(&str, Rule); 5] = [
    ("is legal and its examples come out", legal),
    ("is laid out as fmt would", laid_out),
    ("is the same after a way through English", there_and_back),
    ("means the same when written out in one file", written_out),
    ("proves each clause by an example", exercised),
];

/// Every clause file with every rule.
pub(crate) fn trials() -> Vec<Trial> {
    let root = &folder::root();
    let folders = ["standards", "examples", "tests/overlays"];
    let files = |extension: &'static str| {
        folders.iter().flat_map(move |name| folder::files(&root.join(name), &[extension]))
    };
    let mut shelf = Shelf::built_in();
    shelf.add_folder(&root.join("tests/overlays"));
    let mut trials = Vec::new();
    for path in files("wh") {
        for (what, rule) in RULES {
            let (name, path) = (format!("{} {what}", folder::name(&path)), path.clone());
            let shelf = shelf.clone();
            trials.push(Trial::test(name, move || {
                beside(&path).and_then(|files| rule(&files, &shelf)).map_err(Failed::from)
            }));
        }
    }
    let laid_out = |path: PathBuf| {
        let name = format!("{} is laid out as fmt would", folder::name(&path));
        Trial::test(name, move || cases_laid_out(&path).map_err(Failed::from))
    };
    trials.extend(files("cases").map(laid_out));
    trials
}

fn beside(path: &Path) -> Result<Files, String> {
    let beside = path.with_extension("cases");
    let cases = if beside.is_file() { Some(source(&beside)?) } else { None };
    Ok(Files { clauses: source(path)?, cases })
}

fn source(path: &Path) -> Result<Source, String> {
    Ok(Source::new(folder::name(path), folder::read(path)?))
}

fn legal(files: &Files, shelf: &Shelf) -> Result<(), String> {
    let reported = match &files.cases {
        Some(cases) => shelf.checked_with_cases(&files.clauses, cases),
        None => shelf.checked(&files.clauses),
    };
    let reported = || reported.iter().filter(|one| one.code != Code::WH0311);
    let in_cases = |one: &&Diagnostic| one.span().source == CASES;
    mark::compare(&[], reported().filter(|one| !in_cases(one)), &files.clauses)?;
    let cases = files.cases.as_ref().unwrap_or(&files.clauses);
    mark::compare(&[], reported().filter(in_cases), cases)
}

fn laid_out(files: &Files, _: &Shelf) -> Result<(), String> {
    let text = &files.clauses.text;
    same(text, &Tree::from_text(SourceId(0), text).tree.print(Spelling::of(text)))
}

/// A file of cases belongs to a clause file, and is the same after a way through English.
fn cases_laid_out(path: &Path) -> Result<(), String> {
    if !path.with_extension("wh").is_file() {
        return Err("there is no clause file beside it".to_owned());
    }
    let cases = source(path)?;
    let read = |text: &str| Cases::from_text(SourceId(0), text).cases;
    let own = read(&cases.text);
    same(&cases.text, &own.print(Spelling::of(&cases.text)))?;
    same(&cases.text, &read(&own.print(Spelling::En)).print(Spelling::Zh))
}

fn there_and_back(files: &Files, _: &Shelf) -> Result<(), String> {
    let source = &files.clauses;
    let read = |text: &str| Tree::from_text(SourceId(0), text).tree;
    let tree = read(&source.text);
    let english = tree.print(Spelling::En);
    same(&tree.show(), &read(&english).show())?;
    same(&tree.print(Spelling::Zh), &read(&english).print(Spelling::Zh))
}

/// What was taken out is told by the file that took it out alone.
fn written_out(files: &Files, shelf: &Shelf) -> Result<(), String> {
    let source = &files.clauses;
    let standard = shelf.load(source).value.ok_or("it is not legal")?;
    let text = shelf.written_out(source);
    let alone = weiheng::load(&Source::new("written out", text), SourceId(0));
    let alone = alone.value.ok_or_else(|| format!("{:?}", alone.diagnostics))?;
    let told = standard.show();
    let kept: String =
        told.lines().filter(|line| !line.starts_with("删 ")).map(|line| format!("{line}\n")).collect();
    same(&kept, &alone.show())
}

fn same(expected: &str, found: &str) -> Result<(), String> {
    if expected == found { Ok(()) } else { Err(difference(expected, found)) }
}

/// Each clause is decided in one example or another.
fn exercised(files: &Files, shelf: &Shelf) -> Result<(), String> {
    let loaded = match &files.cases {
        Some(cases) => shelf.load_with_cases(&files.clauses, cases),
        None => shelf.load(&files.clauses),
    };
    let standard = loaded.value.ok_or("it is not legal")?;
    let mut open: BTreeSet<String> = BTreeSet::new();
    let mut decided: BTreeSet<String> = BTreeSet::new();
    for example in &standard.examples {
        for (clause, finding) in findings(&standard, example)? {
            if finding == Finding::NotObserved {
                open.insert(clause)
            } else {
                decided.insert(clause)
            };
        }
    }
    let never: Vec<&String> = open.difference(&decided).collect();
    match (standard.examples.is_empty(), never.is_empty()) {
        (true, _) => Err("it has no example".to_owned()),
        (_, false) => Err(format!("no example decides the clauses {never:?}")),
        _ => Ok(()),
    }
}

fn findings(
    standard: &Standard,
    example: &weiheng::model::example::Example,
) -> Result<Vec<(String, Finding)>, String> {
    let read = example.units.iter().map(|unit| Readings::given(standard, example.given_of(unit)).value);
    let units: Vec<Readings> = read.collect::<Option<_>>().ok_or("an example cannot be read")?;
    let plan = |unit: &Readings| Plan::from_model(standard, unit.date.or(standard.in_force));
    let plans: Vec<Plan> = units.iter().map(plan).collect();
    let units: Vec<(&Plan, &Readings)> = plans.iter().zip(&units).collect();
    let assessed = weiheng::assess_batch(standard, &units);
    let parts = assessed.into_iter().flat_map(|assessment| assessment.parts);
    let clauses = parts.filter(|part| part.rank == RankName::Clause);
    let findings = clauses.map(|clause| (clause.id, clause.finding)).collect();
    Ok(findings)
}
