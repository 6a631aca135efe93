//! What is compiled into the binary: the standards, their worked cases, and a page for every diagnostic code.

use weiheng::Source;
use weiheng::suggestion::nearest;

/// A text in the binary.
pub(crate) struct BuiltIn {
    /// The id of a standard, or a diagnostic code: the name of the file without its extension.
    pub(crate) id: &'static str,
    /// The file in the repository.
    pub(crate) path: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

impl BuiltIn {
    /// The text under its path.
    pub(crate) fn source(&self) -> Source {
        Source::new(self.path, self.text)
    }
}

/// The built-in standard of an id.
pub(crate) fn standard(id: &str) -> Option<&'static BuiltIn> {
    STANDARDS.iter().find(|standard| standard.id == id)
}

/// The worked cases of a built-in standard that are a file of their own.
pub(crate) fn cases(id: &str) -> Option<&'static BuiltIn> {
    CASES.iter().find(|cases| cases.id == id)
}

/// The id of a built-in standard that is nearest to what was typed.
pub(crate) fn nearest_standard(id: &str) -> Option<&'static str> {
    nearest(id, STANDARDS.iter().map(|standard| standard.id))
}

/// The page of a diagnostic code.
pub(crate) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|page| page.id == code).map(|page| page.text)
}
