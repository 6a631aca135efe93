//! Units in NDJSON, an object a line, as blocks of a longer stream.

use std::collections::BTreeMap;

use weiheng::Code;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Span;
use weiheng::observation::date_of;
use weiheng::observation::unit_names;

use crate::mapping;
use crate::mapping::Meaning;
use crate::problem::Problem;
use crate::stream::csv::Rows;
use crate::stream::facts::Facts;
use crate::stream::heading::Heading;
use crate::stream::heading::STREAM;
use crate::stream::number::number;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::units::Filled;
use crate::stream::units::Gate;
use crate::stream::units::Units;

/// Objects, and what their keys stand for.
#[derive(Debug)]
pub struct Objects<'a> {
    scoring: &'a Scoring<'a>,
    keys: Vec<Key>,
    by_name: BTreeMap<String, usize>,
    /// How many facts an object must have for the columns.
    looked_at: usize,
    /// Whether units are scored side by side.
    is_covered: bool,
}

/// A key, and what it stands for.
#[derive(Debug)]
struct Key {
    /// As it stands in the text, with its quotation marks.
    text: String,
    heading: Heading,
    is_looked_at: bool,
}

impl<'a> Objects<'a> {
    /// Objects whose keys are the facts of the standards, as they are declared or as the mapping calls them.
    pub fn new(scoring: &'a Scoring<'a>) -> Self {
        let manner = &scoring.manner;
        let is_mapped = |name: &str| {
            let meant = |heading: &mapping::Heading| matches!(&heading.meaning, Meaning::Fact(fact, _) if fact == name);
            manner.mapping.headings().any(meant)
        };
        let facts =
            scoring.rulers.iter().flat_map(|ruler| &ruler.standard.facts).map(|fact| fact.name.as_str());
        let mut names: Vec<&str> = vec!["unit", "单元", "assessment_date", "评定日"];
        names.extend(facts.filter(|name| !is_mapped(name)));
        names.extend(manner.mapping.headings().map(|heading| heading.name.as_str()));
        names.extend(manner.kept.iter().map(String::as_str));
        let mut by_name = BTreeMap::new();
        let mut keys: Vec<Key> = Vec::new();
        for name in names {
            by_name.entry(name.to_owned()).or_insert_with(|| {
                let heading = scoring.heading(name);
                let is_looked_at = matches!(&heading, Heading::Fact(gate) if gate.is_looked_at());
                keys.push(Key { text: format!("\"{name}\""), heading, is_looked_at });
                keys.len() - 1
            });
        }
        let headings: Vec<Heading> = keys.iter().map(|key| key.heading.clone()).collect();
        let looked_at = keys.iter().filter(|key| key.is_looked_at).count();
        Self { scoring, keys, by_name, looked_at, is_covered: scoring.is_covered(&headings) }
    }

    /// Scores the units of whole lines.
    pub fn score(&self, lines: Rows<'_>) -> Scored {
        let most = memchr::memchr_iter(b'\n', lines.text.as_bytes()).count() + 1;
        let mut reading = Reading {
            objects: self,
            units: Units::new(self.scoring, if self.is_covered { most } else { 0 }),
            follows: (1..=self.keys.len()).chain([0]).collect(),
            seen: vec![0; self.keys.len()],
            kept: vec![""; self.scoring.manner.kept.len()],
            date: None,
        };
        let mut facts = reading.units.take_facts();
        match facts.as_mut_slice() {
            [Some(Facts::Two(columns))] => reading.lines(lines, columns),
            [Some(Facts::Four(columns))] => reading.lines(lines, columns),
            [Some(Facts::Eight(columns))] => reading.lines(lines, columns),
            several => reading.lines(lines, several),
        }
        reading.units.filled(facts).scored()
    }
}

/// Lines being read.
struct Reading<'t, 's> {
    objects: &'s Objects<'s>,
    units: Units<'s>,
    /// For each key the one that came after it the last time; behind them, the one that came first.
    follows: Vec<usize>,
    /// For each key the line in which it was met last.
    seen: Vec<u64>,
    kept: Vec<&'t str>,
    /// The last date that was read, and whether columns hold on it.
    date: Option<(&'t str, bool)>,
}

impl<'t> Reading<'t, '_> {
    fn lines(&mut self, lines: Rows<'t>, facts: &mut (impl Filled + ?Sized)) {
        let mut rest = lines.text;
        for number in lines.first.. {
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let Some((line, next)) = rest.split_at_checked(end) else { return };
            let is_blank = line.trim_ascii_start().is_empty();
            let is_read = is_blank || (self.objects.is_covered && self.plain(line, number, facts).is_some());
            if !is_read {
                self.alone(line, number);
            }
            let Some(next) = next.get(1..) else { return };
            rest = next;
        }
    }

