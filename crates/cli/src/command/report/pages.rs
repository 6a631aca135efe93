//! A folder of reports: one for each unit, and the summary that leads to them.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Assessment;
use weiheng::Language;

use crate::command::report::form::Form;
use crate::failure::Failure;
use crate::files;
use crate::per_unit::Stems;

/// The reports written so far.
pub(super) struct Pages {
    folder: PathBuf,
    form: Form,
    language: Language,
    stems: Stems,
    names: Vec<String>,
}

impl Pages {
    /// An empty folder of reports; the folder is made where it is not there.
    pub(super) fn in_folder(folder: &Path, form: Form, language: Language) -> Result<Self, Failure> {
        files::make_folder(folder)?;
        let stems = Stems::beside(summary_stem(language));
        Ok(Self { folder: folder.to_owned(), form, language, stems, names: Vec::new() })
    }

    /// Writes the report on a unit under its name.
    pub(super) fn add(&mut self, assessment: &Assessment) -> Result<(), Failure> {
        let position = self.names.len() + 1;
        let stem = self.stems.of(assessment.unit.as_deref().unwrap_or_default(), position);
        let name = format!("{stem}.{}", self.form.extension());
        let report = self.form.report(assessment, self.language)?;
        files::replace(&self.folder.join(&name), &report)?;
        self.names.push(name);
        Ok(())
    }

    /// Where the reports lie, seen from the summary, by the position of their unit.
    pub(super) fn links(&self) -> BTreeMap<u32, String> {
        (1..).zip(self.names.iter().map(|name| escaped(name))).collect()
    }

    /// Writes the summary.
    pub(super) fn summary(&self, summary: &[u8]) -> Result<(), Failure> {
        let name = format!("{}.{}", summary_stem(self.language), self.form.extension());
        files::replace(&self.folder.join(name), summary)
    }
}

fn summary_stem(language: Language) -> &'static str {
    match language {
        Language::Zh => "汇总",
        Language::En => "summary",
    }
}

/// A file name in a link, with what has a meaning there as its bytes.
fn escaped(name: &str) -> String {
    let mut link = String::from("./");
    for c in name.chars() {
        match c {
            '%' | '#' | '?' | ' ' | '&' | '"' | '\'' => link.push_str(&format!("%{:02X}", u32::from(c))),
            _ => link.push(c),
        }
    }
    link
}
