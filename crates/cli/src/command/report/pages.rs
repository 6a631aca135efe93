//! A folder of reports: one for each unit, and the summary that leads to them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Assessment;
use weiheng::Language;

use crate::command::report::form::Form;
use crate::failure::Failure;
use crate::files;

/// The reports written so far.
pub(super) struct Pages {
    folder: PathBuf,
    form: Form,
    language: Language,
    taken: BTreeSet<String>,
    names: Vec<String>,
}

impl Pages {
    /// An empty folder of reports; the folder is made where it is not there.
    pub(super) fn in_folder(folder: &Path, form: Form, language: Language) -> Result<Self, Failure> {
        files::make_folder(folder)?;
        let taken = BTreeSet::from([summary_stem(language).to_lowercase()]);
        Ok(Self { folder: folder.to_owned(), form, language, taken, names: Vec::new() })
    }

    /// Writes the report on a unit under its name.
    pub(super) fn add(&mut self, assessment: &Assessment) -> Result<(), Failure> {
        let position = self.names.len() + 1;
        let stem = self.free_stem(assessment.unit.as_deref().unwrap_or_default(), position);
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

    /// A file name that every system allows and that no other unit has.
    fn free_stem(&mut self, unit: &str, position: usize) -> String {
        let allowed = unit.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '_' } else { c });
        let plain: String = allowed.take(LONGEST).collect();
        let plain = plain.trim_matches(['.', ' ']).to_owned();
        let plain = if plain.is_empty() { position.to_string() } else { plain };
        let mut stem = plain.clone();
        let mut number = position;
        while !self.taken.insert(stem.to_lowercase()) {
            stem = format!("{plain} ({number})");
            number += 1;
        }
        stem
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

/// What a file name may not hold on some system.
const FORBIDDEN: &str = "/\\:*?\"<>|";
/// Characters of a unit's name that its file keeps.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use weiheng::Language;

    use super::Pages;
    use crate::command::report::form::Form;

    #[test]
    fn no_report_takes_the_name_of_another() {
        let (folder, form, language) = (PathBuf::new(), Form::Html, Language::Zh);
        let mut pages = Pages { folder, form, language, taken: BTreeSet::new(), names: Vec::new() };
        let units = ["甲 (3)", "甲", "甲", "a/b", "A_B", ""];
        let stems: Vec<String> = (1..).zip(units).map(|(at, unit)| pages.free_stem(unit, at)).collect();
        assert_eq!(stems, ["甲 (3)", "甲", "甲 (4)", "a_b", "A_B (5)", "6"]);
    }
}
