//! The words of drop-downs that do not fit into the check of a cell: they stand in cells of a hidden sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::DataValidation;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Standard;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;

use crate::form::kind;

/// The sheet of these words.
pub(crate) const SHEET: &str = "选项";
/// So many characters do the words in a check have at most, with the commas between them.
const MOST: usize = 255;

/// Every list of words that is too long for a check, one below the other; the same list is kept once.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    words: Vec<String>,
    /// The rows of each list, counted from 1.
    places: BTreeMap<Vec<String>, (usize, usize)>,
}

impl Choices {
    /// The lists of a standard.
    pub(crate) fn of(standard: &Standard) -> Self {
        let mut choices = Self::default();
        let ids = (0..).map(FactId).take(standard.facts.len().saturating_add(standard.inner.len()));
        for fact in ids.filter_map(|id| standard.fact(id)) {
            choices.add(fact);
            if let Kind::Records(records) = &fact.kind {
                records.fields.iter().for_each(|field| choices.add(field));
            }
        }
        choices
    }

    fn add(&mut self, fact: &Fact) {
        let names: Vec<String> = kind::listed(fact).into_iter().map(str::to_owned).collect();
        if fits(&names) || self.places.contains_key(&names) {
            return;
        }
        let first = self.words.len().saturating_add(1);
        self.words.extend(names.iter().cloned());
        self.places.insert(names, (first, self.words.len()));
    }

    /// The drop-down of a fact.
    pub(crate) fn drop_down(&self, fact: &Fact) -> Result<DataValidation, XlsxError> {
        let names: Vec<String> = kind::listed(fact).into_iter().map(str::to_owned).collect();
        match self.places.get(&names) {
            Some((first, last)) => {
                let range = Formula::new(format!("={SHEET}!$A${first}:$A${last}"));
                Ok(DataValidation::new().allow_list_formula(range))
            }
            None => DataValidation::new().allow_list_strings(&names),
        }
    }

    /// Whether every list fits into its check.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Writes the sheet.
    pub(crate) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(SHEET)?.set_hidden(true).protect();
        for (row, word) in (0..).zip(&self.words) {
            sheet.write_string(row, 0, word)?;
        }
        Ok(())
    }
}

/// Whether words can stand in a check, which parts them by commas. A quotation mark is written twice there.
fn fits(names: &[String]) -> bool {
    let length = |name: &String| name.encode_utf16().count().saturating_add(name.matches('"').count());
    let letters: usize = names.iter().map(length).sum();
    letters.saturating_add(names.len().saturating_sub(1)) <= MOST
        && !names.iter().any(|name| name.contains(','))
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_check_holds_255_characters() {
        let names = |length: usize, last: &str| vec!["长".repeat(length), last.to_owned()];
        assert!(fits(&names(253, "短")));
        assert!(!fits(&names(254, "短")));
        assert!(!fits(&names(253, "\"")));
        assert!(!fits(&names(1, "A,B")));
    }
}
