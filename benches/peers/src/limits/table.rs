//! The rules as a table, interpreted unit by unit: once as one would write it first, and once without a branch that
//! depends on the unit, the rules grouped by kind.

use weiheng_workload::Kind;

use crate::contender::Scored;
use crate::workload::Workload;

/// What is fixed for all units.
#[derive(Clone, Debug)]
pub struct Table {
    chapters: Vec<i64>,
    enough: Vec<i64>,
    total: i64,
    rules: Vec<Rule>,
    flags: Vec<Entry<Flag>>,
    counts: Vec<Entry<Count>>,
    shorts: Vec<Entry<Short>>,
    bands: Vec<Entry<Bands>>,
    ratios: Vec<Entry<Ratio>>,
    vetoes: Vec<usize>,
}

/// The result of one unit, in memory that is used again.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The total.
    pub total: i64,
    /// Whether it passes.
    pub passed: bool,
    /// The chapters.
    pub chapters: [i64; 8],
    /// How many items.
    pub many: usize,
    /// The items: rule and amount.
    pub items: [(u8, i64); 128],
}

#[derive(Clone, Debug)]
enum Rule {
    Flag(Entry<Flag>),
    Count(Entry<Count>),
    Short(Entry<Short>),
    Bands(Entry<Bands>),
    Ratio(Entry<Ratio>),
}

#[derive(Clone, Copy, Debug)]
struct Entry<K> {
    rule: u8,
    chapter: u8,
    kind: K,
}

#[derive(Clone, Copy, Debug)]
struct Flag {
    fact: usize,
    lost: i64,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    fact: usize,
    each: i64,
    cap: i64,
}

#[derive(Clone, Copy, Debug)]
struct Short {
    fact: usize,
    target: i64,
    step: i64,
    /// Just more than `2^20 / step`: what is short is at most 1000, so that the quotient is exact.
    inverse: i64,
    each: i64,
    cap: i64,
}

#[derive(Clone, Copy, Debug)]
struct Bands {
    fact: usize,
    bounds: [i64; 3],
    lost: [i64; 4],
}

#[derive(Clone, Copy, Debug)]
struct Ratio {
    over: usize,
    under: usize,
    target: i64,
    each: i64,
    cap: i64,
}

impl Table {
    /// Reads the rubric.
    pub fn of(workload: &Workload) -> Self {
        let rubric = &workload.rubric;
        let at = |fact: &str| workload.position(fact);
        let enough = |points: i64| points * rubric.pass_chapter_pct / 100; // whole tenths
        let mut table = Self {
            chapters: rubric.chapters.iter().map(|chapter| chapter.points).collect(),
            enough: rubric.chapters.iter().map(|chapter| enough(chapter.points)).collect(),
            total: rubric.pass_total,
            rules: Vec::new(),
            flags: Vec::new(),
            counts: Vec::new(),
            shorts: Vec::new(),
            bands: Vec::new(),
            ratios: Vec::new(),
            vetoes: rubric.vetoes.iter().map(|fact| at(fact)).collect(),
        };
        for (number, rule) in (0..).zip(&rubric.rules) {
            table.enter(number, rule.chapter as u8, &rule.kind, at);
        }
        table
    }

    fn enter(&mut self, rule: u8, chapter: u8, kind: &Kind, at: impl Fn(&str) -> usize) {
        match kind {
            Kind::Bool { obs, d } => {
                let entry = Entry { rule, chapter, kind: Flag { fact: at(obs), lost: *d } };
                self.flags.push(entry);
                self.rules.push(Rule::Flag(entry));
            }
            Kind::Count { obs, r, cap } => {
                let entry = Entry { rule, chapter, kind: Count { fact: at(obs), each: *r, cap: *cap } };
                self.counts.push(entry);
                self.rules.push(Rule::Count(entry));
            }
            Kind::Short { obs, t, s, d, cap } => {
                let inverse = (1 << 20) / s + 1;
                let kind = Short { fact: at(obs), target: *t, step: *s, inverse, each: *d, cap: *cap };
                let entry = Entry { rule, chapter, kind };
                self.shorts.push(entry);
                self.rules.push(Rule::Short(entry));
            }
            Kind::Band { obs, b, ded } => {
                let bounds = b.as_slice().try_into().expect("three bounds");
                let lost = ded.as_slice().try_into().expect("four bands");
                let entry = Entry { rule, chapter, kind: Bands { fact: at(obs), bounds, lost } };
                self.bands.push(entry);
                self.rules.push(Rule::Bands(entry));
            }
            Kind::Ratio { num, den, t, k, cap } => {
                let kind = Ratio { over: at(num), under: at(den), target: *t, each: *k, cap: *cap };
                let entry = Entry { rule, chapter, kind };
                self.ratios.push(entry);
                self.rules.push(Rule::Ratio(entry));
            }
        }
    }

