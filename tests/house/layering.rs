//! Who may name whom in the engine: the table of `crates/engine/ARCHITECTURE.md`, read against the sources.

use std::path::Path;

use crate::folder;

/// What every stage may name.
const VOCABULARY: &[&str] =
    &["source", "words", "exact", "unit", "date", "calendar", "rounding", "fullwidth", "digest", "origin"];

/// Paths below `crates/engine/src` with what their files may name besides themselves. The longest path wins.
/// `syntax::tree` without `syntax` stands for the small enumerations that mean the same in later stages.
const LAYERS: &[(&str, &[&str])] = &[
    ("source.rs", &[]),
    ("origin.rs", &[]),
    ("words.rs", &[]),
    ("exact.rs", &[]),
    ("fullwidth.rs", &[]),
    ("digest.rs", &[]),
    ("unit.rs", &[]),
    ("date.rs", &[]),
    ("calendar.rs", &[]),
    ("rounding.rs", &[]),
    ("diagnostic/", &[]),
    ("syntax/", &["diagnostic"]),
    ("model/", &["syntax::tree"]),
    ("model/from_syntax/", &["diagnostic", "syntax", "model"]),
    ("plan/", &["model", "syntax::tree"]),
    ("observation/", &["diagnostic", "model"]),
    ("observation/from_example.rs", &["observation", "diagnostic", "model", "syntax::tree"]),
    ("observation/example_table.rs", &["observation", "diagnostic", "model", "syntax::tree"]),
    ("evaluation/", &["plan", "model", "observation", "syntax::tree"]),
    ("assessment/", &["plan", "model", "observation", "evaluation", "syntax::tree"]),
    ("assessment/mod.rs", &["assessment", "evaluation::tally"]),
    ("assessment/repairs.rs", &["assessment"]),
    (
        "comparison/",
        &["comparison", "plan", "model", "observation", "evaluation", "assessment", "syntax::tree"],
    ),
    ("comparison/mod.rs", &["comparison", "assessment"]),
    ("summary/", &["assessment"]),
    ("repair/", &["plan", "model", "observation", "evaluation", "assessment", "syntax::tree"]),
    ("verification/", &["assessment"]),
    ("visits/", &["assessment"]),
    ("loading.rs", &["diagnostic", "syntax", "model"]),
    (
        "examples/",
        &["diagnostic", "plan", "model", "observation", "evaluation", "assessment", "syntax::tree"],
    ),
    ("coverage/", &["diagnostic", "model", "evaluation", "examples", "syntax::tree"]),
    (
        "lib.rs",
        &[
            "diagnostic",
            "syntax",
            "plan",
            "model",
            "observation",
            "evaluation",
            "assessment",
            "comparison",
            "summary",
            "repair",
            "verification",
            "visits",
        ],
    ),
];

#[test]
fn stages_name_only_what_they_may() -> Result<(), String> {
    let sources = folder::root().join("crates/engine/src");
    let mut wrong = Vec::new();
    for path in folder::files(&sources, &["rs"]) {
        let name = path.strip_prefix(&sources).map(Path::to_string_lossy).unwrap_or_default().into_owned();
        let Some((layer, allowed)) = row(&name) else {
            wrong.push(format!("{name} is in no row of the table"));
            continue;
        };
        for (line, mention) in mentions(&folder::read(&path)?) {
            if !may(layer, allowed, &mention) {
                wrong.push(format!("{name}:{line} may not name crate::{mention}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn every_row_of_the_table_matches_a_file() {
    let sources = folder::root().join("crates/engine/src");
    let stale = LAYERS.iter().map(|(layer, _)| layer).filter(|layer| !sources.join(layer).exists());
    assert_eq!(stale.collect::<Vec<_>>(), Vec::<&&str>::new());
}

fn row(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    let fits = LAYERS.iter().filter(|(layer, _)| name.starts_with(layer));
    fits.max_by_key(|(layer, _)| layer.len()).copied()
}

/// Whether the files of a row may name a path: one of the same row, of the vocabulary, or of what the row allows.
fn may(layer: &str, allowed: &[&str], mention: &str) -> bool {
    let of_the_same_row =
        row(&format!("{}/", mention.replace("::", "/"))).is_some_and(|(other, _)| other == layer);
    let below = |path: &&&str| mention == **path || mention.starts_with(&format!("{path}::"));
    of_the_same_row || VOCABULARY.iter().chain(allowed).any(|path| below(&path))
}

/// Every `crate::a::b` outside comments, as `a::b`, with its line.
fn mentions(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines().filter(|line| !line.trim_start().starts_with("//!"))) {
        let code = if line.trim_start().starts_with("//") { "" } else { line };
        let mut pieces = code.split("crate::");
        let mut before = pieces.next().unwrap_or_default();
        for piece in pieces {
            let path: String =
                piece.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            if !before.ends_with('$') {
                found.push((number, path.trim_end_matches(':').to_owned()));
            }
            before = piece;
        }
    }
    found
}

#[test]
fn a_stage_may_not_name_a_later_one() {
    let (layer, allowed) = row("syntax/tree.rs").expect("it has a row");
    assert!(may(layer, allowed, "syntax::keyword::Keyword"));
    assert!(may(layer, allowed, "diagnostic::Code"));
    assert!(may(layer, allowed, "words"));
    assert!(!may(layer, allowed, "model::Standard"));
    assert!(!may(layer, allowed, "Diagnostic"), "the root is a façade for callers");
    let (layer, allowed) = row("model/part.rs").expect("it has a row");
    assert!(may(layer, allowed, "syntax::tree::Rank"));
    assert!(!may(layer, allowed, "syntax::keyword::Keyword"));
    assert!(!may(layer, allowed, "model::from_syntax::check::Check"));
}
