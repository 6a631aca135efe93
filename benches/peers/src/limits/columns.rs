//! The rules over columns of 16 or 32 bits: a stretch of units at a time, one loop for each rule, no branch in it.

use std::ops::Add;
use std::ops::Mul;
use std::ops::Sub;

use weiheng_workload::Kind;
use weiheng_workload::Values;

use crate::contender::Scored;
use crate::workload::Workload;

/// So many units are taken through all rules before the next: what is added up stays in the nearest cache.
pub const STRETCH: usize = 1024;

/// A number of a column.
pub trait Lane:
    Copy + Default + Ord + From<u8> + Into<i64> + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self>
{
    /// The number; the rubric's fit.
    fn of(number: i64) -> Self;

    /// A quotient, by the inverse of the divisor in parts of 2^16.
    fn share(self, inverse: u16) -> Self;
}

impl Lane for i16 {
    fn of(number: i64) -> Self {
        number as Self
    }

    #[inline]
    fn share(self, inverse: u16) -> Self {
        ((u32::from(self as u16) * u32::from(inverse)) >> 16) as Self
    }
}

impl Lane for i32 {
    fn of(number: i64) -> Self {
        number as Self
    }

    #[inline]
    fn share(self, inverse: u16) -> Self {
        (self * Self::from(inverse)) >> 16
    }
}

/// Facts in columns: truths, numbers, and the numbers of which ratios are formed.
#[derive(Clone, Debug)]
pub struct Facts<T> {
    /// 1 is yes.
    pub truths: Vec<Vec<u8>>,
    /// Counts, and numbers in tenths.
    pub numbers: Vec<Vec<T>>,
    /// Counts.
    pub wide: Vec<Vec<i32>>,
}

/// Where the values of a column of the file go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A truth.
    Truth(usize),
    /// A count.
    Count(usize),
    /// A number in tenths.
    Tenths(usize),
    /// A count of which a ratio is formed.
    Wide(usize),
}

/// What units come to, in columns.
#[derive(Clone, Debug, Default)]
pub struct Results<T> {
    /// The chapters.
    pub chapters: Vec<Vec<T>>,
    /// The totals.
    pub total: Vec<T>,
    /// Whether they pass.
    pub passed: Vec<bool>,
}

/// The rules.
#[derive(Clone, Debug)]
pub struct Rules<T> {
    places: Vec<Place>,
    chapters: Vec<(T, T)>,
    total: T,
    rules: Vec<(usize, Step<T>)>,
    vetoes: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Step<T> {
    Flag { fact: usize, lost: T },
    Count { fact: usize, most: T, each: T, cap: T },
    Short { fact: usize, target: T, started: T, inverse: u16, each: T, most: T, cap: T },
    Bands { fact: usize, first: T, rises: [(T, T); 3] },
    Ratio { over: usize, under: usize, target: i32, each: i32, cap: T },
}

impl<T: Lane> Rules<T> {
    /// Reads the rubric.
    pub fn of(workload: &Workload) -> Self {
        let places = places(workload);
        let at = |fact: &str| match places[workload.position(fact)] {
            Place::Truth(at) | Place::Count(at) | Place::Tenths(at) | Place::Wide(at) => at,
        };
        let step = |kind: &Kind| match kind {
            Kind::Bool { obs, d } => Step::Flag { fact: at(obs), lost: T::of(*d) },
            Kind::Count { obs, r, cap } => {
                Step::Count { fact: at(obs), most: T::of(cap / r + 1), each: T::of(*r), cap: T::of(*cap) }
            }
            Kind::Short { obs, t, s, d, cap } => Step::Short {
                fact: at(obs),
                target: T::of(*t),
                started: T::of(s - 1),
                inverse: ((1 << 16) / s + 1) as u16,
                each: T::of(*d),
                most: T::of(cap / d + 1),
                cap: T::of(*cap),
            },
            Kind::Band { obs, b, ded } => {
                let mut rises = [(T::default(), T::default()); 3];
                for ((rise, bound), pair) in rises.iter_mut().zip(b).zip(ded.windows(2)) {
                    *rise = (T::of(*bound), T::of(pair[1] - pair[0]));
                }
                Step::Bands { fact: at(obs), first: T::of(ded[0]), rises }
            }
            Kind::Ratio { num, den, t, k, cap } => Step::Ratio {
                over: at(num),
                under: at(den),
                target: *t as i32,
                each: *k as i32,
                cap: T::of(*cap),
            },
        };
        let rubric = &workload.rubric;
        // Whole tenths.
        let least = |points: i64| T::of(points * rubric.pass_chapter_pct / 100);
        Self {
            chapters: rubric
                .chapters
                .iter()
                .map(|chapter| (T::of(chapter.points), least(chapter.points)))
                .collect(),
            total: T::of(rubric.pass_total),
            rules: rubric.rules.iter().map(|rule| (rule.chapter, step(&rule.kind))).collect(),
            vetoes: rubric.vetoes.iter().map(|fact| at(fact)).collect(),
            places,
        }
    }

