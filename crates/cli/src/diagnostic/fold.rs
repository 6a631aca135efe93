//! Sources that nobody has verified (WH0311), told once for each file: a standard may have dozens of them.

use std::collections::BTreeMap;

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::SourceId;
use weiheng::words;

use crate::sources::Sources;

/// The same diagnostics; where a file has several sources that are not verified, the first speaks for all.
pub(crate) fn folded(diagnostics: &Diagnostics, sources: &Sources) -> Diagnostics {
    let mut files: BTreeMap<SourceId, Count> = BTreeMap::new();
    for one in diagnostics.iter().filter(|one| one.code == Code::WH0311) {
        files.entry(one.span().source).or_default().add(one, sources);
    }
    files.retain(|_, count| count.unverified + count.own > 1);
    let mut folded = Diagnostics::new();
    let mut told = None;
    for one in diagnostics {
        let file = one.span().source;
        match files.get(&file).filter(|_| one.code == Code::WH0311) {
            None => folded.push(one.clone()),
            Some(_) if told == Some(file) => {}
            Some(count) => {
                told = Some(file);
                folded.push(count.told(file, sources));
            }
        }
    }
    folded
}

/// How many sources of a file are not verified.
#[derive(Default)]
struct Count {
    /// 待核.
    unverified: usize,
    /// 自拟.
    own: usize,
}

impl Count {
    /// Counts one by the word that it marks.
    fn add(&mut self, one: &Diagnostic, sources: &Sources) {
        let text = sources.get(one.span().source).map(|file| file.source.text.as_str()).unwrap_or_default();
        match one.span().of(text) {
            "自拟" | "own" => self.own += 1,
            _ => self.unverified += 1,
        }
    }

    fn told(&self, file: SourceId, sources: &Sources) -> Diagnostic {
        let name = sources.get(file).map(|file| file.source.name.as_str()).unwrap_or_default();
        let (unverified, own) = (self.unverified, self.own);
        let message = match (unverified, own) {
            (_, 0) => {
                words!("{name}：{unverified} 处依据待核", "{name}: sources not verified: {unverified}")
            }
            (0, _) => {
                words!("{name}：{own} 处依据是自拟的", "{name}: sources that are the author's own: {own}")
            }
            _ => words!(
                "{name}：{unverified} 处依据待核，{own} 处是自拟的",
                "{name}: sources not verified: {unverified}; the author's own: {own}"
            ),
        };
        let help = words!("逐处列出用 --all", "--all lists each of them");
        Diagnostic {
            labels: Vec::new(),
            ..Diagnostic::new(Code::WH0311, Default::default(), message).help(help)
        }
    }
}
