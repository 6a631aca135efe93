//! What a line was read as: the rules that matched, each before those in it.

use std::ops::Range;

use pest::Parser;
use pest::error::Error;
use pest::iterators::Pairs;

use crate::syntax::grammar::Grammar;
use crate::syntax::grammar::Rule;
use crate::syntax::quick;

/// The rules that matched a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parse {
    pub(super) entries: Vec<Entry>,
}

/// A rule that matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) rule: Rule,
    start: u32,
    end: u32,
    after: u32,
}

impl Entry {
    /// A rule that matched these bytes; `after`: the position behind it and all rules in it. A statement is never as
    /// long as 32 bits can count.
    pub(super) fn new(rule: Rule, bytes: Range<usize>, after: usize) -> Self {
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { rule, start: short(bytes.start), end: short(bytes.end), after: short(after) }
    }

    /// The bytes that it matched.
    pub(super) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The position behind it and all rules in it.
    pub(super) fn after(self) -> usize {
        self.after as usize
    }
}

impl Parse {
    /// Reads a whole text by a rule. Where the quick way finds it wrong, pest says what was expected, and has the last
    /// word on whether it is.
    pub(super) fn of(text: &str, rule: Rule) -> Result<Self, Box<Error<Rule>>> {
        if let Some(parse) = quick::parse(text, rule) {
            return Ok(parse);
        }
        let mut parse = Self::default();
        parse.add(Grammar::parse(rule, text)?);
        Ok(parse)
    }

    fn add(&mut self, pairs: Pairs<'_, Rule>) {
        for pair in pairs {
            let (rule, span, own) = (pair.as_rule(), pair.as_span(), self.entries.len());
            self.entries.push(Entry::new(rule, span.start()..span.end(), own + 1));
            self.add(pair.into_inner());
            let entry = Entry::new(rule, span.start()..span.end(), self.entries.len());
            self.entries.get_mut(own).into_iter().for_each(|place| *place = entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use pest::Parser as _;

    use super::Parse;
    use crate::source::SourceId;
    use crate::syntax::grammar::Grammar;
    use crate::syntax::grammar::Rule;
    use crate::syntax::lines;
    use crate::syntax::quick;

    /// Rules that read lines and cells, with all others in them.
    const LINES: [Rule; 6] = [
        Rule::heading_line,
        Rule::verdict_line,
        Rule::statement_line,
        Rule::columns_line,
        Rule::row_line,
        Rule::fact_cell,
    ];

    fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|it| it == "wh" || it == "cases" || it == "md") {
                found.push(path);
            }
        }
    }

    /// Lines of every standard and of every test, right and wrong, by every rule.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test may read files")]
    fn the_quick_way_reads_what_pest_reads() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut found = Vec::new();
        for folder in ["standards", "tests/suite", "benches/workload", "docs"] {
            files(&root.join(folder), &mut found);
        }
        let (mut legal, mut seen) = (0, std::collections::BTreeSet::new());
        for path in found {
            let text = std::fs::read_to_string(path).unwrap();
            for line in lines::cut(SourceId(0), &text).lines {
                if line.broken || !seen.insert(line.text.clone()) {
                    continue;
                }
                for rule in LINES {
                    let expected = Grammar::parse(rule, &line.text).ok().map(|pairs| {
                        let mut parse = Parse::default();
                        parse.add(pairs);
                        parse
                    });
                    legal += usize::from(expected.is_some());
                    assert_eq!(quick::parse(&line.text, rule), expected, "{rule:?}: {}", line.text);
                }
            }
        }
        assert!(legal > 8_000, "{legal} lines");
    }
}
