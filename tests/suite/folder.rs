//! The folders the tests read, and a folder of their own to write in.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let member = Path::new(env!("CARGO_MANIFEST_DIR"));
    member.parent().unwrap_or(member).to_owned()
}

/// A path as it is called in a message: from the root of the repository, with `/`.
pub(crate) fn name(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    inside.display().to_string().replace('\\', "/")
}

/// Every file below a folder with one of the extensions, sorted by path; what cargo has built is left out.
pub(crate) fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    gather(folder, extensions, &mut found);
    found.sort();
    found
}

fn gather(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if path.is_dir() && !path.ends_with("target") {
            gather(&path, extensions, found);
        } else if extensions.contains(&extension) {
            found.push(path);
        }
    }
}

/// A text file of the repository.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", name(path)))
}

/// A folder that is gone when dropped.
pub(crate) struct Scratch {
    /// Where it is.
    pub(crate) path: PathBuf,
}

impl Scratch {
    /// A new, empty folder.
    pub(crate) fn new() -> Result<Self, String> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("weiheng-suite-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { path })
    }

    /// Writes a file into it, with the folders that its name has.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), String> {
        let path = self.path.join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| format!("{name}: {error}"))?;
        fs::write(path, bytes).map_err(|error| format!("{name}: {error}"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.path));
    }
}
