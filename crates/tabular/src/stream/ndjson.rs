//! Units in NDJSON, an object a line, as blocks of a longer stream.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use weiheng::Code;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Span;
use weiheng::observation::unit_names;

use crate::mapping;
use crate::mapping::Meaning;
use crate::problem::Problem;
use crate::stream::cells::Cells;
use crate::stream::csv::Rows;
use crate::stream::frame::Frame;
use crate::stream::heading::Heading;
use crate::stream::heading::STREAM;
use crate::stream::notation::Json;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::stretch::Stretch;
use crate::stream::units::ROOM;
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

/// What a key stands for.
#[derive(Debug)]
struct Key {
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
                keys.push(Key { heading, is_looked_at });
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
            units: Units::new(self.scoring, if self.is_covered { ROOM } else { 0 }, most),
            number: lines.first,
            places: Vec::new(),
            cells: Cells::new(b','),
            stretch: Stretch::new(self.scoring),
        };
        reading.lines(lines.text);
        reading.units.scored()
    }

    /// What stands where in a line, if it is an object of nothing but plain values and all that the columns need; a
    /// line that is alike can be read in the same way.
    fn places(&self, line: &str) -> Option<Vec<(&Heading, Frame)>> {
        let mut text = Text { text: line, at: 0 };
        let mut places = Vec::new();
        let mut met = BTreeSet::new();
        let mut start = 0;
        text.skip(b'{')?;
        loop {
            let at = *self.by_name.get(text.string()?)?;
            met.insert(at).then_some(())?;
            text.skip(b':')?;
            let value = text.scalar()?;
            let sign = text.next()?;
            let end = if sign == b',' { text.at - 1 } else { line.len() };
            let frame = Frame::new(line.get(start..value.start)?, line.get(value.end..end)?);
            places.push((&self.keys.get(at)?.heading, frame));
            start = text.at;
            match sign {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        let names = places.iter().filter(|(heading, _)| matches!(heading, Heading::Unit)).count();
        let is_read =
            |(heading, _): &(&Heading, Frame)| !matches!(heading, Heading::Ignored | Heading::Other);
        let found = met.iter().filter(|at| self.keys.get(**at).is_some_and(|key| key.is_looked_at)).count();
        let is_whole = text.is_over() && names == 1 && found == self.looked_at && places.iter().all(is_read);
        is_whole.then_some(places)
    }
}

/// Lines being read.
struct Reading<'t, 's> {
    objects: &'s Objects<'s>,
    units: Units<'s>,
    number: u64,
    /// What stands in lines that are alike, one after the other.
    places: Vec<(&'s Heading, Frame)>,
    cells: Cells<'t>,
    stretch: Stretch<'s, 't>,
}

impl<'t> Reading<'t, '_> {
    fn lines(&mut self, text: &'t str) {
        let mut rest = text;
        while !rest.is_empty() {
            rest = match self.alike(rest).or_else(|| self.learn(rest)) {
                Some(rest) => rest,
                None => {
                    let (line, next) = rest.split_once('\n').unwrap_or((rest, ""));
                    self.alone(line);
                    self.number += 1;
                    next
                }
            };
        }
    }

    /// Looks at the first line for what stands where, and reads those that are like it.
    fn learn(&mut self, text: &'t str) -> Option<&'t str> {
        self.objects.is_covered.then_some(())?;
        let (line, _) = text.split_once('\n').unwrap_or((text, ""));
        self.places = self.objects.places(line)?;
        self.alike(text)
    }

    /// Reads lines with the keys of those before in their order; what follows them.
    fn alike(&mut self, text: &'t str) -> Option<&'t str> {
        (!self.places.is_empty()).then_some(())?;
        self.cells.take(text);
        let places = self.places.iter().map(|(heading, frame)| (*heading, frame));
        let facts = self.units.facts_for(self.cells.rows());
        self.stretch.read::<Json>(&mut self.cells, places, facts);
        self.cells.cut();
        for row in 0..self.cells.rows() {
            let before = self.units.len();
            if let Some((name, kept)) = self.stretch.unit(row) {
                self.units.end(name, kept);
            } else {
                self.alone(self.cells.row(row));
            }
            // What turns out to be no unit has a row in the columns all the same.
            if self.units.len() == before {
                self.units.pass();
            }
            self.number += 1;
        }
        (self.cells.rows() > 0).then(|| self.cells.rest())
    }

    /// Scores the unit of a line by itself.
    fn alone(&mut self, line: &str) {
        if line.trim_ascii().is_empty() {
            return;
        }
        let number = self.number;
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

    /// A string without escapes.
    fn string(&mut self) -> Option<&'t str> {
        self.skip(b'"')?;
        let start = self.at;
        let length = self.bytes().iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))?;
        self.at += length;
        self.skip(b'"')?;
        self.text.get(start..start + length)
    }

    /// Where the next value is: a string without escapes, or what else stands before the next sign.
    fn scalar(&mut self) -> Option<Range<usize>> {
        self.blanks();
        let start = self.at;
        if self.bytes().first() == Some(&b'"') {
            self.string()?;
        } else {
            self.at +=
                self.bytes().iter().position(|byte| matches!(byte, b',' | b'}' | b' ' | b'\t' | b'\r'))?;
        }
        Some(start..self.at)
    }

    fn is_over(&mut self) -> bool {
        self.blanks();
        self.bytes().is_empty()
    }
}
