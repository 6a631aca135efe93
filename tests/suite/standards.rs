//! The standards and the clause files among the examples: legal, laid out, proved by their own cases.

use std::path::Path;
use std::path::PathBuf;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Cases;
use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Label;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Tree;

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
    ("proves each place of its clauses by an example", proved),
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

/// The cases reach every place of the file, and leave it: nothing is left to [`weiheng::uncovered`].
fn proved(files: &Files, shelf: &Shelf) -> Result<(), String> {
    let loaded = match &files.cases {
        Some(cases) => shelf.load_with_cases(&files.clauses, cases),
        None => shelf.load(&files.clauses),
    };
    let standard = loaded.value.ok_or("it is not legal")?;
    if standard.examples.is_empty() {
        return Err("it has no example".to_owned());
    }
    let missing: Vec<String> =
        weiheng::uncovered(&standard).iter().map(|part| places(part, &files.clauses)).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n")) }
}

/// A part with the places that no case proves, a line for each.
fn places(part: &Diagnostic, source: &Source) -> String {
    let place = |label: &Label| {
        let line = source.line_column(label.span.start).0;
        let first = label.span.of(&source.text).lines().next().unwrap_or_default();
        format!("\n  {}:{line}  {first}  # {}", source.name, label.words.zh)
    };
    format!("{}{}", part.message.zh, part.labels.iter().map(place).collect::<String>())
}
