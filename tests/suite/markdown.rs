//! Markdown as the suites use it: headings, fenced blocks, and the quoted marks above a block.

use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;

use crate::suite::folder;
use crate::suite::mark::Mark;

/// A file cut at its headings.
pub(crate) struct Page {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What stands under each heading, in order; what stands above the first heading comes first.
    pub(crate) sections: Vec<Section>,
}

/// A heading with what stands under it, down to the next heading.
pub(crate) struct Section {
    /// The heading.
    pub(crate) title: String,
    /// How many `#` it has; 0 for what stands above the first heading.
    pub(crate) level: usize,
    /// The nearest section above with a higher rank.
    pub(crate) parent: Option<usize>,
    /// Its fenced blocks.
    pub(crate) blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The first word after the fence.
    pub(crate) kind: String,
    /// The other words after the fence.
    pub(crate) attributes: Vec<String>,
    /// What stands between the fences.
    pub(crate) text: String,
    /// The lines of the file it stands on, from 0, without the fences.
    pub(crate) lines: Range<usize>,
    /// The quoted marks (`> WH0404 "30"`) above it.
    pub(crate) marks: Vec<Mark>,
}

impl Block {
    /// The value of `key="value"` or `key=value` after the fence.
    pub(crate) fn attribute(&self, key: &str) -> Option<&str> {
        let of = |attribute: &'_ String| attribute.split_once('=').map(|(key, _)| key.to_owned());
        let attribute = self.attributes.iter().find(|attribute| of(attribute).as_deref() == Some(key))?;
        attribute.split_once('=').map(|(_, value)| value.trim_matches('"'))
    }

    /// Whether a word stands after the fence.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.attributes.iter().any(|attribute| attribute == word)
    }

    /// The line of the file its first line stands on, from 1.
    pub(crate) fn first_line(&self) -> usize {
        self.lines.start + 1
    }
}

impl Page {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        Ok(Self { path: path.to_owned(), sections: sections(&folder::read(path)?)? })
    }

    /// The headings that lead to a section, joined by ` > `; without the first where that names the whole file.
    pub(crate) fn title(&self, section: usize) -> String {
        let mut titles = Vec::new();
        let mut at = Some(section);
        while let Some(section) = at.and_then(|at| self.sections.get(at)) {
            titles.push(section.title.as_str());
            at = section.parent;
        }
        titles.reverse();
        titles.join(" > ")
    }

    /// The sections from one up to the top of its file.
    pub(crate) fn upwards(&self, section: usize) -> Vec<&Section> {
        let mut found = Vec::new();
        let mut at = Some(section);
        while let Some(section) = at.and_then(|at| self.sections.get(at)) {
            found.push(section);
            at = section.parent;
        }
        found
    }

    /// Every block of the file.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }
}

fn sections(text: &str) -> Result<Vec<Section>, String> {
    let mut sections = vec![Section { title: String::new(), level: 0, parent: None, blocks: Vec::new() }];
    let mut marks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let mut block = opened(info, at + 1, std::mem::take(&mut marks));
            loop {
                let (_, line) =
                    lines.next().ok_or_else(|| format!("the block at line {} never ends", at + 1))?;
                if line == "```" {
                    break;
                }
                block.text.push_str(line);
                block.text.push('\n');
                block.lines.end += 1;
            }
            sections.last_mut().into_iter().for_each(|section| section.blocks.push(block.clone()));
        } else if let Some(mark) = line.strip_prefix("> ").and_then(Mark::read) {
            marks.push(mark);
        } else if let Some((level, title)) = heading(line) {
            let parent = sections.iter().rposition(|above| above.level < level && above.level > 0);
            sections.push(Section { title: title.to_owned(), level, parent, blocks: Vec::new() });
        }
    }
    Ok(sections)
}

fn opened(info: &str, at: usize, marks: Vec<Mark>) -> Block {
    let mut words = info.split_whitespace().map(str::to_owned);
    let kind = words.next().unwrap_or_default();
    Block { kind, attributes: words.collect(), text: String::new(), lines: at..at, marks }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (1..=6).contains(&level).then_some(())?;
    Some((level, title.strip_prefix(' ')?.trim()))
}
