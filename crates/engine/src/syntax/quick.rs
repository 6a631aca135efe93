//! The grammar page once more, as functions that only say whether a line is legal: `build.rs` makes one of each rule.
//! pest counts what it tried at every step, so that it can say what was expected; nearly every line needs none of it.

use pest::unicode;

use crate::syntax::grammar::Rule;
use crate::syntax::parse::Entry;
use crate::syntax::parse::Parse;

mod rules {
    use super::Matcher;
    use super::Rule;
    use super::end;
    use super::letter;
    use super::unicode;

    include!(concat!(env!("OUT_DIR"), "/quick_rules.rs"));
}

/// The parse of a text that is legal from its start by a rule of the grammar; `None` where it is not, which is for pest
/// to explain.
pub(super) fn parse(text: &str, rule: Rule) -> Option<Parse> {
    let mut matcher = Matcher { text, at: 0, blanks: true, kept: true, entries: Vec::with_capacity(USUAL) };
    rules::matches(&mut matcher, rule).then_some(Parse { entries: matcher.entries })
}

/// Few lines have more entries than this.
const USUAL: usize = 64;

/// Where matching stands. Every call says whether it matched, and leaves everything as it was where it did not.
struct Matcher<'t> {
    text: &'t str,
    at: usize,
    /// Whether blanks may stand between the parts of a rule.
    blanks: bool,
    /// Whether rules are kept as entries.
    kept: bool,
    entries: Vec<Entry>,
}

impl<'t> Matcher<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A text of the page. Inlined, it is compared as the number that its bytes are.
    #[inline(always)]
    fn text(&mut self, text: &str) -> bool {
        let bytes = self.text.as_bytes();
        let found = bytes.get(self.at..).is_some_and(|rest| rest.starts_with(text.as_bytes()));
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// One character of some kind.
    fn one(&mut self, is_wanted: impl FnOnce(char) -> bool) -> bool {
        let found = self.rest().chars().next().filter(|character| is_wanted(*character));
        self.at += found.map_or(0, char::len_utf8);
        found.is_some()
    }

    /// Everything before the first of some texts.
    fn until(&mut self, ends: &[&str]) -> bool {
        let rest = self.rest();
        let first = ends.iter().filter_map(|end| rest.find(end)).min();
        self.at += first.unwrap_or(rest.len());
        true
    }

    fn is_at_start(&self) -> bool {
        self.at == 0
    }

    fn blanks(&mut self) -> bool {
        while self.blanks && rules::whitespace(self) {}
        true
    }

    fn all(&mut self, parts: impl FnOnce(&mut Self) -> bool) -> bool {
        let (at, entries) = (self.at, self.entries.len());
        let found = parts(self);
        if !found {
            self.at = at;
            self.entries.truncate(entries);
        }
        found
    }

    fn perhaps(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        part(self);
        true
    }

    fn often(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        while part(self) {}
        true
    }

    /// The same with blanks between.
    fn often_apart(&mut self, part: impl Fn(&mut Self) -> bool) -> bool {
        if part(self) {
            self.often(|m| m.all(|m| m.blanks() && part(m)));
        }
        true
    }

    /// Whether something follows, which stays where it is.
    fn ahead(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        let (at, kept) = (self.at, std::mem::replace(&mut self.kept, false));
        let found = part(self);
        (self.at, self.kept) = (at, kept);
        found
    }

    /// Without blanks between the parts.
    fn close(&mut self, part: impl FnOnce(&mut Self) -> bool) -> bool {
        let blanks = std::mem::replace(&mut self.blanks, false);
        let found = part(self);
        self.blanks = blanks;
        found
    }

    /// A rule that is kept with the rules in it.
    fn rule(&mut self, rule: Rule, inside: impl FnOnce(&mut Self) -> bool) -> bool {
        if !self.kept {
            return inside(self);
        }
        let (start, own) = (self.at, self.entries.len());
        self.entries.push(Entry::new(rule, start..start, own + 1));
        let found = inside(self);
        if found {
            let entry = Entry::new(rule, start..self.at, self.entries.len());
            self.entries.get_mut(own).into_iter().for_each(|place| *place = entry);
        } else {
            self.entries.truncate(own);
        }
        found
    }

    /// A rule that is kept as one word: no blanks in it, nor rules.
    fn word(&mut self, rule: Rule, inside: impl FnOnce(&mut Self) -> bool) -> bool {
        let (start, kept) = (self.at, std::mem::replace(&mut self.kept, false));
        let found = self.close(inside);
        self.kept = kept;
        if found && kept {
            let after = self.entries.len() + 1;
            self.entries.push(Entry::new(rule, start..self.at, after));
        }
        found
    }
}

/// The end of the line, which is a rule of its own.
fn end(m: &mut Matcher<'_>) -> bool {
    m.rule(Rule::EOI, |m| m.rest().is_empty())
}

/// What Unicode calls a letter: nearly all are of these two kinds.
fn letter(character: char) -> bool {
    matches!(character, 'a'..='z' | '\u{4e00}'..='\u{9fff}') || unicode::LETTER(character)
}
