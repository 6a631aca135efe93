//! Console blocks: commands after `$`, what they print, and `? n` where they end with another status than 0.

use std::fs;
use std::path::Path;

use crate::suite::command;
use crate::suite::command::Ran;

/// Commands of documents that are not run: they build and test what is being tested here.
const NOT_RUN: [&str; 8] = [
    "cargo build --workspace",
    "cargo test --workspace",
    "cargo clippy --workspace --all-targets -- -D warnings",
    "cargo fmt --check",
    "cargo install --path crates/cli",
    "cargo bench -p weiheng",
    "UPDATE=1 cargo test -p spec --test suite",
    "find crates/engine/src -name 'from_*'",
];

/// The command without installing it.
const FROM_CHECKOUT: &str = "cargo run --release -p weiheng-cli --";

/// A command with what the block says of it.
pub(crate) struct Step<'a> {
    /// The line after `$`.
    pub(crate) command: &'a str,
    /// The lines below it.
    pub(crate) output: String,
    /// The status after `?`.
    pub(crate) status: u8,
}

/// The commands of a block.
pub(crate) fn steps(text: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command, output: String::new(), status: 0 });
        } else if let Some(step) = steps.last_mut() {
            match line.strip_prefix("? ").and_then(|status| status.parse().ok()) {
                Some(status) => step.status = status,
                None => step.output.extend([line, "\n"]),
            }
        }
    }
    steps
}

/// Runs a command line in a folder; `None` for what is known and not run.
pub(crate) fn run(line: &str, folder: &Path) -> Result<Option<Ran>, String> {
    if NOT_RUN.contains(&line) {
        return Ok(None);
    }
    if let Some(file) = line.strip_prefix("cat ") {
        let stdout = fs::read_to_string(folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
        return Ok(Some(Ran { stdout, ..Ran::default() }));
    }
    let arguments = line.strip_prefix("weiheng ").or_else(|| line.strip_prefix(FROM_CHECKOUT));
    let arguments = arguments.ok_or_else(|| format!("`{line}` is not a command that this suite knows"))?;
    let (arguments, input) = arguments.split_once(" < ").unwrap_or((arguments, ""));
    let stdin = match input.trim() {
        "" => Vec::new(),
        file => fs::read(folder.join(file)).map_err(|error| format!("{file}: {error}"))?,
    };
    let arguments: Vec<&str> = arguments.split_whitespace().map(|word| word.trim_matches('"')).collect();
    command::weiheng(&arguments, &stdin, folder).map(Some)
}

/// A block as it really comes out: every command with what it prints and how it ends.
pub(crate) fn ran(text: &str, folder: &Path) -> Result<String, String> {
    let mut found = String::new();
    for step in steps(text) {
        let ran = run(step.command, folder)?;
        found.extend(["$ ", step.command, "\n"]);
        let Some(ran) = ran else { continue };
        found.extend([ran.stdout.as_str(), ran.stderr.as_str()]);
        if ran.status != 0 {
            found.push_str(&format!("? {}\n", ran.status));
        }
    }
    Ok(found)
}
