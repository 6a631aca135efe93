//! The ledgers of two visits against one another, statement by statement.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Line;
use crate::assessment::LineKind;
use crate::assessment::PartResult;
use crate::assessment::Range;
use crate::visits::LineChange;
use crate::visits::parts::Key;
use crate::visits::parts::keys;
use crate::visits::parts::name;
use crate::visits::sum::ZERO;
use crate::visits::sum::minus;
use crate::visits::sum::plus;

/// What moved the score otherwise, part by part in the order of the later visit.
pub(super) fn lines(before: &Assessment, after: &Assessment) -> Vec<LineChange> {
    let mut book = Book::default();
    book.add(after, |entry, amount, line| entry.after.add(amount, line));
    book.add(before, |entry, amount, line| entry.before.add(amount, line));
    let changes = book
        .entries
        .into_values()
        .filter(|entry| entry.before.amount != entry.after.amount || entry.is_open());
    let mut changes: Vec<((usize, usize), LineChange)> =
        changes.map(|entry| (entry.place, entry.change())).collect();
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().map(|(_, change)| change).collect()
}

/// What lines without a bound at an end come to together there: the change less all other lines; `None` where they have
/// one, or where the change has none.
pub(super) fn open(change: Option<Range>, lines: &[LineChange]) -> Option<Range> {
    let change = change?;
    let end = |of: fn(&Range) -> Option<crate::exact::Exact>| {
        let known = lines.iter().filter_map(|line| of(&line.change));
        let is_open = lines.iter().any(|line| of(&line.change).is_none());
        let rest = known.fold(of(&change), |rest, amount| rest?.minus(amount));
        (is_open, if is_open { rest } else { of(&ZERO) })
    };
    let ((low_open, low), (high_open, high)) = (end(|range| range.low), end(|range| range.high));
    (low_open || high_open).then_some(Range { low, high })
}

/// Lines that are held against one another: those of one statement, or of one kind that no statement makes.
type Statement = (Key, Option<LineKind>, Option<u32>, Option<String>);

/// Both ledgers, statement by statement.
#[derive(Default)]
struct Book<'a> {
    entries: BTreeMap<Statement, Entry<'a>>,
    parts: BTreeMap<Key, usize>,
}

struct Entry<'a> {
    /// The position of its part among all parts, and its own among all statements.
    place: (usize, usize),
    part: &'a PartResult,
    kind: Option<LineKind>,
    line: Option<&'a Line>,
    before: Side<'a>,
    after: Side<'a>,
}

/// The lines of one visit.
struct Side<'a> {
    amount: Range,
    lines: Vec<&'a Line>,
}

impl<'a> Side<'a> {
    fn add(&mut self, amount: Range, line: Option<&'a Line>) {
        self.amount = plus(self.amount, amount);
        self.lines.extend(line);
    }
}

impl<'a> Book<'a> {
    fn add(&mut self, visit: &'a Assessment, add: impl Fn(&mut Entry<'a>, Range, Option<&'a Line>)) {
        let keys = keys(visit);
        for (key, part) in keys.iter().zip(&visit.parts) {
            let next = self.parts.len();
            self.parts.entry(key.clone()).or_insert(next);
            if let Some(start) = part.start {
                add(self.entry((key.clone(), None, None, None), part, None), Range::point(start), None);
            }
        }
        for line in &visit.ledger {
            let at = line.part as usize;
            let (Some(key), Some(part)) = (keys.get(at), visit.parts.get(at)) else { continue };
            let statement = (key.clone(), Some(line.kind), line.line, line.file.clone());
            add(self.entry(statement, part, Some(line)), line.amount, Some(line));
        }
    }

    fn entry(
        &mut self,
        statement: Statement,
        part: &'a PartResult,
        line: Option<&'a Line>,
    ) -> &mut Entry<'a> {
        let side = || Side { amount: ZERO, lines: Vec::new() };
        let place = self.parts.get(&statement.0).copied().unwrap_or(usize::MAX);
        let (nth, kind) = (self.entries.len(), statement.1);
        self.entries.entry(statement).or_insert_with(|| Entry {
            place: (place, nth),
            part,
            kind,
            line,
            before: side(),
            after: side(),
        })
    }
}

impl Entry<'_> {
    fn is_open(&self) -> bool {
        let ends = [self.before.amount, self.after.amount];
        ends.iter().any(|range| range.low.is_none() || range.high.is_none())
    }

    fn change(&self) -> LineChange {
        let words = |side: &Side<'_>| side.lines.iter().map(|line| line.words.clone()).collect();
        LineChange {
            part: name(self.part),
            kind: self.kind,
            line: self.line.and_then(|line| line.line),
            file: self.line.and_then(|line| line.file.clone()),
            before: self.before.amount,
            after: self.after.amount,
            change: minus(self.after.amount, self.before.amount),
            words_before: words(&self.before),
            words_after: words(&self.after),
            note: self.line.and_then(|line| line.note.clone()),
        }
    }
}
