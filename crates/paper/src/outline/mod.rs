//! A report before it is drawn: a headline and a list of tables.

mod accounts;
pub(crate) mod agenda;
pub(crate) mod bars;
mod basis;
pub(crate) mod comparison;
pub(crate) mod deductions;
mod grades;
mod headline;
pub(crate) mod heat;
pub(crate) mod origins;
mod overrides;
pub(crate) mod parts;
mod record;
pub(crate) mod remedy;
pub(crate) mod repairs;
mod requirements;
mod sheet;
pub(crate) mod summary;
mod taken;
mod units;
mod unsettled;
pub(crate) mod verification;
pub(crate) mod visits;

pub(crate) use bars::Bar;
pub(crate) use headline::Headline;
pub(crate) use sheet::Sheet;
pub(crate) use units::of_units;

use weiheng::Assessment;
use weiheng::Language;

/// A report on one unit.
pub(crate) struct Outline {
    /// What was assessed and what came out.
    pub(crate) headline: Headline,
    /// How much of its points each chapter has: a bar for each row of the first table, where that is of chapters.
    pub(crate) bars: Vec<Option<Bar>>,
    /// The tables below, without those that would be empty.
    pub(crate) sections: Vec<Section>,
}

impl Outline {
    /// The outline of an assessment.
    pub(crate) fn of(assessment: &Assessment, language: Language) -> Self {
        let sections = [
            parts::chapters(assessment, language),
            deductions::deductions(assessment, language),
            accounts::accounts(assessment, language),
            repairs::repairs(assessment, language),
            grades::grades(assessment, language),
            requirements::requirements(assessment, language),
            unsettled::not_observed(assessment, language),
            taken::taken(assessment, language),
            overrides::overrides(assessment, language),
            unsettled::undetermined(assessment, language),
            unsettled::not_applicable(assessment, language),
            basis::sources(assessment, language),
        ];
        let sections = sections
            .into_iter()
            .filter(|section| !section.rows.is_empty())
            .map(Section::without_gaps)
            .collect();
        Self { headline: Headline::of(assessment, language), bars: bars::bars(assessment), sections }
    }

    /// The same with the record of the observations at its end.
    pub(crate) fn with_record(assessment: &Assessment, language: Language) -> Self {
        let mut outline = Self::of(assessment, language);
        let record = record::record(assessment, language);
        outline.sections.extend(Some(record.without_gaps()).filter(|record| !record.rows.is_empty()));
        outline
    }
}

/// How a piece of a report is meant; drawn as a colour where there are colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing to note.
    Plain,
    /// As it should be.
    Good,
    /// Lost points, a veto, a failure.
    Bad,
    /// Still open.
    Open,
    /// Out of the count.
    Faint,
}

/// A titled table.
pub(crate) struct Section {
    /// Its title.
    pub(crate) title: &'static str,
    /// How it is meant.
    pub(crate) tone: Tone,
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// The rows, one text a column; a text may have several lines.
    pub(crate) rows: Vec<Vec<String>>,
    /// How many of the last columns are asides: said once for a group of rows, in the row that opens the group (the
    /// one with a first cell). Where there is little room they stand below the group, one row each.
    pub(crate) asides: usize,
}

impl Section {
    /// The same table without its last column.
    fn without_last(mut self) -> Self {
        self.columns.pop();
        self.rows.iter_mut().for_each(|row| drop(row.pop()));
        self
    }

    /// The same table without the columns that have nothing in them.
    pub(crate) fn without_gaps(mut self) -> Self {
        let needed = if self.asides > 0 { NAME_TITLE_TEXT } else { 1 };
        let filled = |at: usize| self.rows.iter().any(|row| row.get(at).is_some_and(|text| !text.is_empty()));
        let used = |at: usize| at < needed || filled(at);
        let kept: Vec<bool> = (0..self.columns.len()).map(used).collect();
        let mains = self.columns.len() - self.asides.min(self.columns.len());
        self.asides = kept.iter().skip(mains).filter(|kept| **kept).count();
        self.columns = chosen(self.columns, &kept);
        self.rows = self.rows.into_iter().map(|row| chosen(row, &kept)).collect();
        self
    }
}

/// The first columns of a table with asides: a name, a title, a text. Asides below a group have the last two.
const NAME_TITLE_TEXT: usize = 3;

/// The items that are kept.
pub(crate) fn chosen<T>(items: Vec<T>, kept: &[bool]) -> Vec<T> {
    items.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| item).collect()
}

/// A column of a table.
pub(crate) struct Column {
    /// Its heading.
    pub(crate) title: &'static str,
    /// Whether it holds short things that are never broken over lines.
    pub(crate) narrow: bool,
    /// Whether it holds numbers, which stand to the right.
    pub(crate) number: bool,
}

impl Column {
    /// Text that may be broken over lines.
    pub(crate) fn text(title: &'static str) -> Self {
        Self { title, narrow: false, number: false }
    }

    /// A word that stays on one line.
    pub(crate) fn word(title: &'static str) -> Self {
        Self { title, narrow: true, number: false }
    }

    /// Numbers.
    pub(crate) fn number(title: &'static str) -> Self {
        Self { title, narrow: true, number: true }
    }
}

/// Text from files without its control characters, which could move the cursor or colour the terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
