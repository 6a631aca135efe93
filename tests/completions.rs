//! The ranges of a half-observed unit hold the result of every completion: on the standards of `rubrics/` and
//! `standards/`, on those built in and on the examples, each with values on both sides of every number it names.
//!
//! A unit is drawn whole, some of it is hidden, and what was hidden is filled in again: in every way there is where
//! the ways are few, otherwise in ways drawn at random. The oracle says what each completion gives.

mod completions {
    pub(crate) mod observable;
    pub(crate) mod trial;
    pub(crate) mod unit;
}

use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;

use libtest_mimic::Arguments;
use libtest_mimic::Failed;
use libtest_mimic::Trial;
use spec::shelf::below;

fn main() -> ExitCode {
    let trials = files().into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || completions::trial::held(&path).map_err(Failed::from))
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// Every clause file that is a standard of its own, sorted by name.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["rubrics", "standards", "../standards", "../examples"].map(|folder| root.join(folder));
    let mut found: Vec<PathBuf> = folders.iter().flat_map(|folder| below(folder)).collect();
    found.sort();
    found
}
