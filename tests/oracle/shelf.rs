//! The standards of the repository, for tests that go through all of them.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Source;
use weiheng::SourceId;

/// The folder of the built-in standards.
pub fn shelf() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards")
}

/// The clause files in a folder and in the folders below it, sorted.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is here");
    let mut found: Vec<PathBuf> = entries
        .flat_map(|entry| match entry.expect("an entry").path() {
            path if path.is_dir() => below(&path),
            path if path.extension().is_some_and(|end| end == "wh") => vec![path],
            _ => Vec::new(),
        })
        .collect();
    found.sort();
    found
}

/// What a clause file may build on: the other built-in standards, by their ids.
pub fn library(path: &Path) -> BTreeMap<String, (SourceId, Source)> {
    let files = below(&shelf());
    let others = (1..).map(SourceId).zip(files).filter(|(_, other)| other.file_name() != path.file_name());
    others
        .map(|(id, file)| {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&file).expect("a standard can be read");
            (stem, (id, Source::new(file.display().to_string(), text)))
        })
        .collect()
}
