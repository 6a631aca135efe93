//! Compiles the standards, their cases and the pages of the diagnostic codes into the binary.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../..").canonicalize()?;
    let mut table = String::new();
    entries(&mut table, "STANDARDS", &root, "standards", "wh")?;
    entries(&mut table, "CASES", &root, "standards", "cases")?;
    entries(&mut table, "PAGES", &root, "docs/codes", "md")?;
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join("built_in.rs"), table)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Writes one table of the files below `folder` that end in `extension`, in the order of their paths.
fn entries(
    table: &mut String,
    name: &str,
    root: &Path,
    folder: &str,
    extension: &str,
) -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let folder = root.join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    if folder.is_dir() {
        collect(&folder, extension, &mut files)?;
    }
    files.sort();
    writeln!(table, "pub(crate) const {name}: &[BuiltIn] = &[")?;
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let path = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let full = file.to_string_lossy();
        writeln!(table, "    BuiltIn {{ id: {stem:?}, path: {path:?}, text: include_str!({full:?}) }},")?;
    }
    writeln!(table, "];")?;
    Ok(())
}

fn collect(folder: &Path, extension: &str, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extension, files)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    Ok(())
}
