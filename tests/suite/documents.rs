//! The documents: their commands are run, their clause files are legal, their JSON can be read.

use std::path::Path;
use std::path::PathBuf;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Code;
use weiheng::Source;

use crate::suite::console;
use crate::suite::fixtures;
use crate::suite::folder;
use crate::suite::folder::Scratch;
use crate::suite::mark;
use crate::suite::markdown::Block;
use crate::suite::markdown::Page;
use crate::suite::shelf::Shelf;

/// The documents with blocks, besides those directly in `docs`.
const DOCUMENTS: [&str; 7] = [
    "README.md",
    "README.zh.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "crates/engine/ARCHITECTURE.md",
    "examples/README.md",
    "standards/README.md",
];

/// Documents whose blocks are files that their commands read and write, in a folder of their own: pages of the suite.
const WITH_FILES: [&str; 7] = [
    "docs/batch.md",
    "docs/forms.md",
    "docs/headings.md",
    "docs/overrides.md",
    "docs/reports.md",
    "docs/verify.md",
    "docs/visits.md",
];

/// One test for each block.
pub(crate) fn trials() -> Vec<Trial> {
    let root = folder::root();
    let is_with_files = |path: &PathBuf| WITH_FILES.contains(&folder::name(path).as_str());
    let in_docs = folder::files(&root.join("docs"), &["md"]).into_iter();
    let in_docs = in_docs.filter(|path| path.parent() == Some(&root.join("docs")));
    let mut paths: Vec<PathBuf> = DOCUMENTS.iter().map(|name| root.join(name)).chain(in_docs).collect();
    paths.sort();
    let (with_files, plain): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(is_with_files);
    let with_files =
        with_files.iter().flat_map(|path| fixtures::of_page(Page::read(path), &folder::name(path)));
    plain.iter().flat_map(|path| of_document(path)).chain(with_files).collect()
}

fn of_document(path: &Path) -> Vec<Trial> {
    let name = folder::name(path);
    let page = match Page::read(path) {
        Ok(page) => page,
        Err(problem) => return vec![Trial::test(name, move || Err(problem.into()))],
    };
    let mut shelf = Shelf::built_in();
    for block in page.blocks().filter(|block| block.kind == "wh") {
        block.attribute("title").into_iter().for_each(|name| shelf.add(Source::new(name, &block.text)));
    }
    let trial = |(title, block): (String, Block)| {
        let (name, shelf) = (format!("{name}:{} {title} `{}`", block.lines.start, block.kind), shelf.clone());
        Trial::test(name, move || run(&block, &shelf).map_err(Failed::from))
    };
    let titled = page.sections.iter().enumerate().flat_map(|(at, section)| {
        let title = page.title(at);
        section.blocks.iter().map(move |block| (title.clone(), block.clone()))
    });
    titled.map(trial).collect()
}

fn run(block: &Block, shelf: &Shelf) -> Result<(), String> {
    match block.kind.as_str() {
        "console" => commands(&block.text),
        "sh" => shell(&block.text),
        "wh" => clause_file(&block.text, shelf),
        "json" => serde_json::from_str(&block.text)
            .map(|_: serde_json::Value| ())
            .map_err(|error| error.to_string()),
        "text" => excerpt(&block.text),
        "csv" | "xml" | "rust" => Ok(()), // the Rust of the README is a doctest of the command
        kind => Err(format!("what should a test do with a `{kind}` block?")),
    }
}

/// Commands run from the root, but write elsewhere; what they print is compared only where the document shows any of it.
fn commands(text: &str) -> Result<(), String> {
    let scratch = Scratch::new()?;
    for step in console::steps(text) {
        let line = elsewhere(step.command, &scratch);
        let Some(ran) = console::run(&line, &folder::root())? else { continue };
        let found = format!("{}{}", ran.stdout, ran.stderr);
        if ran.status != step.status {
            let (command, expected) = (step.command, step.status);
            return Err(format!("`{command}` ends with {} instead of {expected}:\n{found}", ran.status));
        }
        if !step.output.is_empty() && step.output != found {
            return Err(format!("`{}` prints\n{found}", step.command));
        }
    }
    Ok(())
}

/// A command with the file after `-o` in a folder of its own.
fn elsewhere(command: &str, scratch: &Scratch) -> String {
    match command.split_once(" -o ") {
        Some((before, after)) => format!("{before} -o {}", scratch.path.join(after).display()),
        None => command.to_owned(),
    }
}

/// A block of commands without `$`.
fn shell(text: &str) -> Result<(), String> {
    text.lines().try_for_each(|line| commands(&format!("$ {line}\n")))
}

/// A whole clause file: nothing wrong but sources that nobody has verified, and its examples come out.
fn clause_file(text: &str, shelf: &Shelf) -> Result<(), String> {
    let source = Source::new("block", text);
    let reported = shelf.checked(&source);
    mark::compare(&[], reported.iter().filter(|one| one.code != Code::WH0311), &source)
}

/// What looks like a piece of a clause file is one of `examples/street.wh`, blanks and line breaks aside.
fn excerpt(text: &str) -> Result<(), String> {
    if !["条 ", "例 ", "章 "].iter().any(|heading| text.starts_with(heading)) {
        return Ok(());
    }
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let street = folder::read(&folder::root().join("examples/street.wh"))?;
    match dense(&street).contains(&dense(text)) {
        true => Ok(()),
        false => Err("this is not how it stands in examples/street.wh".to_owned()),
    }
}
