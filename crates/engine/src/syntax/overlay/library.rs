//! Where the standards are found that others build on.

use std::collections::BTreeMap;

use crate::source::Source;
use crate::source::SourceId;

/// The clause files that 承 may name. The engine opens no file: whoever loads a standard brings them.
///
/// ```
/// use std::collections::BTreeMap;
/// use weiheng::{Source, SourceId, load_with};
/// let base = "标准 甲\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n";
/// let over = "标准 乙\n  承 base.2020\n改 条 1 20分\n";
/// let mut library = BTreeMap::from([("base.2020".to_owned(), (SourceId(1), Source::new("base.wh", base)))]);
/// let standard = load_with(&Source::new("over.wh", over), SourceId(0), &mut library).value.unwrap();
/// assert_eq!(standard.full_points().unwrap().to_string(), "20");
/// ```
pub trait Library {
    /// The clause file of an id, and the number by which places in it are to be told.
    fn find(&mut self, id: &str) -> Option<(SourceId, Source)>;

    /// The ids that exist, for the message about one that does not.
    fn ids(&self) -> Vec<String>;
}

/// Nothing to build on.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLibrary;

impl Library for NoLibrary {
    fn find(&mut self, _: &str) -> Option<(SourceId, Source)> {
        None
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Clause files by their ids.
impl Library for BTreeMap<String, (SourceId, Source)> {
    fn find(&mut self, id: &str) -> Option<(SourceId, Source)> {
        self.get(id).cloned()
    }

    fn ids(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }
}
