//! Expectations: compared with what came out, or rewritten where `UPDATE` is set.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::suite::markdown::Block;

/// A stretch of a file that is to hold something else.
struct Rewrite {
    path: PathBuf,
    lines: Range<usize>,
    text: String,
}

static REWRITES: Mutex<Vec<Rewrite>> = Mutex::new(Vec::new());

/// Whether expectations are to be rewritten.
pub(crate) fn wanted() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty())
}

/// Compares a block with what came out; with `UPDATE` it will be rewritten instead.
pub(crate) fn expect(path: &Path, block: &Block, found: &str) -> Result<(), String> {
    if block.text == found {
        return Ok(());
    }
    if wanted() {
        let rewrite = Rewrite { path: path.to_owned(), lines: block.lines.clone(), text: found.to_owned() };
        REWRITES.lock().unwrap_or_else(PoisonError::into_inner).push(rewrite);
        return Ok(());
    }
    let place = format!("line {}, `{}`", block.first_line(), block.kind);
    Err(format!("{place}:\n{}", difference(&block.text, found)))
}

/// Compares a whole file with what came out; with `UPDATE` it is rewritten.
pub(crate) fn expect_file(path: &Path, found: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    if wanted() {
        return fs::write(path, found).map_err(|error| format!("{}: {error}", path.display()));
    }
    Err(format!("{}:\n{}", path.display(), difference(&expected, found)))
}

/// Two texts line by line: `-` what was expected, `+` what came, around the first and the last that differ.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let same = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let rest = expected.len().min(found.len()) - same;
    let ending = expected.iter().rev().zip(found.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    for (sign, lines) in [(' ', &expected[..same]), ('-', &expected[same..]), ('+', &found[same..])] {
        let shown = if sign == ' ' { lines.len() } else { lines.len() - ending };
        let lines = if sign == ' ' { &lines[same.saturating_sub(3)..] } else { &lines[..shown] };
        lines.iter().for_each(|line| text.push_str(&format!("{sign} {line}\n")));
    }
    text
}

/// Writes what [`expect`] collected.
pub(crate) fn apply() {
    let mut rewrites = std::mem::take(&mut *REWRITES.lock().unwrap_or_else(PoisonError::into_inner));
    rewrites.sort_by_key(|rewrite| std::cmp::Reverse(rewrite.lines.start));
    for rewrite in rewrites {
        let Ok(text) = fs::read_to_string(&rewrite.path) else { continue };
        let mut lines: Vec<&str> = text.lines().collect();
        lines.splice(rewrite.lines, rewrite.text.lines());
        drop(fs::write(&rewrite.path, format!("{}\n", lines.join("\n"))));
    }
}
