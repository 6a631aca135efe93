//! One unit by several standards: every verdict, and the facts of which the standards come to different results.

use weiheng::Assessment;
use weiheng::Comparison;
use weiheng::Language;
use weiheng::assessment::Range;
use weiheng::assessment::VerdictResult;
use weiheng::comparison::Difference;
use weiheng::comparison::Stance;
use weiheng::comparison::Statement;

use crate::number::change;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::basis::counts;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::headline::score;
use crate::outline::headline::title;
use crate::outline::parts::name;
use crate::wording::finding;
use crate::wording::list;
use crate::wording::say;

/// The unit and the date of a comparison, each with its word.
pub(crate) fn about(comparison: &Comparison, language: Language) -> Vec<(&'static str, String)> {
    let unit = comparison.unit.as_deref().map(|unit| (say(language, "单位", "Unit"), clean(unit)));
    let date = comparison.assessments.iter().find_map(|one| one.date);
    let date = date.map(|date| (say(language, "日期", "Date"), date.to_string()));
    unit.into_iter().chain(date).collect()
}

/// How many facts are shared, and how many of them make a difference.
pub(crate) fn extent(comparison: &Comparison, language: Language) -> String {
    let (shared, differing) = (comparison.shared, comparison.differences.len());
    match (language, shared, differing) {
        (Language::Zh, 0, _) => "各标准没有共同的观测".to_owned(),
        (Language::Zh, _, 0) => format!("共同的观测 {shared} 项，各标准结果一致"),
        (Language::Zh, ..) => format!("共同的观测 {shared} 项，其中 {differing} 项各标准结果不同"),
        (Language::En, 0, _) => "The standards share no observation".to_owned(),
        (Language::En, _, 0) => format!("Shared observations: {shared}, with the same results"),
        (Language::En, ..) => format!("Shared observations: {shared}, of which {differing} differ in result"),
    }
}

