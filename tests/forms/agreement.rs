//! What a form shows against what the engine says.

use weiheng::Exact;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::assessment::Finding;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::PartTally;

/// How often forms and the engine said the same.
#[derive(Debug, Default)]
pub(crate) struct Agreement {
    /// Clauses of all standards, and those that calculate themselves.
    pub(crate) clauses: u32,
    pub(crate) live: u32,
    /// Totals, and verdicts, of standards that have one, and those that calculate themselves.
    pub(crate) totals: (u32, u32),
    pub(crate) verdicts: (u32, u32),
    /// Findings, scores, totals and grades that were compared and were the same.
    pub(crate) same: u32,
    /// What a form left open although the engine has one result, in units of which everything was seen.
    pub(crate) cautious_when_seen: u32,
    /// The same in units that were seen in part.
    pub(crate) cautious: u32,
    /// What is left to weiheng.
    pub(crate) by_weiheng: u32,
    /// The same in units of which everything was seen, in standards of which nothing need be.
    left: u32,
}

impl Agreement {
    /// What a form did not say in units of which everything was seen: left open, left to weiheng.
    pub(crate) fn claims_of_seen_units(&self) -> (u32, u32) {
        (self.cautious_when_seen, self.left)
    }

    /// Compares the sheet of scores with a tally; what is wrong.
    pub(crate) fn compare(
        &mut self,
        standard: &Standard,
        tally: &Tally,
        sheet: &[Vec<String>],
        seen: bool,
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        let cell = |row: usize, column: usize| {
            sheet.get(row).and_then(|row| row.get(column)).map_or("", String::as_str)
        };
        for (at, (id, part)) in (2..).zip(standard.parts().skip(1)) {
            let result = tally.parts.get(id).expect("every part has a result");
            let state = cell(at, 6);
            let found = self.finding(state, result.finding, seen);
            wrong.extend(found.map(|why| format!("{} {}: {why}", part.id, part.label)));
            let lost = part.points.and_then(|_| lost(&result));
            let numbers = [
                ("lost", cell(at, 3), lost),
                ("score", cell(at, 4), result.score),
                ("bonus", cell(at, 5), Some(result.bonus)),
            ];
            for (what, shown, ends) in numbers {
                wrong.extend(self.number(what, shown, ends, seen).map(|why| format!("{}: {why}", part.id)));
            }
        }
        let mut row = standard.parts.len() + 1;
        if standard.full_points().is_some() {
            wrong.extend(self.total(cell(row, 4), tally, seen));
            row += 1;
        }
        for (at, verdict) in standard.verdicts.iter().enumerate() {
            let grades: Vec<&str> =
                tally.verdicts[at].grades.iter().map(|grade| verdict.grade(*grade)).collect();
            wrong.extend(self.verdict(cell(row + at, 4), &grades, seen));
        }
        wrong
    }

    fn finding(&mut self, shown: &str, finding: Finding, seen: bool) -> Option<String> {
        let open = matches!(finding, Finding::NotObserved | Finding::Undetermined);
        let word = match finding {
            Finding::NotApplicable => "不适用",
            Finding::Withheld => "不评",
            Finding::Vetoed => "否决",
            Finding::Undetermined => "待定",
            Finding::NotObserved => "未查",
            Finding::Failed => "不合格",
            Finding::Zero => "零分",
            Finding::Reduced => "扣分",
            Finding::Met => "合格",
        };
        match shown {
            "由卫衡计算" => self.left(seen),
            "未查" | "待定" if open => self.same += 1,
            "未查" | "待定" => self.cautious(seen),
            _ if shown == word => self.same += 1,
            _ => return Some(format!("shows {shown:?}, the engine says {word}")),
        }
        None
    }

    /// A number that is shown is the engine's; none is shown where there is none, or it is open.
    fn number(&mut self, what: &str, shown: &str, ends: Option<Ends>, seen: bool) -> Option<String> {
        let point = ends.filter(|ends| ends.low == ends.high).map(|ends| ends.low);
        match (shown, point) {
            ("由卫衡计算", _) => self.left(seen),
            ("未定" | "", Some(_)) if what != "bonus" => self.cautious(seen),
            ("未定" | "", _) => {}
            (shown, Some(exact)) if shown.parse().is_ok_and(|shown| is_nearest(shown, exact)) => {
                self.same += 1
            }
            _ => return Some(format!("{what} {shown}, the engine has {ends:?}")),
        }
        None
    }

    fn total(&mut self, shown: &str, tally: &Tally, seen: bool) -> Option<String> {
        match (shown, tally.total) {
            ("不适用", None) => None,
            (shown, total) => self.number("total", shown, total, seen),
        }
    }

    fn verdict(&mut self, shown: &str, grades: &[&str], seen: bool) -> Option<String> {
        match (shown, grades) {
            ("由卫衡计算", _) => self.left(seen),
            ("未定", [_]) => self.cautious(seen),
            ("未定", _) | ("不适用", []) => {}
            (shown, [one]) if shown == *one => self.same += 1,
            _ => return Some(format!("verdict {shown:?}, the engine says {grades:?}")),
        }
        None
    }

    fn left(&mut self, seen: bool) {
        self.by_weiheng += 1;
        self.left += u32::from(seen);
    }

    fn cautious(&mut self, seen: bool) {
        if seen {
            self.cautious_when_seen += 1;
        } else {
            self.cautious += 1;
        }
    }
}

/// What a part that applies lacks of the points that apply to it.
fn lost(result: &PartTally) -> Option<Ends> {
    let score = result.score.filter(|_| result.finding != Finding::NotApplicable)?;
    let lost = |applicable: Exact, score: Exact| applicable.plus(score.negated()).expect("few points");
    let (applicable, score) = (result.applicable, score);
    Some(Ends { low: lost(applicable.low, score.high), high: lost(applicable.high, score.low) })
}

/// Whether a number of a spreadsheet is the one nearest to an exact number, to the last digits it keeps.
fn is_nearest(shown: f64, exact: Exact) -> bool {
    let (over, under) = exact.fraction();
    let nearest = over.to_string().parse::<f64>().expect("a number")
        / under.to_string().parse::<f64>().expect("a number");
    (shown - nearest).abs() <= nearest.abs() * 1e-14 + 1e-14
}
