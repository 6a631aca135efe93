//! The texts of a run, so that a place in one of them can be said as file, line and column, or as sheet and cell.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use weiheng::Diagnostics;
use weiheng::Digest;
use weiheng::Observations;
use weiheng::Origin;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::assessment::FileDigest;
use weiheng::words;
use weiheng_tabular::Heads;
use weiheng_tabular::mapping::Mapping;

use crate::failure::Failure;
use crate::overriding::Overruled;

/// The texts of a run, by [`SourceId`], and the overrides that were read from some of them.
#[derive(Default)]
pub(crate) struct Sources {
    texts: BTreeMap<u16, Indexed>,
    /// The numbers that are already given away: none below `next`.
    next: u32,
    /// The numbers that this may give away, where it is a branch: those below.
    end: Option<u32>,
    files: Vec<(SourceId, FileDigest)>,
    overruled: Overruled,
    mapping: Mapping,
    /// The headings of its tables that stand for what is said of units besides facts.
    heads: Heads,
    mapping_file: Option<FileDigest>,
}

/// The numbers that are left, cut into a range for each of many files.
pub(crate) struct Branches {
    first: u32,
    room: u32,
    heads: Heads,
}

impl Branches {
    /// What the reader of a file fills.
    pub(crate) fn of(&self, file: usize) -> Sources {
        let before = self.room.saturating_mul(u32::try_from(file).unwrap_or(u32::MAX));
        let next = self.first.saturating_add(before);
        let (end, heads) = (Some(next.saturating_add(self.room)), self.heads.clone());
        Sources { next, end, heads, ..Sources::default() }
    }
}

/// A text with the starts of its lines.
pub(crate) struct Indexed {
    /// The text.
    pub(crate) source: Source,
    line_starts: Vec<usize>,
}

impl Sources {
    /// Adds a text; one that is there already keeps its number, so that what is wrong with it is said once.
    pub(crate) fn add(&mut self, source: Source) -> Result<SourceId, Failure> {
        let known = self.texts.iter().find(|(_, indexed)| indexed.source == source);
        if let Some((id, _)) = known {
            return Ok(SourceId(*id));
        }
        let free = u16::try_from(self.next).ok().filter(|_| self.end.is_none_or(|end| self.next < end));
        let id = free.ok_or_else(|| {
            Failure::new(words!("文件太多，一次最多 65536 个", "more than 65536 files at once"))
        })?;
        self.next += 1;
        self.texts.insert(id, Indexed::new(source));
        Ok(SourceId(id))
    }

    /// Where the readers of so many files may put what they read, each whatever the others do.
    pub(crate) fn branches(&self, files: usize) -> Branches {
        let left = NUMBERS.saturating_sub(self.next);
        let each = left.checked_div(u32::try_from(files).unwrap_or(u32::MAX)).unwrap_or(left);
        let room = if files > 1 { each.min(BRANCH) } else { each };
        Branches { first: self.next, room, heads: self.heads.clone() }
    }

    /// Takes over what a branch read.
    pub(crate) fn join(&mut self, branch: Self) {
        self.next = self.next.max(branch.next);
        self.texts.extend(branch.texts);
        self.files.extend(branch.files);
    }

    /// Forgets the sums of what was read: no result rests on it.
    pub(crate) fn forget(&mut self) {
        self.files.clear();
    }

    /// Remembers the sum of the bytes that a text was read from.
    pub(crate) fn remember(&mut self, id: SourceId, sum: Digest) {
        let name = self.get(id).map(|indexed| indexed.source.name.clone()).unwrap_or_default();
        self.remember_as(id, &name, sum);
    }

    /// The same for a text that was taken out of a file of another name.
    pub(crate) fn remember_as(&mut self, id: SourceId, name: &str, sum: Digest) {
        self.files.push((id, FileDigest::new(name, sum)));
    }

    /// The files of some texts whose sums are remembered, each once however many texts were taken out of it.
    pub(crate) fn files_of(&self, texts: &[SourceId]) -> Vec<FileDigest> {
        distinct(self.files.iter().filter(|(id, _)| texts.contains(id)))
    }

    /// All files whose sums are remembered, each once.
    pub(crate) fn files(&self) -> Vec<FileDigest> {
        distinct(self.files.iter())
    }

    /// Where a stretch of a text stands: the cells of a workbook, or line and column.
    pub(crate) fn origin(&self, span: Span) -> Option<Origin> {
        let indexed = self.get(span.source)?;
        let of_line = || Origin::of_line(&indexed.source.name, indexed.position(span.start as usize));
        Some(Origin::of_cells(&indexed.source, span).unwrap_or_else(of_line))
    }

    /// Sets the overrides of the run.
    pub(crate) fn overrule(&mut self, overruled: Overruled) {
        self.overruled = overruled;
    }

    /// The overrides of the run.
    pub(crate) fn overruled(&self) -> &Overruled {
        &self.overruled
    }

    /// Sets what the headings of the run's tables stand for.
    pub(crate) fn map(&mut self, mapping: Mapping, file: FileDigest) {
        self.heads = mapping.heads();
        self.mapping = mapping;
        self.mapping_file = Some(file);
    }

    /// The file that says so.
    pub(crate) fn mapping_file(&self) -> Vec<FileDigest> {
        self.mapping_file.iter().cloned().collect()
    }

    /// What the headings of the run's tables stand for.
    pub(crate) fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// By which headings tables are to be read.
    pub(crate) fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Gives units the names and values of that mapping.
    pub(crate) fn apply_mapping(&mut self, units: &mut [Observations], problems: &mut Diagnostics) {
        units.iter_mut().for_each(|unit| self.mapping.apply(unit, problems));
    }

    /// The text of an id.
    pub(crate) fn get(&self, id: SourceId) -> Option<&Indexed> {
        self.texts.get(&id.0)
    }
}

impl Indexed {
    fn new(source: Source) -> Self {
        let ends = source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { source, line_starts }
    }

    /// The byte at or before `offset` that begins a character, held to the text.
    pub(crate) fn boundary(&self, offset: usize) -> usize {
        let mut at = offset.min(self.source.text.len());
        while !self.source.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Where a line begins, after a byte order mark; the end of the text for a line beyond it.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.source.text.len());
        if start == 0 && self.source.text.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            start
        }
    }

    /// Where a line ends, its line break included.
    pub(crate) fn line_end(&self, line: usize) -> usize {
        self.line_starts.get(line).copied().unwrap_or(self.source.text.len())
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.boundary(offset);
        let line = self.line(offset);
        let before = self.source.text.get(self.line_start(line)..offset).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

fn distinct<'a>(files: impl Iterator<Item = &'a (SourceId, FileDigest)>) -> Vec<FileDigest> {
    let mut known = BTreeSet::new();
    let first = files.filter(|(_, file)| known.insert((file.name.as_str(), file.sha256)));
    first.map(|(_, file)| file.clone()).collect()
}

/// How many texts a run may have.
const NUMBERS: u32 = 1 << 16;
/// How many of them one file may have: an archive of tables has several.
const BRANCH: u32 = 64;
const BYTE_ORDER_MARK: char = '\u{feff}';