    /// Where the columns of a file go.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Columns without units.
    pub fn facts(&self) -> Facts<T> {
        let many = |wanted: fn(&Place) -> bool| self.places.iter().filter(|place| wanted(place)).count();
        Facts {
            truths: vec![Vec::new(); many(|place| matches!(place, Place::Truth(_)))],
            numbers: vec![Vec::new(); many(|place| matches!(place, Place::Count(_) | Place::Tenths(_)))],
            wide: vec![Vec::new(); many(|place| matches!(place, Place::Wide(_)))],
        }
    }

    /// The units in columns.
    pub fn gathered(&self, workload: &Workload) -> Facts<T> {
        let mut facts = self.facts();
        for (at, place) in self.places.iter().enumerate() {
            let column = workload.column(at);
            match *place {
                Place::Truth(at) => facts.truths[at] = column.map(|value| value as u8).collect(),
                Place::Count(at) | Place::Tenths(at) => {
                    facts.numbers[at] = column.map(|value| T::of(value.into())).collect();
                }
                Place::Wide(at) => facts.wide[at] = column.map(i32::from).collect(),
            }
        }
        facts
    }

    /// Scores all units and keeps every deduction.
    pub fn score_all(&self, facts: &Facts<T>, lost: &mut Vec<Vec<T>>, results: &mut Results<T>) {
        let units = facts.truths[0].len();
        lost.resize(self.rules.len(), Vec::new());
        lost.iter_mut().for_each(|column| column.resize(units, T::default()));
        results.clear(self);
        let mut from = 0;
        while from < units {
            let to = units.min(from + STRETCH);
            results.open(self, to - from);
            for ((chapter, step), lost) in self.rules.iter().zip(&mut *lost) {
                step.take(facts, from, &mut lost[from..to], &mut results.chapters[*chapter][from..to]);
            }
            self.close(facts, from, results, from);
            from = to;
        }
    }

    /// Scores all units of `facts` and adds their results to those at hand; deductions are not kept.
    pub fn score_more(&self, facts: &Facts<T>, results: &mut Results<T>) {
        let units = facts.truths[0].len();
        let mut scratch = [T::default(); STRETCH];
        let mut from = 0;
        while from < units {
            let to = units.min(from + STRETCH);
            let start = results.total.len();
            results.open(self, to - from);
            for (chapter, step) in &self.rules {
                step.take(facts, from, &mut scratch[..to - from], &mut results.chapters[*chapter][start..]);
            }
            self.close(facts, from, results, start);
            from = to;
        }
    }

