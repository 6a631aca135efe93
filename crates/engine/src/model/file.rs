//! The clause files of a standard, so that places can be told as file and line.

use crate::digest::Digest;
use crate::source::Source;
use crate::source::SourceId;

/// One clause file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The number that spans name.
    pub id: SourceId,
    /// What to call it.
    pub name: String,
    /// The sum of its text.
    pub digest: Digest,
    line_starts: Vec<u32>,
}

impl File {
    /// A file with the starts of its lines.
    pub fn new(id: SourceId, source: &Source) -> Self {
        let after = source.text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        let starts = std::iter::once(0).chain(after).filter_map(|start| u32::try_from(start).ok());
        Self {
            id,
            name: source.name.clone(),
            digest: Digest::of_text(&source.text),
            line_starts: starts.collect(),
        }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, offset: u32) -> u32 {
        let before = self.line_starts.partition_point(|start| *start <= offset);
        u32::try_from(before.max(1)).unwrap_or(u32::MAX)
    }
}
