//! Chapters, sections, clauses and items, with points and without.

use std::fmt::Write;

use crate::generator::plain::Draft;
use crate::generator::spelling::points;

/// A part with everything below it.
pub(super) struct Part {
    pub(super) text: String,
    /// Its points, or those of the parts below it.
    pub(super) points: i64,
    pub(super) style: Style,
}

/// What a part does to the part above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// It has a score that is added up.
    Scored,
    /// It has no points and takes from those above.
    Losing,
    /// It has no points and earns some of those above.
    Earning,
    /// It has no points and only vetoes.
    Still,
}

/// The ranks of parts below the standard, from the highest.
const RANKS: [&str; 4] = ["章", "节", "条", "款"];
const CLAUSE: usize = 2;

impl Draft<'_, '_> {
    /// The parts of the standard.
    pub(super) fn whole(&mut self) -> Part {
        let style = match self.choices.below(10) {
            8 => Style::Losing,
            9 => Style::Earning,
            _ => Style::Scored,
        };
        let rank =
            if style == Style::Earning { self.clauses() } else { self.choices.one(&[0, 0, 0, CLAUSE]) };
        let most = self.largest;
        let (text, sum) = self.several(rank, style, 4);
        let points = if style == Style::Scored { sum } else { self.points_up_to(most) };
        Part { text, points, style }
    }

    /// Parts of one style, and now and then one that only vetoes; what they have together.
    fn several(&mut self, rank: usize, style: Style, most: usize) -> (String, i64) {
        let (mut text, mut sum) = (String::new(), 0);
        for _ in 0..1 + self.choices.below(most) {
            let part = self.part(rank, style);
            text += &part.text;
            sum += part.points;
        }
        let beside = match style {
            // Beside scores, what has no points makes a standard that only rows can score.
            Style::Scored if self.choices.chance(2) => Some(Style::Losing),
            Style::Earning => None,
            _ if self.choices.chance(20) => Some(Style::Still),
            _ => None,
        };
        if let Some(style) = beside {
            text += &self.part(rank, style).text;
        }
        (text, sum)
    }

    fn part(&mut self, rank: usize, style: Style) -> Part {
        let is_leaf = match rank {
            0 => self.choices.chance(5),
            1 => false,
            CLAUSE => !self.choices.chance(if style == Style::Earning { 2 } else { 15 }),
            _ => true,
        };
        let heading = self.heading(rank, style);
        match style {
            _ if is_leaf => self.leaf(rank, &heading, style),
            Style::Scored if self.choices.chance(25) => self.holding(rank, &heading),
            _ => {
                let below = self.rank_below(rank);
                let (below, sum) = self.several(below, style, 3);
                let said = style == Style::Scored && !self.choices.chance(25);
                let text = format!("\n{heading}{}\n{below}", if said { of(sum) } else { String::new() });
                Part { text, points: sum, style }
            }
        }
    }

    /// A part with points among which parts without points move.
    fn holding(&mut self, rank: usize, heading: &str) -> Part {
        let style = self.choices.one(&[Style::Losing, Style::Earning]);
        let below =
            if style == Style::Earning && rank < CLAUSE { self.clauses() } else { self.rank_below(rank) };
        let (below, _) = self.several(below, style, 3);
        let points = self.points_up_to(self.largest);
        let from_zero = style == Style::Earning && !self.choices.chance(10);
        let from_zero = if from_zero { "  从零起\n" } else { "" };
        Part { text: format!("\n{heading}{}\n{from_zero}{below}", of(points)), points, style: Style::Scored }
    }

    /// A part with statements.
    fn leaf(&mut self, rank: usize, heading: &str, style: Style) -> Part {
        let points = match style {
            Style::Scored if !self.choices.chance(2) => self.points_up_to(self.largest),
            _ => 0,
        };
        let shown = if style == Style::Scored { of(points) } else { String::new() };
        let star = if rank == CLAUSE && self.choices.chance(15) { " ★" } else { "" };
        if !star.is_empty() {
            self.note("★", style);
        }
        let mut text = format!("\n{heading}{shown}{star}\n");
        let vetoes = style == Style::Still || self.choices.chance(18);
        if vetoes {
            self.veto(&mut text);
        }
        let verb = match style {
            Style::Scored => self.choices.one(&["扣", "扣", "得"]),
            Style::Earning => "得",
            Style::Losing | Style::Still => "扣",
        };
        // A clause may have points and only veto.
        let idle = style == Style::Still || (vetoes && style == Style::Scored && self.choices.chance(60));
        let count = if idle { self.choices.below(2) } else { 1 + self.choices.below(3) };
        let alone = style == Style::Scored && verb == "扣" && count == 1 && !vetoes;
        for _ in 0..count {
            if idle { self.veto(&mut text) } else { self.moving(verb, alone, &mut text) }
        }
        Part { text, points, style }
    }

    fn heading(&mut self, rank: usize, style: Style) -> String {
        self.headings += 1;
        self.note(RANKS[rank], style);
        let mut heading = String::new();
        write!(heading, "{} {} \"部分\"", RANKS[rank], self.headings).unwrap_or_default();
        heading
    }

    /// Notes that there are parts over which to fold: mostly those with scores, since without any a fold is none of
    /// columns.
    fn note(&mut self, set: &'static str, style: Style) {
        if ["章", "条", "★"].contains(&set) && (style == Style::Scored || self.choices.chance(1)) {
            self.sets.insert(set);
        }
    }

    /// The rank of clauses, seldom a higher one: chapters that earn for the whole are none of columns.
    fn clauses(&mut self) -> usize {
        if self.choices.chance(4) { 1 } else { CLAUSE }
    }

    fn rank_below(&mut self, rank: usize) -> usize {
        if rank == 0 && !self.choices.chance(15) { CLAUSE } else { rank + 1 }
    }
}

fn of(sum: i64) -> String {
    format!(" {}", points(sum))
}
