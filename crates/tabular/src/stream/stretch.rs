//! Rows that are alike, read into the columns of facts column by column.

use crate::stream::cells::Cells;
use crate::stream::facts::Facts;
use crate::stream::frame::Frame;
use crate::stream::frame::short;
use crate::stream::heading::Heading;
use crate::stream::notation::Notation;
use crate::stream::number::number;
use crate::stream::number::of_short;
use crate::stream::numbers::Numbers;
use crate::stream::scoring::Scoring;
use crate::stream::units::Gate;

/// What was read of them.
#[derive(Debug)]
pub(crate) struct Stretch<'s, 't> {
    scoring: &'s Scoring<'s>,
    /// Rows of which everything is plain.
    plain: Vec<bool>,
    names: Vec<&'t str>,
    /// What is handed on, by heading.
    kept: Vec<Vec<&'t str>>,
    /// The values of the column that is being read.
    steps: Vec<i64>,
    /// The last date that was read, and whether columns hold on it.
    date: Option<(&'t str, bool)>,
}

impl<'s, 't> Stretch<'s, 't> {
    /// Nothing yet.
    pub(crate) fn new(scoring: &'s Scoring<'s>) -> Self {
        Self {
            scoring,
            plain: Vec::new(),
            names: Vec::new(),
            kept: scoring.manner.kept.iter().map(|_| Vec::new()).collect(),
            steps: Vec::new(),
            date: None,
        }
    }

    /// Reads rows into the columns of facts, from a row of theirs on. They have a cell for each heading, in this frame.
    pub(crate) fn read<'h, N: Notation>(
        &mut self,
        cells: &mut Cells<'t>,
        headings: impl ExactSizeIterator<Item = (&'h Heading, &'h Frame)>,
        (facts, first): (&mut [Option<Facts>], usize),
    ) {
        // Objects may lack what others had.
        self.names.clear();
        self.kept.iter_mut().for_each(Vec::clear);
        self.plain.clear();
        self.plain.resize(cells.rows(), true);
        self.steps.resize(cells.rows(), 0);
        let last = headings.len().saturating_sub(1);
        for (at, (heading, frame)) in headings.enumerate() {
            cells.read(frame, at == last);
            let column = &*cells;
            match heading {
                Heading::Fact(gate) => self.fact::<N>(gate, column, facts, first),
                Heading::Unit => texts(column, N::name, &mut self.names, &mut self.plain),
                Heading::Date => self.dates::<N>(column),
                Heading::Kept(at) => {
                    if let Some(kept) = self.kept.get_mut(*at) {
                        texts(column, N::kept, kept, &mut self.plain);
                    }
                }
                Heading::Ignored => {}
                Heading::Other => {
                    let blank = column.values().map(N::is_blank);
                    self.plain.iter_mut().zip(blank).for_each(|(plain, blank)| *plain &= blank);
                }
            }
        }
        self.plain.iter_mut().zip(cells.alike()).for_each(|(plain, alike)| *plain &= alike);
    }

    /// The name of the unit of a row, and what is handed on with it; `None` where something in it is not plain.
    pub(crate) fn unit(&self, row: usize) -> Option<(&'t str, impl Iterator<Item = &'t str> + '_)> {
        let is_plain = self.plain.get(row).copied().unwrap_or(false);
        let name = self.names.get(row).filter(|_| is_plain)?;
        Some((name, self.kept.iter().map(move |kept| kept.get(row).copied().unwrap_or_default())))
    }

    fn fact<N: Notation>(
        &mut self,
        gate: &Gate,
        column: &Cells<'t>,
        facts: &mut [Option<Facts>],
        first: usize,
    ) {
        let code = self.scoring.manner.inapplicable;
        let may_be_blank = !gate.is_looked_at();
        for (standard, door) in &gate.doors {
            let other =
                |text: &str| N::steps(text, door, code).or((may_be_blank && N::is_blank(text)).then_some(0));
            let into = (self.steps.as_mut_slice(), self.plain.as_mut_slice());
            match door.numbers() {
                Some(kind) => numbers(column, kind, code, other, into),
                None if door.is_of_truths() && code.is_none() => truths::<N>(column, other, into),
                None => words(column, other, into),
            }
            if let Some(Some(facts)) = facts.get_mut(*standard) {
                facts.enter(door.places(), first, &self.steps, &mut self.plain);
            }
        }
    }

