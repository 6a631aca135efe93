//! What a file may be: not too long, not named for nothing, without debris.

use std::path::Path;
use std::path::PathBuf;

use crate::folder;

/// More lines than this need a reason.
const LONGEST: usize = 400;

/// Files that are longer, and why.
const LONGER: &[(&str, &str)] = &[
    ("crates/engine/src/syntax/label.rs", "one line for each rule of the grammar, exhaustive"),
    ("crates/engine/src/syntax/tree.rs", "the whole tree on one page, types and documentation only"),
];

/// Files named like this hold whatever nobody found a place for.
const NAMES: [&str; 6] = ["utils", "util", "helpers", "common", "manager", "handler"];

fn sources() -> Vec<PathBuf> {
    let root = folder::root();
    let inside = ["crates", "tests", "benches"].map(|name| root.join(name));
    inside.iter().flat_map(|path| folder::files(path, &["rs", "pest", "toml"])).collect()
}

#[test]
fn no_source_is_too_long() -> Result<(), String> {
    let mut wrong = Vec::new();
    for path in folder::files(&folder::root().join("crates"), &["rs"]) {
        let (name, lines) = (folder::name(&path), folder::read(&path)?.lines().count());
        let excused = LONGER.iter().any(|(longer, _)| *longer == name);
        match (lines > LONGEST, excused) {
            (true, false) => wrong.push(format!("{name} has {lines} lines")),
            (false, true) => wrong.push(format!("{name} needs no exception any more")),
            _ => {}
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn no_file_is_named_for_nothing() {
    let stem =
        |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let vague: Vec<String> = sources()
        .iter()
        .filter(|path| NAMES.contains(&stem(path).as_str()))
        .map(|path| folder::name(path))
        .collect();
    assert!(vague.is_empty(), "{vague:?}");
}

#[test]
fn no_debris_is_left() -> Result<(), String> {
    // Put together here, so that this file is not debris itself.
    let debris = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"]].map(|halves| halves.concat());
    let mut wrong = Vec::new();
    for path in sources() {
        for (number, line) in (1..).zip(folder::read(&path)?.lines()) {
            let mut words = line.split(|c: char| !c.is_ascii_alphanumeric());
            if words.any(|word| debris.iter().any(|debris| debris == word)) {
                wrong.push(format!("{}:{number}: {}", folder::name(&path), line.trim()));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn every_suite_file_is_found() {
    let root = folder::root().join("tests/suite");
    for name in ["syntax", "model", "observation", "evaluation", "report", "cli"] {
        assert!(!folder::files(&root.join(name), &["md"]).is_empty(), "tests/suite/{name} has no page");
    }
}
