//! An assessment as a few stable lines: a line a part, its ledger below it, the total, the verdicts.

use weiheng::Assessment;
use weiheng::Exact;
use weiheng::assessment::AccountFinding;
use weiheng::assessment::AccountResult;
use weiheng::assessment::Finding;
use weiheng::assessment::Line;
use weiheng::assessment::PartResult;
use weiheng::assessment::Range;
use weiheng::assessment::RankName;
use weiheng::assessment::VerdictOutcome;
use weiheng::assessment::VerdictResult;

/// Several assessments, each under its unit where there are several.
pub(crate) fn several(assessments: &[Assessment]) -> String {
    let several = assessments.len() > 1;
    let one = |assessment: &Assessment| match (&assessment.unit, several) {
        (Some(unit), true) => format!("单元 {unit}\n{}", text(assessment)),
        _ => text(assessment),
    };
    assessments.iter().map(one).collect()
}

/// One assessment.
pub(crate) fn text(assessment: &Assessment) -> String {
    let mut text = String::new();
    for (at, part) in (0..).zip(&assessment.parts).skip(1) {
        part_lines(&mut text, part);
        ledger(&mut text, assessment, at);
    }
    if let Some(whole) = assessment.parts.first().filter(|_| assessment.full.is_some()) {
        let score = of_points(assessment.score, assessment.full);
        text.push_str(&format!("总分 {}{score}{}\n", finding(whole.finding), unrounded(assessment)));
        whole.reasons.iter().for_each(|reason| text.push_str(&format!("  · {}\n", reason.zh)));
    }
    ledger(&mut text, assessment, 0);
    assessment.accounts.iter().for_each(|one| account(&mut text, one));
    assessment.verdicts.iter().for_each(|result| verdict(&mut text, result));
    text
}

fn account(text: &mut String, account: &AccountResult) {
    let finding = match account.finding {
        AccountFinding::Known => "",
        AccountFinding::NotObserved => " 未查",
        AccountFinding::Undetermined => " 待定",
        AccountFinding::NotApplicable => " 不适用",
    };
    let unit = &account.unit;
    let bounds = |bounds: Range| ends(bounds, |end| format!("{end}{unit}"));
    let amount = account.amount.map(|amount| format!(" {}", bounds(amount))).unwrap_or_default();
    text.push_str(&format!("账 {}{amount}{finding}\n", account.name));
    account.reasons.iter().for_each(|reason| text.push_str(&format!("  · {}\n", reason.zh)));
    for line in &account.ledger {
        let note = line.note.as_ref().map(|note| format!(" 「{note}」")).unwrap_or_default();
        text.push_str(&format!("  {} 第{}行 {}{note}\n", bounds(line.amount), line.line, line.words.zh));
    }
}

fn unrounded(assessment: &Assessment) -> String {
    match assessment.unrounded.filter(|unrounded| Some(*unrounded) != assessment.score) {
        Some(unrounded) => format!(" (取整前 {})", range(unrounded)),
        None => String::new(),
    }
}

fn part_lines(text: &mut String, part: &PartResult) {
    let rank = match part.rank {
        RankName::Standard => "标准",
        RankName::Chapter => "章",
        RankName::Section => "节",
        RankName::Clause => "条",
        RankName::Item => "款",
    };
    let (id, score) = (&part.id, of_points(part.score, part.points));
    text.push_str(&format!("{rank} {id} {}{score}\n", finding(part.finding)));
    part.reasons.iter().for_each(|reason| text.push_str(&format!("  · {}\n", reason.zh)));
}

fn ledger(text: &mut String, assessment: &Assessment, part: u32) {
    for line in assessment.ledger.iter().filter(|line| line.part == part) {
        text.push_str(&format!("  {}\n", ledger_line(line)));
    }
}

fn ledger_line(line: &Line) -> String {
    let file = line.file.as_ref().map(|file| format!("{file} ")).unwrap_or_default();
    let place = line.line.map(|line| format!("{file}第{line}行 ")).unwrap_or_default();
    let note = line.note.as_ref().map(|note| format!(" 「{note}」")).unwrap_or_default();
    format!("{} {place}{}{note}", signed(line.amount), line.words.zh)
}

fn verdict(text: &mut String, result: &VerdictResult) {
    let name = result.name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
    let outcome = match &result.outcome {
        VerdictOutcome::Decided { grade, passed: true } => grade.clone(),
        VerdictOutcome::Decided { grade, passed: false } => format!("{grade} (不及格)"),
        VerdictOutcome::Open { grades } => format!("未定：{}", grades.join("、")),
        VerdictOutcome::Undetermined { grades } => format!("待定：{}", grades.join("、")),
        VerdictOutcome::NotApplicable => "不适用".to_owned(),
    };
    text.push_str(&format!("结论 {name}{outcome}\n"));
    result.reasons.iter().for_each(|reason| text.push_str(&format!("  · {}\n", reason.zh)));
}

fn of_points(score: Option<Range>, points: Option<Exact>) -> String {
    match (score, points) {
        (Some(score), Some(points)) => format!(" {} / {points}", range(score)),
        (Some(score), None) => format!(" {}", range(score)),
        (None, _) => String::new(),
    }
}

/// One number or the two ends.
fn range(range: Range) -> String {
    ends(range, |end| end.to_string())
}

fn signed(amount: Range) -> String {
    ends(amount, |end| if end > Exact::ZERO { format!("+{end}") } else { end.to_string() })
}

fn ends(range: Range, shown: impl Fn(Exact) -> String) -> String {
    let end = |end: Option<Exact>| end.map_or_else(|| "∞".to_owned(), &shown);
    match range.as_point() {
        Some(point) => shown(point),
        None => format!("{}..{}", end(range.low), end(range.high)),
    }
}

/// The word of a finding.
pub(crate) fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::NotApplicable => "不适用",
        Finding::Withheld => "不评",
        Finding::Vetoed => "否决",
        Finding::Failed => "不合格",
        Finding::Undetermined => "待定",
        Finding::NotObserved => "未查",
        Finding::Zero => "零分",
        Finding::Reduced => "扣分",
        Finding::Met => "合格",
    }
}
