//! The rubric as data. All amounts, percentages and measured numbers are in tenths.

use serde::Deserialize;

/// A hundred rules over eight chapters.
#[derive(Clone, Debug, Deserialize)]
pub struct Rubric {
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// The rules, in order.
    pub rules: Vec<Rule>,
    /// Facts of which one that holds is a veto.
    pub vetoes: Vec<String>,
    /// The least total that passes.
    pub pass_total: i64,
    /// The least share of each chapter's points that passes, in percent.
    pub pass_chapter_pct: i64,
}

/// A chapter.
#[derive(Clone, Debug, Deserialize)]
pub struct Chapter {
    /// Its name.
    pub id: String,
    /// Its points.
    pub points: i64,
}

/// A rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// The position of its chapter.
    #[serde(rename = "ch")]
    pub chapter: usize,
    /// What it looks at and what it deducts.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a rule looks at and what it deducts.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of rules.json; each kind says what they mean")]
pub enum Kind {
    /// `d` where the fact does not hold.
    Bool { obs: String, d: i64 },
    /// `r` for each one counted, at most `cap`.
    Count { obs: String, r: i64, cap: i64 },
    /// `d` for every started step of `s` below `t`, at most `cap`.
    Short { obs: String, t: i64, s: i64, d: i64, cap: i64 },
    /// `ded[i]`, where `i` of the bounds `b` are not above the value.
    Band { obs: String, b: Vec<i64>, ded: Vec<i64> },
    /// `k` for each percent that `num` of `den` is below `t`, rounded half up to a tenth, at most `cap`.
    Ratio { num: String, den: String, t: i64, k: i64, cap: i64 },
}

impl Rubric {
    /// The rubric of `benches/workload/rules.json`.
    ///
    /// ```
    /// let rubric = weiheng_workload::Rubric::built_in();
    /// assert_eq!((rubric.chapters.len(), rubric.rules.len(), rubric.vetoes.len()), (8, 100, 3));
    /// ```
    ///
    /// # Panics
    ///
    /// Never: what it reads is part of the program.
    pub fn built_in() -> Self {
        let json = include_str!("../../workload/rules.json");
        serde_json::from_str(json).expect("the rules are legal JSON")
    }
}
