//! The standards that a clause file may build on: the built-in ones, and those beside the file.

use std::path::PathBuf;

use weiheng::Diagnostics;
use weiheng::Library;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;

use crate::built_in;
use crate::built_in::STANDARDS;
use crate::failure::Failure;
use crate::files;
use crate::sources::Sources;
use crate::standard;

/// Finds bases by their ids; like everywhere, an id of a built-in standard goes before a file of the same name.
pub(crate) struct Shelf<'a> {
    /// The folder of the file that builds on them.
    folder: Option<PathBuf>,
    sources: &'a mut Sources,
    encoding: Diagnostics,
    failure: Option<Failure>,
}

impl<'a> Shelf<'a> {
    /// The built-in standards, and the clause files of a folder.
    pub(crate) fn new(folder: Option<PathBuf>, sources: &'a mut Sources) -> Self {
        Self { folder, sources, encoding: Diagnostics::new(), failure: None }
    }

    /// What was loaded, with what was wrong with the bytes of bases.
    pub(crate) fn with_encoding<T>(self, outcome: Outcome<T>) -> Result<Outcome<T>, Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        let broken = !self.encoding.is_empty();
        let mut diagnostics = outcome.diagnostics;
        diagnostics.extend(self.encoding);
        Ok(Outcome { value: outcome.value.filter(|_| !broken), diagnostics: diagnostics.sorted() })
    }

    fn read(&mut self, id: &str) -> Result<Option<SourceId>, Failure> {
        if let Some(standard) = built_in::standard(id) {
            return self.sources.add(standard.source()).map(Some);
        }
        let folder = self.folder.as_ref().filter(|_| !id.contains(['/', '\\']));
        let path = folder.map(|folder| folder.join(format!("{id}.wh")));
        let Some(path) = path.filter(|path| path.is_file()) else { return Ok(None) };
        let file = standard::read(&path, self.sources)?;
        self.encoding.extend(file.encoding);
        Ok(Some(file.id))
    }
}

impl Library for Shelf<'_> {
    fn find(&mut self, id: &str) -> Option<(SourceId, Source)> {
        match self.read(id) {
            Ok(found) => found.and_then(|id| Some((id, self.sources.get(id)?.source.clone()))),
            Err(failure) => {
                self.failure = Some(failure);
                None
            }
        }
    }

    fn ids(&self) -> Vec<String> {
        let beside = self.folder.iter().flat_map(|folder| files::stems(folder, "wh"));
        STANDARDS.iter().map(|standard| standard.id.to_owned()).chain(beside).collect()
    }
}
