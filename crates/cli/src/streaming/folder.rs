//! The folder of a run's parts, beside the output: what is finished in it stays finished.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use weiheng::Digest;

use crate::failure::Failure;
use crate::files;
use crate::streaming::Toll;
use crate::streaming::part::unwritable;

/// What a run is made of: two runs with the same go on from one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Manifest {
    /// The version of the program.
    pub(crate) version: String,
    /// The texts of the standards and of the mapping.
    pub(crate) texts: Vec<String>,
    /// The files with their sizes and when they were changed.
    pub(crate) inputs: Vec<(String, u64, u64)>,
    /// What else was asked.
    pub(crate) asked: String,
}

impl Manifest {
    /// Notes a text that the results rest on.
    pub(crate) fn text(&mut self, digest: Digest) {
        self.texts.push(digest.to_string());
    }

    /// Notes a file.
    pub(crate) fn input(&mut self, path: &Path) {
        let known = fs::metadata(path).ok();
        let changed = known.as_ref().and_then(|known| known.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        let changed = changed.and_then(|since| u64::try_from(since.as_micros()).ok()).unwrap_or(0);
        self.inputs.push((path.display().to_string(), known.map_or(0, |known| known.len()), changed));
    }
}

/// The folder.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder of an output: that of an earlier run of the same kind, or an empty one.
    pub(crate) fn open(output: &Path, manifest: &Manifest) -> Result<Self, Failure> {
        let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = Self { path: output.with_file_name(format!(".{name}.parts")) };
        let note = folder.path.join("run.json");
        let text = serde_json::to_string(manifest).map_err(|error| unwritable(&error.into()))?;
        if fs::read_to_string(&note).is_ok_and(|known| known == text) {
            return Ok(folder);
        }
        if folder.path.exists() {
            fs::remove_dir_all(&folder.path).map_err(|error| unwritable(&error))?;
        }
        files::make_folder(&folder.path)?;
        files::replace(&note, text.as_bytes())?;
        Ok(folder)
    }

    /// Where the results of a part are.
    pub(crate) fn results(&self, number: usize) -> PathBuf {
        self.path.join(format!("{number:08}.results"))
    }

    /// What a part came to, where it is finished.
    pub(crate) fn known(&self, number: usize) -> Option<Toll> {
        serde_json::from_slice(&fs::read(self.toll(number)).ok()?).ok()
    }

    /// Notes that a part is finished; its results are there.
    pub(crate) fn finished(&self, number: usize, rejects: &str, toll: &Toll) -> Result<(), Failure> {
        if !rejects.is_empty() {
            files::replace(&self.rejects(number), rejects.as_bytes())?;
        }
        let text = serde_json::to_string(toll).map_err(|error| unwritable(&error.into()))?;
        files::replace(&self.toll(number), text.as_bytes())
    }

    /// The rejects of a part.
    pub(crate) fn rejected(&self, number: usize) -> String {
        fs::read_to_string(self.rejects(number)).unwrap_or_default()
    }

    /// Removes the folder: its parts are put together.
    pub(crate) fn remove(self) {
        drop(fs::remove_dir_all(&self.path));
    }

    fn toll(&self, number: usize) -> PathBuf {
        self.path.join(format!("{number:08}.json"))
    }

    fn rejects(&self, number: usize) -> PathBuf {
        self.path.join(format!("{number:08}.rejects"))
    }
}