/// Every verdict with its reasons, a row for each; what is said of a standard stands in its first row.
pub(crate) fn verdicts(comparison: &Comparison, language: Language) -> Section {
    let rows = comparison.assessments.iter().flat_map(|one| {
        conclusions(one, language).into_iter().enumerate().map(move |(at, [verdict, why])| {
            let once = |text: String| if at == 0 { text } else { String::new() };
            let sources = counts(one.basis.clauses, language).join("\n");
            vec![once(title(one, language)), once(points(one, language)), verdict, why, once(sources)]
        })
    });
    Section {
        title: say(language, "各标准的结论", "Verdicts"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "标准", "standard")),
            Column::number(say(language, "总分", "score")),
            Column::text(say(language, "结论", "verdict")),
            Column::text(say(language, "理由", "why")),
            Column::text(say(language, "依据", "sources")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

/// The facts of which the standards come to different results, clause by clause, side by side.
pub(crate) fn differences(comparison: &Comparison, language: Language) -> Section {
    let rows = comparison.differences.iter().flat_map(|fact| rows(comparison, fact, language));
    Section {
        title: say(language, "同一观测，结果不同", "Same observation, different results"),
        tone: Tone::Bad,
        columns: vec![
            Column::text(say(language, "观测", "observation")),
            Column::text(say(language, "标准", "standard")),
            Column::text(say(language, "条款", "clause")),
            Column::word(say(language, "结果", "result")),
            Column::text(say(language, "要求与算式", "what is asked, and how")),
            Column::number(say(language, "增减", "change")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

/// One row a unit and standard, in their order.
pub(crate) fn of_comparisons(units: &[Comparison], language: Language) -> Section {
    let rows = units.iter().enumerate().flat_map(|(at, unit)| {
        let unnamed = || format!("#{}", at + 1);
        let name = unit.unit.as_deref().map_or_else(unnamed, clean);
        let row = move |(place, one): (usize, &Assessment)| {
            let first = if place == 0 { name.clone() } else { String::new() };
            vec![first, clean(&one.standard.id), points(one, language), named(one, language)]
        };
        unit.assessments.iter().enumerate().map(row)
    });
    Section {
        title: say(language, "各单位汇总", "Units"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "单位", "unit")),
            Column::text(say(language, "标准", "standard")),
            Column::number(say(language, "总分", "score")),
            Column::text(say(language, "结论", "verdict")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

fn rows(comparison: &Comparison, fact: &Difference, language: Language) -> Vec<Vec<String>> {
    let mut told: Option<&str> = None;
    let mut standard = None;
    let mut rows = Vec::new();
    for stance in &fact.stances {
        let Some(assessment) = comparison.assessments.get(stance.standard as usize) else { continue };
        let value = stance.value.in_language(language);
        let fresh = told != Some(value);
        let fact = if fresh { format!("{} {}", clean(&fact.fact), clean(value)) } else { String::new() };
        told = Some(value);
        let same = standard.replace(stance.standard) == Some(stance.standard);
        let by = if same && !fresh { String::new() } else { clean(&assessment.standard.id) };
        rows.extend(of_stance(assessment, stance, fact, by, language));
    }
    rows
}

fn of_stance(
    assessment: &Assessment,
    stance: &Stance,
    fact: String,
    by: String,
    language: Language,
) -> Vec<Vec<String>> {
    let part = assessment.parts.get(stance.part as usize).map(name).unwrap_or_default();
    let cells = |at: usize, [result, words, amount]: [String; 3]| {
        let first = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
        vec![first(&fact), first(&by), first(&part), result, words, amount]
    };
    if stance.statements.is_empty() {
        let result = finding(stance.result, language).to_owned();
        return vec![cells(0, [result, String::new(), String::new()])];
    }
    let row = |(at, one): (usize, &Statement)| {
        let moved = |amount: Range| change(amount, "", language);
        let amount = one.amount.map(moved).unwrap_or_default();
        cells(at, [finding(one.result, language).to_owned(), clean(one.words.in_language(language)), amount])
    };
    stance.statements.iter().enumerate().map(row).collect()
}

fn points(assessment: &Assessment, language: Language) -> String {
    let scored = assessment.score.is_some() || assessment.full.is_some();
    if scored { score(assessment, language) } else { String::new() }
}

/// The verdicts, those beside the main one with their names; without any, the finding of the whole.
fn named(assessment: &Assessment, language: Language) -> String {
    if assessment.verdicts.is_empty() {
        let whole = assessment.parts.first().map(|whole| finding(whole.finding, language));
        return whole.unwrap_or_default().to_owned();
    }
    let verdicts = assessment.verdicts.iter().map(|verdict| conclusion(verdict, language));
    let verdicts: Vec<String> = verdicts.collect();
    list(verdicts.iter().map(String::as_str), language)
}

/// Each verdict with its reasons; what decides two verdicts alike is said once.
fn conclusions(assessment: &Assessment, language: Language) -> Vec<[String; 2]> {
    if assessment.verdicts.is_empty() {
        return vec![[named(assessment, language), String::new()]];
    }
    let mut told: Vec<String> = Vec::new();
    let one = |verdict: &VerdictResult| {
        let reasons = reasons(verdict, language);
        let why = if told.contains(&reasons) { String::new() } else { reasons.clone() };
        told.push(reasons);
        [conclusion(verdict, language), why]
    };
    assessment.verdicts.iter().map(one).collect()
}

/// One verdict, with its name beside the main one.
fn conclusion(verdict: &VerdictResult, language: Language) -> String {
    let (outcome, _) = outcome(&verdict.outcome, language);
    match &verdict.name {
        Some(name) => format!("{}{}{outcome}", clean(name), say(language, "：", ": ")),
        None => outcome,
    }
}

fn reasons(verdict: &VerdictResult, language: Language) -> String {
    let reasons = verdict.reasons.iter().map(|words| clean(words.in_language(language)));
    reasons.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
}
