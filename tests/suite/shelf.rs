//! What clause files of the tests may build on: the standards of the repository, and files that stand beside them.

use std::collections::BTreeMap;
use std::path::Path;

use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;

use crate::suite::folder;

/// The file of cases of the clause file at hand.
pub(crate) const CASES: SourceId = SourceId(u16::MAX);

/// Clause files by the ids that 承 may name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    files: BTreeMap<String, (SourceId, Source)>,
}

impl Shelf {
    /// The standards of the repository.
    pub(crate) fn built_in() -> Self {
        let mut shelf = Self::default();
        shelf.add_folder(&folder::root().join("standards"));
        shelf
    }

    /// Every clause file below a folder.
    pub(crate) fn add_folder(&mut self, path: &Path) {
        for path in folder::files(path, &["wh"]) {
            let text = folder::read(&path).unwrap_or_default();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            self.put(stem, Source::new(folder::name(&path), text));
        }
    }

    /// One more clause file, by its name without `.wh`.
    pub(crate) fn add(&mut self, source: Source) {
        let id = source.name.trim_end_matches(".wh").to_owned();
        self.put(id, source);
    }

    /// A standard from its clause file, which is the first source.
    pub(crate) fn load(&self, source: &Source) -> Outcome<Standard> {
        weiheng::load_with(source, SourceId(0), &mut self.files.clone())
    }

    /// The same with its file of cases, which is [`CASES`].
    pub(crate) fn load_with_cases(&self, source: &Source, cases: &Source) -> Outcome<Standard> {
        weiheng::load_with_cases((source, SourceId(0)), (cases, CASES), &mut self.files.clone())
    }

    /// A clause file with all that it builds on, written out as one that builds on nothing.
    pub(crate) fn written_out(&self, source: &Source) -> String {
        let effective = weiheng::effective(source, SourceId(0), &mut self.files.clone()).1;
        effective.map(|effective| effective.show_origin()).unwrap_or_default()
    }

    /// Everything that `weiheng check` would say of a clause file.
    pub(crate) fn checked(&self, source: &Source) -> Diagnostics {
        let loaded = self.load(source);
        let mut diagnostics = loaded.diagnostics;
        if let Some(standard) = loaded.value {
            diagnostics.extend(weiheng::run_examples(&standard));
        }
        diagnostics
    }

    /// Everything that `weiheng check` would say of a clause file with its file of cases.
    pub(crate) fn checked_with_cases(&self, source: &Source, cases: &Source) -> Diagnostics {
        let loaded = self.load_with_cases(source, cases);
        let mut diagnostics = loaded.diagnostics;
        if let Some(standard) = loaded.value {
            diagnostics.extend(weiheng::run_examples(&standard));
        }
        diagnostics
    }

    /// What `weiheng check --coverage` would say of a clause file without a file of cases beside that.
    pub(crate) fn uncovered(&self, source: &Source) -> Diagnostics {
        self.load(source).value.as_ref().map(weiheng::uncovered).unwrap_or_default()
    }

    /// Whether a problem is that of a file on the shelf, which has it on its own.
    pub(crate) fn has(&self, problem: &Diagnostic) -> bool {
        let of = |(id, source): &(SourceId, Source)| {
            weiheng::load_with(source, *id, &mut self.files.clone()).diagnostics
        };
        let file = self.files.values().find(|(id, _)| *id == problem.span().source);
        file.is_some_and(|file| of(file).iter().any(|own| own == problem))
    }

    fn put(&mut self, id: String, source: Source) {
        let number = u16::try_from(self.files.len() + 1).unwrap_or(u16::MAX);
        let number = self.files.get(&id).map_or(SourceId(number), |(known, _)| *known);
        self.files.insert(id, (number, source));
    }
}
