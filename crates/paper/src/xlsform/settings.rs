//! The sheet `settings`.

use weiheng::Digest;
use weiheng::Standard;
use weiheng_tabular::submission::DATE;
use weiheng_tabular::submission::UNIT;

use crate::xlsform::choices::Choices;
use crate::xlsform::row::Row;

/// The headings of the columns.
pub(super) const HEADINGS: [&str; 5] =
    ["form_title", "form_id", "version", "default_language", "instance_name"];

/// What identifies a form.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) title: String,
    /// The id of the standard, blanks taken out.
    pub(super) id: String,
    /// The day from which the standard holds, and a digest of what the form asks: servers take a changed form only
    /// under a new version.
    pub(super) version: String,
}

impl Settings {
    /// The settings of a form.
    pub(super) fn of(standard: &Standard, rows: &[Row], choices: &Choices) -> Self {
        let cells = rows.iter().flat_map(Row::cells).chain(choices.cells().into_iter().flatten());
        let digest = Digest::of(cells.collect::<Vec<_>>().join("\u{1f}").as_bytes()).first(8);
        let day = standard.in_force.map_or_else(|| "0".to_owned(), |day| day.to_string());
        let id = standard.id.chars().filter(|letter| !letter.is_whitespace()).collect();
        Self { title: standard.label.clone(), id, version: format!("{day}.{digest}") }
    }

    /// The texts of the row.
    pub(super) fn cells(&self) -> [String; 5] {
        let instance = format!("concat(${{{UNIT}}}, ' ', ${{{DATE}}})");
        [self.title.clone(), self.id.clone(), self.version.clone(), "中文 (zh)".to_owned(), instance]
    }
}
