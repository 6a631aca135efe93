//! What led to a result that was not expected: the ledger lines, the observations and the reasons.

use crate::assessment::Assessment;
use crate::assessment::FactUsed;
use crate::assessment::Line;
use crate::assessment::PartResult;
use crate::assessment::Range;
use crate::exact::Exact;
use crate::examples::found;
use crate::examples::found::finding_words;
use crate::model::Standard;
use crate::model::account::AccountId;
use crate::model::example::Subject;
use crate::model::part::PartId;
use crate::words;
use crate::words::Words;

/// More lines than this are counted and not shown.
const MOST: usize = 16;

/// How a part came to its score: what was observed, where it starts, each line, its finding and why.
pub(super) fn of_part(standard: &Standard, assessment: &Assessment, id: PartId) -> Vec<Words> {
    let Some(part) = assessment.parts.get(id.0 as usize) else { return Vec::new() };
    let mut trail = Vec::new();
    trail.extend(observed(&part.facts));
    trail.extend(part.start.map(|start| words!("起点 {start}分", "it starts from {start} points")));
    let own = |line: &&Line| within(standard, PartId(line.part), id);
    let lines: Vec<&Line> = assessment.ledger.iter().filter(own).collect();
    trail.extend(lines.iter().take(MOST).map(|line| moved(standard, id, line)));
    if lines.len() > MOST {
        let rest = lines.len() - MOST;
        trail.push(words!("另有 {rest} 行", "{rest} more lines"));
    }
    trail.push(outcome(assessment, part, id));
    trail.extend(part.reasons.iter().cloned());
    trail
}

/// What decided a verdict.
pub(super) fn of_verdict(standard: &Standard, assessment: &Assessment, at: usize) -> Vec<Words> {
    let Some(verdict) = standard.verdicts.get(at) else { return Vec::new() };
    if verdict.part != PartId(0) {
        let mut trail = of_part(standard, assessment, verdict.part);
        let part = assessment.parts.get(verdict.part.0 as usize);
        let results = part.into_iter().flat_map(|part| &part.verdicts);
        let own = results.filter(|result| result.name == verdict.name);
        trail.extend(own.flat_map(|result| result.reasons.iter().cloned()));
        return trail;
    }
    let mut trail = Vec::new();
    if let Some(total) = assessment.unrounded {
        let total = amount(total);
        trail.push(words!("总分 {total}分", "total {total} points"));
    }
    trail.extend(assessment.verdicts.get(at).into_iter().flat_map(|verdict| verdict.reasons.iter().cloned()));
    trail
}

/// How an account came to its amount: its lines and what is missing.
pub(super) fn of_account(standard: &Standard, assessment: &Assessment, id: AccountId) -> Vec<Words> {
    let Some(account) = assessment.accounts.get(id.0 as usize) else { return Vec::new() };
    let lines = account.ledger.iter().take(MOST).map(|line| {
        let of = found::subject(standard, Subject::Part(PartId(line.part)));
        let of = if line.part == 0 { found::subject(standard, Subject::Account(id)) } else { of };
        let (amount, number) = (shown(line.amount, &account.unit), line.line);
        let (zh, en) = (&line.words.zh, &line.words.en);
        let (of_zh, of_en) = (of.zh.trim(), &of.en);
        words!("{of_zh}：{amount}：{zh}（第 {number} 行）", "{of_en}: {amount}: {en} (line {number})")
    });
    let mut trail: Vec<Words> = lines.collect();
    trail.extend(account.reasons.iter().cloned());
    trail
}

fn shown(amount: Range, unit: &str) -> String {
    let end = |end: Option<Exact>| end.map_or_else(|| "?".to_owned(), |end| format!("{end}{unit}"));
    match amount.as_point() {
        Some(_) => end(amount.low),
        None => format!("{} ~ {}", end(amount.low), end(amount.high)),
    }
}

fn within(standard: &Standard, part: PartId, whole: PartId) -> bool {
    std::iter::successors(Some(part), |id| standard.part(*id)?.parent).any(|id| id == whole)
}

fn observed(facts: &[FactUsed]) -> Option<Words> {
    let listed = |language: fn(&Words) -> &String, between: &str| {
        let known = facts.iter().take(MOST).map(|fact| format!("{} = {}", fact.name, language(&fact.value)));
        known.collect::<Vec<_>>().join(between)
    };
    let (zh, en) = (listed(|words| &words.zh, "；"), listed(|words| &words.en, "; "));
    (!facts.is_empty()).then(|| words!("观测：{zh}", "observed: {en}"))
}

/// One ledger line; the part is named where it is another than the one at hand.
fn moved(standard: &Standard, whole: PartId, line: &Line) -> Words {
    let amount = signed(line.amount);
    let (zh, en) = (&line.words.zh, &line.words.en);
    let part = PartId(line.part);
    let of = found::subject(standard, Subject::Part(part));
    let (of_zh, of_en) = match part == whole {
        true => (String::new(), String::new()),
        false => (format!("{}：", of.zh.trim()), format!("{}: ", of.en)),
    };
    match line.line {
        Some(number) => words!(
            "{of_zh}{amount}分：{zh}（第 {number} 行）",
            "{of_en}{amount} points: {en} (line {number})"
        ),
        None => words!("{of_zh}{amount}分：{zh}", "{of_en}{amount} points: {en}"),
    }
}

fn outcome(assessment: &Assessment, part: &PartResult, id: PartId) -> Words {
    let finding = finding_words(part.finding);
    let (zh, en) = (&finding.zh, &finding.en);
    match if id == PartId(0) { assessment.score } else { part.score } {
        Some(score) => {
            let score = amount(score);
            words!("结果：{zh}，{score}分", "result: {en}, {score} points")
        }
        None => words!("结果：{zh}", "result: {en}"),
    }
}

/// What a line moves: with a sign where it gives.
fn signed(range: Range) -> String {
    let sign = if range.low.is_some_and(|low| low > Exact::ZERO) { "+" } else { "" };
    format!("{sign}{}", amount(range))
}

fn amount(range: Range) -> String {
    shown(range, "")
}
