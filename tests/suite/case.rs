//! A section of a Markdown file as a test: a standard, what is observed, and what must come out.

use std::sync::Arc;

use encoding_rs::GB18030;
use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Diagnostic;
use weiheng::Source;
use weiheng::SourceId;

use crate::suite::console;
use crate::suite::folder;
use crate::suite::folder::Scratch;
use crate::suite::mark;
use crate::suite::mark::Mark;
use crate::suite::markdown::Block;
use crate::suite::markdown::Page;
use crate::suite::output;
use crate::suite::output::Observed;
use crate::suite::shelf::CASES;
use crate::suite::shelf::Shelf;
use crate::suite::update;
use crate::suite::workbook;

/// One test for each section that has blocks.
pub(crate) fn trials(page: Page) -> Vec<Trial> {
    let page = Arc::new(page);
    let with_blocks =
        page.sections.iter().enumerate().filter(|(_, section)| !section.blocks.is_empty()).map(|(at, _)| at);
    let trial = |at: usize| {
        let name = format!("{} {}", folder::name(&page.path), page.title(at));
        let page = Arc::clone(&page);
        Trial::test(name, move || run(&page, at).map_err(Failed::from))
    };
    with_blocks.map(trial).collect()
}

/// Runs a section: every block in its order.
fn run(page: &Page, section: usize) -> Result<(), String> {
    let scratch = Scratch::new()?;
    let standard = inherited(page, section);
    let mut shelf = Shelf::built_in();
    for above in clause_files_above(page, section) {
        scratch.write(&name(above), &bytes(above))?;
        shelf.add(source(above));
    }
    for above in above(page, section, "cases") {
        scratch.write(&name(above), &bytes(above))?;
    }
    let mut standard = standard.map(source);
    let mut observed: Option<Observed> = None;
    let mut wrong = Vec::new();
    let blocks = page.sections.get(section).map(|section| section.blocks.as_slice()).unwrap_or_default();
    for (at, block) in blocks.iter().enumerate() {
        let drawn = blocks.get(at + 1).is_some_and(|next| next.kind == "diagnostics");
        let result = match block.kind.as_str() {
            "wh" => {
                scratch.write(&name(block), &bytes(block))?;
                let source = source(block);
                let result = if drawn { Ok(()) } else { clause_file(&source, block, &scratch, &shelf) };
                shelf.add(source.clone());
                standard = Some(source);
                result
            }
            "cases" => {
                scratch.write(&name(block), &bytes(block))?;
                cases(standard.as_ref(), block, &shelf)
            }
            "csv" if block.has("costs") => scratch.write(&name(block), &bytes(block)),
            // Mappings, and tables that cannot be read without one.
            "csv" | "xlsx" if block.has("map") => scratch.write(&name(block), &observed_bytes(block)?),
            "json" | "ndjson" | "csv" | "xlsx" | "xml" | "corpus" => {
                let bytes = observed_bytes(block)?;
                scratch.write(&name(block), &bytes)?;
                let read = Observed { name: name(block), bytes };
                let result =
                    if drawn { Ok(()) } else { observations(standard.as_ref(), &shelf, &read, &block.marks) };
                observed = Some(read);
                result
            }
            "overrides" => {
                scratch.write(&name(block), &bytes(block))?;
                overrides(standard.as_ref(), &shelf, observed.as_ref(), block)
            }
            "console" => console::ran(&block.text, &scratch.path)
                .and_then(|found| update::expect(&page.path, block, &found)),
            "text" => Ok(()),
            kind => output::of(kind, standard.as_ref(), &shelf, observed.as_ref(), &scratch)
                .and_then(|found| update::expect(&page.path, block, &found)),
        };
        wrong.extend(result.err());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The first clause file of the nearest heading above.
fn inherited(page: &Page, section: usize) -> Option<&Block> {
    clause_files_above(page, section).next()
}

/// The clause files of the headings above, the nearest heading first.
fn clause_files_above(page: &Page, section: usize) -> impl Iterator<Item = &Block> {
    above(page, section, "wh")
}

/// The blocks of a kind under the headings above, the nearest heading first.
fn above<'p>(page: &'p Page, section: usize, kind: &'static str) -> impl Iterator<Item = &'p Block> {
    let above = page.upwards(section).into_iter().skip(1);
    above.flat_map(move |above| above.blocks.iter().filter(move |block| block.kind == kind))
}

/// What a block is called as a file: its title, or a name for its kind.
fn name(block: &Block) -> String {
    let usual = match block.kind.as_str() {
        "wh" => "standard.wh",
        "cases" => "standard.cases",
        "json" => "unit.json",
        "ndjson" => "units.ndjson",
        "overrides" => "overrides.csv",
        "xlsx" => "unit.xlsx",
        "xml" => "unit.xml",
        _ => "unit.csv",
    };
    block.attribute("title").unwrap_or(usual).to_owned()
}

fn source(block: &Block) -> Source {
    Source::new(name(block), String::from_utf8_lossy(&bytes(block)))
}

/// The bytes of a block as a file: `bom`, `crlf` and `encoding=gb18030` after the fence say how it is saved.
fn bytes(block: &Block) -> Vec<u8> {
    let text = if block.has("crlf") { block.text.replace('\n', "\r\n") } else { block.text.clone() };
    let text = if block.has("bom") { format!("\u{feff}{text}") } else { text };
    match block.attribute("encoding") {
        Some("gb18030") => GB18030.encode(&text).0.into_owned(),
        _ => text.into_bytes(),
    }
}

/// The bytes of a block of observations: of a workbook those of what it describes.
fn observed_bytes(block: &Block) -> Result<Vec<u8>, String> {
    match block.kind.as_str() {
        "xlsx" => workbook::bytes(&block.text).and_then(|bytes| match block.attribute("without") {
            Some(part) => workbook::without(&bytes, part),
            None => Ok(bytes),
        }),
        "corpus" => workbook::of_corpus(block.attribute("from").unwrap_or_default()),
        _ => Ok(bytes(block)),
    }
    .map(|bytes| match block.attribute("cut").and_then(|length| length.parse::<usize>().ok()) {
        Some(length) => bytes.get(..length.min(bytes.len())).unwrap_or_default().to_vec(),
        None => bytes,
    })
}

/// A clause file reports what it marks, its examples included, and nothing else.
fn clause_file(source: &Source, block: &Block, scratch: &Scratch, shelf: &Shelf) -> Result<(), String> {
    let marks = Mark::of_lines(&block.text);
    if String::from_utf8(bytes(block)).is_err() {
        return not_utf8(&marks, &source.name, scratch);
    }
    compare(&marks, block, source, shelf)
}

/// Problems in the file itself are marked at its lines; those in files that it builds on above the block, unless
/// these have them on their own.
fn compare(marks: &[Mark], block: &Block, source: &Source, shelf: &Shelf) -> Result<(), String> {
    let mut reported = shelf.checked(source);
    if block.has("coverage") {
        reported.extend(shelf.uncovered(source));
    }
    let (own, below): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        reported.iter().partition(|one| one.span().source == SourceId(0));
    mark::compare(marks, own, source)?;
    mark::compare(&block.marks, below.into_iter().filter(|one| !shelf.has(one)), source)
}

/// A file of cases reports what it marks, and its clause file nothing because of it.
fn cases(standard: Option<&Source>, block: &Block, shelf: &Shelf) -> Result<(), String> {
    let standard = standard.ok_or("a file of cases stands below its clause file")?;
    let cases = source(block);
    let reported = shelf.checked_with_cases(standard, &cases);
    let of = |id| reported.iter().filter(move |one| one.span().source == id);
    mark::compare(&Mark::of_lines(&block.text), of(CASES), &cases)?;
    mark::compare(&Mark::of_lines(&standard.text), of(SourceId(0)), standard)
}

/// Only the command sees bytes.
fn not_utf8(marks: &[Mark], name: &str, scratch: &Scratch) -> Result<(), String> {
    let ran = crate::suite::command::weiheng(&["check", name], &[], &scratch.path)?;
    let absent = marks.iter().find(|mark| !ran.stdout.contains(&format!("[{}]", mark.code)));
    match absent {
        None if !marks.is_empty() => Ok(()),
        _ => Err(format!("marked {marks:?}, but `weiheng check` says\n{}", ran.stdout)),
    }
}

/// Overrides report what is quoted above them, and nothing else.
fn overrides(
    standard: Option<&Source>,
    shelf: &Shelf,
    observed: Option<&Observed>,
    block: &Block,
) -> Result<(), String> {
    let (standard, observed) = (standard.ok_or("no standard")?, observed.ok_or("no observations")?);
    let standard = shelf.load(standard).value.ok_or("the standard is not legal")?;
    let source = Source::new(name(block), &block.text);
    let diagnostics = observed.overridden(&standard, &source)?;
    mark::compare(&block.marks, &diagnostics, &source)
}

/// Observations report what is quoted above them, and nothing else.
fn observations(
    standard: Option<&Source>,
    shelf: &Shelf,
    observed: &Observed,
    marks: &[Mark],
) -> Result<(), String> {
    let Some(standard) = standard else { return Ok(()) };
    match shelf.load(standard).value {
        Some(standard) => {
            let (source, diagnostics) = observed.problems(&standard)?;
            mark::compare(marks, &diagnostics, &source)
        }
        None if marks.is_empty() => Ok(()),
        None => Err("the standard is not legal, so the observations cannot be read".to_owned()),
    }
}
