//! The top of a report: which standard, which unit, what score, what verdict, and why.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::Receipt;
use weiheng::assessment::VerdictOutcome;
use weiheng::assessment::VerdictResult;

use crate::number::number;
use crate::number::range;
use crate::outline::Tone;
use crate::outline::accounts::AccountHeadline;
use crate::outline::basis::resting;
use crate::outline::clean;
use crate::outline::origins::Common;
use crate::wording::either;
use crate::wording::say;

/// The top of a report.
pub(crate) struct Headline {
    /// The standard's label with its id and level.
    pub(crate) title: String,
    /// The unit, the date and where the observations were read, each with its word.
    pub(crate) about: Vec<(&'static str, String)>,
    /// The score line, without the verdict.
    pub(crate) score: String,
    /// The verdicts, the main one first.
    pub(crate) verdicts: Vec<VerdictLine>,
    /// How sure the sources are on which the result rests.
    pub(crate) resting: Option<String>,
    /// The accounts beside the points.
    pub(crate) accounts: Vec<AccountHeadline>,
    /// The digits by which the result is recognised, the date and the version.
    pub(crate) receipt: Option<String>,
}

/// A verdict in words.
pub(crate) struct VerdictLine {
    /// 结论, or the name of a verdict beside the main one.
    pub(crate) name: String,
    /// What was decided.
    pub(crate) outcome: String,
    /// How it is meant.
    pub(crate) tone: Tone,
    /// Why.
    pub(crate) reasons: Vec<String>,
}

impl Headline {
    /// The headline of an assessment.
    pub(crate) fn of(assessment: &Assessment, language: Language) -> Self {
        Self {
            title: title(assessment, language),
            about: about(assessment, language),
            score: score_line(assessment, language),
            resting: resting(assessment, language),
            accounts: assessment
                .accounts
                .iter()
                .map(|account| AccountHeadline::of(account, language))
                .collect(),
            verdicts: assessment.verdicts.iter().map(|verdict| verdict_line(verdict, language)).collect(),
            receipt: assessment.receipt.as_ref().map(|receipt| receipt_line(receipt, language)),
        }
    }
}

/// The label of the standard with its id and level.
pub(crate) fn title(assessment: &Assessment, language: Language) -> String {
    let name = &assessment.standard;
    let aside = match (&name.tier, language) {
        (Some(tier), Language::Zh) => format!("（{}，{tier}）", name.id),
        (Some(tier), Language::En) => format!(" ({}, {tier})", name.id),
        (None, Language::Zh) => format!("（{}）", name.id),
        (None, Language::En) => format!(" ({})", name.id),
    };
    clean(&format!("{}{aside}", name.label))
}

/// `3f2a9c1d4e5f（2024-05-20，weiheng 0.1.0）`.
fn receipt_line(receipt: &Receipt, language: Language) -> String {
    let sum = receipt.short();
    let date = receipt.date.map(|date| format!("{date}{}", say(language, "，", ", ")));
    let by = format!("{}weiheng {}", date.unwrap_or_default(), clean(&receipt.weiheng));
    match language {
        Language::Zh => format!("{sum}（{by}）"),
        Language::En => format!("{sum} ({by})"),
    }
}

fn about(assessment: &Assessment, language: Language) -> Vec<(&'static str, String)> {
    let unit = assessment.unit.as_deref().map(|unit| (say(language, "单位", "Unit"), clean(unit)));
    let date = assessment.date.map(|date| (say(language, "日期", "Date"), date.to_string()));
    let read = Common::of(assessment).said(language);
    let read = read.map(|read| (say(language, "观测", "Observations"), read));
    unit.into_iter().chain(date).chain(read).collect()
}

fn score_line(assessment: &Assessment, language: Language) -> String {
    if assessment.score.is_none() && assessment.full.is_none() {
        return say(language, "本标准不计分", "This standard gives no points").to_owned();
    }
    let score = score(assessment, language);
    format!("{} {score}{}", say(language, "总分", "Score"), before_rounding(assessment, language))
}

/// The score over the full points.
pub(crate) fn score(assessment: &Assessment, language: Language) -> String {
    let Some(score) = assessment.score else {
        return say(language, "无", "none").to_owned();
    };
    let mut text = range(score, language);
    if let Some(full) = assessment.full {
        text.push_str(" / ");
        text.push_str(&number(full, language));
    }
    text
}

/// The score before rounding, where rounding changed it.
fn before_rounding(assessment: &Assessment, language: Language) -> String {
    let changed =
        assessment.unrounded.filter(|before| assessment.score.is_some_and(|score| score != *before));
    let Some(before) = changed.map(|before| range(before, language)) else { return String::new() };
    match language {
        Language::Zh => format!("（取整前 {before}）"),
        Language::En => format!(" (before rounding {before})"),
    }
}

fn verdict_line(verdict: &VerdictResult, language: Language) -> VerdictLine {
    let (outcome, tone) = outcome(&verdict.outcome, language);
    VerdictLine {
        name: clean(verdict.name.as_deref().unwrap_or(say(language, "结论", "Verdict"))),
        outcome,
        tone,
        reasons: verdict.reasons.iter().map(|words| clean(words.in_language(language))).collect(),
    }
}

/// A verdict's outcome in words.
pub(crate) fn outcome(outcome: &VerdictOutcome, language: Language) -> (String, Tone) {
    match outcome {
        VerdictOutcome::Decided { grade, passed } => {
            (clean(grade), if *passed { Tone::Good } else { Tone::Bad })
        }
        VerdictOutcome::Open { grades } => {
            (open(say(language, "未定", "open"), grades, language), Tone::Open)
        }
        VerdictOutcome::Undetermined { grades } => {
            (open(say(language, "待定", "undetermined"), grades, language), Tone::Open)
        }
        VerdictOutcome::NotApplicable => (say(language, "不适用", "not applicable").to_owned(), Tone::Faint),
    }
}

fn open(word: &str, grades: &[String], language: Language) -> String {
    if grades.is_empty() {
        return word.to_owned();
    }
    clean(&format!(
        "{word}{}{}",
        say(language, "：", ": "),
        either(grades.iter().map(String::as_str), language)
    ))
}