    /// Grouped by kind, without branches.
    pub fn score(&self, unit: &[i32], sheet: &mut Sheet) {
        self.open(sheet);
        for entry in &self.flags {
            sheet.take(entry, (1 - value(unit, entry.kind.fact)) * entry.kind.lost);
        }
        for entry in &self.counts {
            sheet.take(entry, (value(unit, entry.kind.fact) * entry.kind.each).min(entry.kind.cap));
        }
        for entry in &self.shorts {
            let Short { fact, target, step, inverse, each, cap } = entry.kind;
            let short = (target - value(unit, fact)).max(0);
            sheet.take(entry, ((((short + step - 1) * inverse) >> 20) * each).min(cap));
        }
        for entry in &self.bands {
            let Bands { fact, bounds, lost } = entry.kind;
            let value = value(unit, fact);
            let band: usize = bounds.iter().map(|bound| usize::from(value >= *bound)).sum();
            sheet.take(entry, lost[band & 3]);
        }
        for entry in &self.ratios {
            sheet.take(entry, entry.kind.lost(unit));
        }
        self.close(unit, sheet);
    }

    /// Rule after rule, with the branches that one writes first.
    pub fn score_branching(&self, unit: &[i32], sheet: &mut Sheet) {
        self.open(sheet);
        for rule in &self.rules {
            match rule {
                Rule::Flag(entry) => {
                    if value(unit, entry.kind.fact) == 0 {
                        sheet.take_some(entry, entry.kind.lost);
                    }
                }
                Rule::Count(entry) => {
                    let counted = value(unit, entry.kind.fact);
                    if counted > 0 {
                        sheet.take_some(entry, (counted * entry.kind.each).min(entry.kind.cap));
                    }
                }
                Rule::Short(entry) => {
                    let short = entry.kind.target - value(unit, entry.kind.fact);
                    if short > 0 {
                        let steps = (short + entry.kind.step - 1) / entry.kind.step;
                        sheet.take_some(entry, (steps * entry.kind.each).min(entry.kind.cap));
                    }
                }
                Rule::Bands(entry) => {
                    let value = value(unit, entry.kind.fact);
                    let band = entry.kind.bounds.iter().position(|bound| value < *bound).unwrap_or(3);
                    if entry.kind.lost[band] > 0 {
                        sheet.take_some(entry, entry.kind.lost[band]);
                    }
                }
                Rule::Ratio(entry) => {
                    let lost = entry.kind.lost(unit);
                    if lost > 0 {
                        sheet.take_some(entry, lost);
                    }
                }
            }
        }
        self.close(unit, sheet);
    }

    fn open(&self, sheet: &mut Sheet) {
        sheet.many = 0;
        sheet.chapters.copy_from_slice(&self.chapters);
    }

    fn close(&self, unit: &[i32], sheet: &mut Sheet) {
        let mut passed = true;
        sheet.total = 0;
        for (chapter, enough) in sheet.chapters.iter_mut().zip(&self.enough) {
            *chapter = (*chapter).max(0);
            passed &= *chapter >= *enough;
            sheet.total += *chapter;
        }
        for veto in &self.vetoes {
            passed &= value(unit, *veto) == 0;
        }
        sheet.passed = passed & (sheet.total >= self.total);
    }
}

impl Ratio {
    /// `(t - 100 n/d) x k`, rounded half up to a tenth: nothing is divided before the last step.
    fn lost(&self, unit: &[i32]) -> i64 {
        let (over, under) = (value(unit, self.over), value(unit, self.under));
        let short = (self.target * under - 1000 * over).max(0) as u32;
        let (each, under) = (self.each as u32, under as u32);
        i64::from((2 * each * short + 10 * under) / (20 * under)).min(self.cap)
    }
}

impl Sheet {
    /// An empty one.
    pub fn new() -> Self {
        Self { total: 0, passed: false, chapters: [0; 8], many: 0, items: [(0, 0); 128] }
    }

    /// The result, in the order of the rules.
    pub fn scored(&self) -> Scored {
        let items = self.items[..self.many].iter().map(|(rule, amount)| (usize::from(*rule), *amount));
        let mut items: Vec<(usize, i64)> = items.collect();
        items.sort_unstable();
        Scored { total: self.total, passed: self.passed, chapters: self.chapters.to_vec(), items }
    }

    /// Every amount is written down; the next one is written over it where it is nothing.
    #[inline]
    fn take<K>(&mut self, entry: &Entry<K>, lost: i64) {
        self.chapters[usize::from(entry.chapter & 7)] -= lost;
        self.items[self.many & 127] = (entry.rule, lost);
        self.many += usize::from(lost != 0);
    }

    #[inline]
    fn take_some<K>(&mut self, entry: &Entry<K>, lost: i64) {
        self.chapters[usize::from(entry.chapter & 7)] -= lost;
        self.items[self.many & 127] = (entry.rule, lost);
        self.many += 1;
    }
}

impl Default for Sheet {
    fn default() -> Self {
        Self::new()
    }
}

#[inline]
fn value(unit: &[i32], fact: usize) -> i64 {
    i64::from(unit[fact])
}
