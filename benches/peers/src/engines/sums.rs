//! From deductions to a result.

use weiheng_workload::Rubric;

use crate::limits::table::Sheet;

/// Adds up the deductions of a unit.
#[derive(Clone, Debug)]
pub struct Sums {
    chapter_of: Vec<usize>,
    points: Vec<i64>,
    enough: Vec<i64>,
    total: i64,
}

impl Sums {
    /// For a rubric.
    pub fn of(rubric: &Rubric) -> Self {
        let enough = |points: i64| points * rubric.pass_chapter_pct / 100; // whole tenths
        Self {
            chapter_of: rubric.rules.iter().map(|rule| rule.chapter).collect(),
            points: rubric.chapters.iter().map(|chapter| chapter.points).collect(),
            enough: rubric.chapters.iter().map(|chapter| enough(chapter.points)).collect(),
            total: rubric.pass_total,
        }
    }

    /// The result of a unit by what each rule deducts.
    pub fn add(&self, lost: impl Iterator<Item = i64>, vetoed: bool, sheet: &mut Sheet) {
        sheet.many = 0;
        sheet.chapters.copy_from_slice(&self.points);
        for ((rule, chapter), lost) in (0..).zip(&self.chapter_of).zip(lost) {
            sheet.chapters[*chapter] -= lost;
            sheet.items[sheet.many] = (rule, lost);
            sheet.many += usize::from(lost != 0);
        }
        sheet.chapters.iter_mut().for_each(|chapter| *chapter = (*chapter).max(0));
        sheet.total = sheet.chapters.iter().sum();
        let enough = sheet.chapters.iter().zip(&self.enough).all(|(chapter, enough)| chapter >= enough);
        sheet.passed = enough && !vetoed && sheet.total >= self.total;
    }
}