    /// Puts an object of nothing but plain values into the columns.
    fn plain(&mut self, line: &'t str, number: u64, facts: &mut (impl Filled + ?Sized)) -> Option<()> {
        let row = self.units.row();
        let objects = self.objects;
        let mut text = Text { text: line, at: 0 };
        text.skip(b'{')?;
        let (mut name, mut found, mut before) = (None, 0, objects.keys.len());
        self.kept.fill("");
        loop {
            let at = self.key(&mut text, before)?;
            let key = objects.keys.get(at)?;
            let last = std::mem::replace(self.seen.get_mut(at)?, number);
            (last != number).then_some(())?;
            text.skip(b':')?;
            match &key.heading {
                Heading::Fact(gate) => {
                    self.value((gate, row), &mut text, facts)?;
                    found += usize::from(key.is_looked_at);
                }
                // The one of two names: the row-wise way sees whether they agree.
                Heading::Unit if name.is_some() => return None,
                Heading::Unit => name = Some(text.name().filter(|name| is_plain_name(name))?),
                Heading::Date => {
                    let date = text.string()?;
                    self.is_usual(date).then_some(())?;
                }
                Heading::Kept(at) => *self.kept.get_mut(*at)? = text.scalar()?,
                Heading::Ignored | Heading::Other => return None,
            }
            before = at;
            match text.next()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        text.is_over().then_some(())?;
        (found == objects.looked_at).then_some(())?;
        let kept = std::mem::take(&mut self.kept);
        self.units.end(name?, kept.iter().copied());
        self.kept = kept;
        Some(())
    }

    /// The position of the next key: most often the one that came after the last one before.
    #[inline]
    fn key(&mut self, text: &mut Text<'t>, before: usize) -> Option<usize> {
        text.blanks();
        let likely = *self.follows.get(before)?;
        if let Some(key) = self.objects.keys.get(likely)
            && text.starts_with(&key.text)
        {
            return Some(likely);
        }
        let found = *self.objects.by_name.get(text.string()?)?;
        *self.follows.get_mut(before)? = found;
        Some(found)
    }

    /// Puts the value that comes next.
    #[inline(always)]
    fn value(
        &self,
        (gate, row): (&Gate, usize),
        text: &mut Text<'t>,
        facts: &mut (impl Filled + ?Sized),
    ) -> Option<()> {
        text.blanks();
        let rest = text.bytes();
        let put = match rest.first()? {
            b'0'..=b'9' | b'-' => {
                let (digits, decimals, length) = number(rest)?;
                let is_code = decimals == 0 && self.objects.scoring.manner.inapplicable == Some(digits);
                text.at += length;
                !is_code && facts.put(gate, row, |door| door.number(digits, decimals))
            }
            b't' => text.starts_with("true") && facts.put(gate, row, |door| door.truth(true)),
            b'f' => text.starts_with("false") && facts.put(gate, row, |door| door.truth(false)),
            b'"' => {
                let word = text.string()?;
                !word.is_empty() && facts.put(gate, row, |door| door.word(word))
            }
            b'n' => text.starts_with("null") && !gate.is_looked_at(),
            _ => false,
        };
        put.then_some(())
    }

    fn is_usual(&mut self, text: &'t str) -> bool {
        if let Some((last, holds)) = self.date
            && last == text
        {
            return holds;
        }
        let holds = date_of(text).is_some_and(|date| self.objects.scoring.is_usual(Some(date)));
        self.date = Some((text, holds));
        holds
    }

    /// Scores the unit of a line by itself.
    fn alone(&mut self, line: &str, number: u64) {
        let place = Span::new(STREAM, 0, line.len());
        let read = Observations::from_json(STREAM, line);
        match read.value.as_deref() {
            Some([unit]) if unit.unit.is_some() => {
                self.units.alone(number, unit.clone());
            }
            Some([_]) => self.units.reject(number, "", Diagnostics::from_iter([unit_names::nameless(place)])),
            Some(_) => {
                self.units.reject(number, "", Diagnostics::from_iter([Problem::SeveralUnits.at(place)]))
            }
            // Its own problems count the lines of this text alone.
            None if read.diagnostics.iter().any(|problem| problem.code == Code::WH0401) => {
                self.units.reject(number, "", Diagnostics::from_iter([Problem::BrokenLine.at(place)]));
            }
            None => self.units.reject(number, "", read.diagnostics),
        }
    }
}

/// Whether a name needs no second look.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(char::is_whitespace) && !name.ends_with(char::is_whitespace)
}

/// A line as far as it was read.
struct Text<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Text<'t> {
    #[inline]
    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\r') = self.bytes().first() {
            self.at += 1;
        }
    }

    /// The next sign, blanks aside.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        self.blanks();
        let byte = *self.bytes().first()?;
        self.at += 1;
        Some(byte)
    }

    #[inline]
    fn skip(&mut self, sign: u8) -> Option<()> {
        (self.next()? == sign).then_some(())
    }

    /// Passes a text that comes next.
    #[inline]
    fn starts_with(&mut self, text: &str) -> bool {
        let found = self.bytes().starts_with(text.as_bytes());
        self.at += if found { text.len() } else { 0 };
        found
    }

    /// A string without escapes.
    fn string(&mut self) -> Option<&'t str> {
        self.skip(b'"')?;
        let start = self.at;
        let length = self.bytes().iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
        self.at += length;
        self.starts_with("\"").then(|| self.text.get(start..start + length))?
    }

    /// The name of a unit: a string, or the digits of a register.
    fn name(&mut self) -> Option<&'t str> {
        self.blanks();
        match number(self.bytes()) {
            Some((0.., 0, length)) => {
                let start = self.at;
                self.at += length;
                self.text.get(start..self.at)
            }
            _ => self.string(),
        }
    }

    /// A string without escapes, or what else stands before the next sign, as it is written.
    fn scalar(&mut self) -> Option<&'t str> {
        self.blanks();
        if self.bytes().first() == Some(&b'"') {
            return self.string();
        }
        let start = self.at;
        let length = self.bytes().iter().position(|byte| matches!(byte, b',' | b'}' | b' '))?;
        self.at += length;
        let text = self.text.get(start..start + length)?;
        let is_plain = text == "true"
            || text == "false"
            || number(text.as_bytes()).is_some_and(|(_, _, all)| all == length);
        is_plain.then_some(text)
    }

    fn is_over(&mut self) -> bool {
        self.blanks();
        self.bytes().is_empty()
    }
}