    fn dates<N: Notation>(&mut self, column: &Cells<'t>) {
        for (text, plain) in column.values().zip(&mut self.plain) {
            let holds = match self.date {
                Some((last, holds)) if last == text => holds,
                _ => N::date(text).is_some_and(|date| self.scoring.is_usual(date)),
            };
            self.date = Some((text, holds));
            *plain &= holds;
        }
    }
}

/// Texts as they are handed on.
fn texts<'t>(
    column: &Cells<'t>,
    read: impl Fn(&'t str) -> Option<&'t str>,
    into: &mut Vec<&'t str>,
    plain: &mut [bool],
) {
    into.clear();
    into.extend(column.values().zip(plain).map(|(text, plain)| {
        let text = read(text);
        *plain &= text.is_some();
        text.unwrap_or_default()
    }));
}

/// Numbers with as many decimals as the first, which most are, are read eight digits at a time.
#[inline(never)]
fn numbers(
    column: &Cells<'_>,
    kind: &Numbers,
    code: Option<i64>,
    other: impl Fn(&str) -> Option<i64>,
    (steps, plain): (&mut [i64], &mut [bool]),
) {
    let decimals = number(column.value(0).as_bytes()).map_or(0, |(_, decimals, _)| decimals);
    let factor = kind.factor(decimals).filter(|_| decimals < 7);
    let left = match (u32::try_from(decimals), factor) {
        (Ok(0), Some(factor)) => alike(column.words(), 0, (kind, factor), code, steps),
        (Ok(decimals), Some(factor)) => alike(column.words(), decimals, (kind, factor), None, steps),
        _ => {
            steps.fill(LEFT);
            true
        }
    };
    if left {
        leftovers(column, other, (steps, plain));
    }
}

/// Stands for a number that is still to be read.
const LEFT: i64 = i64::MIN;

/// Reads the words that are numbers with so many decimals; whether others are left.
#[inline(always)]
fn alike(
    words: &[u64],
    decimals: u32,
    (kind, factor): (&Numbers, i64),
    code: Option<i64>,
    steps: &mut [i64],
) -> bool {
    let mut left = false;
    for (word, place) in words.iter().zip(steps) {
        let (digits, is_number) = of_short(*word, decimals);
        let value = digits.wrapping_mul(factor);
        let is_plain = is_number & (code != Some(digits)) & kind.has(value);
        *place = if is_plain { value } else { LEFT };
        left |= !is_plain;
    }
    left
}

/// Reads the values that are left one by one.
#[cold]
fn leftovers(
    column: &Cells<'_>,
    read: impl Fn(&str) -> Option<i64>,
    (steps, plain): (&mut [i64], &mut [bool]),
) {
    let left = steps.iter_mut().zip(plain).enumerate().filter(|(_, (place, _))| **place == LEFT);
    for (row, (place, plain)) in left {
        let value = read(column.value(row));
        *plain &= value.is_some();
        *place = value.unwrap_or_default();
    }
}

/// The words for yes and no are compared as numbers.
#[inline(never)]
fn truths<N: Notation>(
    column: &Cells<'_>,
    other: impl Fn(&str) -> Option<i64>,
    (steps, plain): (&mut [i64], &mut [bool]),
) {
    let words = |words: [&str; 3]| words.map(|word| short(word.as_bytes(), 0..word.len()));
    let ([yes, truth, one], [no, falsehood, zero]) = (words(N::YES), words(N::NO));
    let mut left = false;
    for (word, place) in column.words().iter().zip(&mut *steps) {
        let holds = (*word == yes) | (*word == truth) | (*word == one);
        let fails = (*word == no) | (*word == falsehood) | (*word == zero);
        *place = if holds | fails { i64::from(holds) } else { LEFT };
        left |= !(holds | fails);
    }
    if left {
        leftovers(column, other, (steps, plain));
    }
}

/// Values that are looked at one by one; most are like the one before.
#[inline(never)]
fn words(column: &Cells<'_>, other: impl Fn(&str) -> Option<i64>, (steps, plain): (&mut [i64], &mut [bool])) {
    let mut last = None;
    for ((text, place), plain) in column.values().zip(steps).zip(plain) {
        let value = match last {
            Some((known, value)) if known == text => value,
            _ => other(text),
        };
        last = Some((text, value));
        *plain &= value.is_some();
        *place = value.unwrap_or_default();
    }
}