    /// Turns what is left of the chapters into totals and verdicts.
    fn close(&self, facts: &Facts<T>, from: usize, results: &mut Results<T>, start: usize) {
        let passed = &mut results.passed[start..];
        for veto in &self.vetoes {
            for (passed, veto) in passed.iter_mut().zip(&facts.truths[*veto][from..]) {
                *passed &= *veto == 0;
            }
        }
        let total = &mut results.total[start..];
        for ((_, enough), chapter) in self.chapters.iter().zip(&mut results.chapters) {
            for ((left, total), passed) in chapter[start..].iter_mut().zip(&mut *total).zip(&mut *passed) {
                *left = (*left).max(T::default());
                *total = *total + *left;
                *passed &= *left >= *enough;
            }
        }
        for (passed, total) in passed.iter_mut().zip(total) {
            *passed &= *total >= self.total;
        }
    }
}

impl<T: Lane> Step<T> {
    fn take(&self, facts: &Facts<T>, from: usize, lost: &mut [T], left: &mut [T]) {
        match *self {
            Self::Flag { fact, lost: amount } => {
                let facts = &facts.truths[fact][from..];
                each(facts, lost, left, |truth| T::from(1 - truth) * amount);
            }
            Self::Count { fact, most, each: price, cap } => {
                let facts = &facts.numbers[fact][from..];
                each(facts, lost, left, |counted| (counted.min(most) * price).min(cap));
            }
            Self::Short { fact, target, started, inverse, each: price, most, cap } => {
                each(&facts.numbers[fact][from..], lost, left, |value| {
                    let short = (target - value).max(T::default());
                    ((short + started).share(inverse).min(most) * price).min(cap)
                });
            }
            Self::Bands { fact, first, rises } => {
                each(&facts.numbers[fact][from..], lost, left, |value| {
                    let rise = |(bound, rise): (T, T)| T::from(u8::from(value >= bound)) * rise;
                    first + rise(rises[0]) + rise(rises[1]) + rise(rises[2])
                });
            }
            Self::Ratio { over, under, target, each: price, cap } => {
                let pairs = facts.wide[over][from..].iter().zip(&facts.wide[under][from..]);
                for ((lost, left), (over, under)) in lost.iter_mut().zip(left).zip(pairs) {
                    let short = (target * under - 1000 * over).max(0);
                    let (over, under) = (2 * price * short + 10 * under, 20 * under);
                    // The quotient is far below 2^31, and no whole number lies nearer to it than 1/100000: binary
                    // fractions of 53 bits have the same whole part.
                    let share = (f64::from(over) / f64::from(under)) as i32;
                    *lost = T::of(share.into()).min(cap);
                    *left = *left - *lost;
                }
            }
        }
    }
}

#[inline]
fn each<F: Copy, T: Lane>(facts: &[F], lost: &mut [T], left: &mut [T], amount: impl Fn(F) -> T) {
    for ((fact, lost), left) in facts.iter().zip(lost).zip(left) {
        *lost = amount(*fact);
        *left = *left - *lost;
    }
}

impl<T: Lane> Results<T> {
    /// Forgets all units.
    pub fn clear(&mut self, rules: &Rules<T>) {
        self.chapters.resize(rules.chapters.len(), Vec::new());
        self.chapters.iter_mut().for_each(Vec::clear);
        self.total.clear();
        self.passed.clear();
    }

    fn open(&mut self, rules: &Rules<T>, more: usize) {
        let units = self.total.len() + more;
        self.total.resize(units, T::default());
        self.passed.resize(units, true);
        for ((points, _), chapter) in rules.chapters.iter().zip(&mut self.chapters) {
            chapter.resize(units, *points);
        }
    }

    /// Units with their deductions, as far as those are there.
    pub fn scored(&self, lost: &[Vec<T>]) -> Vec<Scored> {
        let unit = |at: usize| {
            let items = lost.iter().enumerate().map(|(rule, column)| (rule, column[at].into()));
            Scored {
                total: self.total[at].into(),
                passed: self.passed[at],
                chapters: self.chapters.iter().map(|chapter| chapter[at].into()).collect(),
                items: items.filter(|(_, amount)| *amount != 0).collect(),
            }
        };
        (0..self.total.len()).map(unit).collect()
    }
}

fn places(workload: &Workload) -> Vec<Place> {
    let is_wide = |fact: &str| {
        workload
            .rubric
            .rules
            .iter()
            .any(|rule| matches!(&rule.kind, Kind::Ratio { num, den, .. } if num == fact || den == fact))
    };
    let (mut truths, mut numbers, mut wide) = (0.., 0.., 0..);
    let place = |column: &weiheng_workload::Column| match column.values {
        Values::Truth => Place::Truth(truths.next().unwrap_or_default()),
        Values::Count if is_wide(&column.name) => Place::Wide(wide.next().unwrap_or_default()),
        Values::Count => Place::Count(numbers.next().unwrap_or_default()),
        Values::Tenths => Place::Tenths(numbers.next().unwrap_or_default()),
    };
    workload.columns.iter().map(place).collect()
}
