//! Two visits of one unit: what became of the clauses, and of what the change of the score is made.

use weiheng::Language;
use weiheng::Visits;
use weiheng::Words;
use weiheng::assessment::Range;
use weiheng::assessment::RankName;
use weiheng::visits::FactChange;
use weiheng::visits::LineChange;
use weiheng::visits::PartChange;
use weiheng::visits::PartName;
use weiheng::visits::Trend;
use weiheng::visits::VerdictChange;
use weiheng::visits::Visit;

use crate::number::change;
use crate::number::in_unit;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::parts::numbered;
use crate::wording::finding;
use crate::wording::line_kind;
use crate::wording::list;
use crate::wording::say;

/// The unit, and the score of both visits with what it changed by.
pub(crate) fn about(visits: &Visits, language: Language) -> Vec<(&'static str, String)> {
    let unit = visits.unit.as_deref().map(|unit| (say(language, "单位", "Unit"), clean(unit)));
    let standard = match (&visits.before.standard, &visits.after.standard) {
        (before, after) if before.id == after.id => after.id.clone(),
        (before, after) => format!("{} → {}", before.id, after.id),
    };
    let standard = (say(language, "标准", "Standard"), clean(&standard));
    let dates = [&visits.before, &visits.after].map(|visit| visit.date.map(|date| date.to_string()));
    let dates = match dates {
        [Some(before), Some(after)] => Some((say(language, "日期", "Dates"), format!("{before} → {after}"))),
        _ => None,
    };
    unit.into_iter().chain([standard]).chain(dates).collect()
}

/// `总分 82.5 → 91（+8.5）`, and each verdict.
pub(crate) fn headline(visits: &Visits, language: Language) -> Vec<(String, Tone)> {
    let points = |visit: &Visit| {
        visit.score.map_or_else(|| say(language, "无", "none").to_owned(), |score| range(score, language))
    };
    let moved = visits.change.map(|moved| match language {
        Language::Zh => format!("（{}）", change(moved, "", language)),
        Language::En => format!(" ({})", change(moved, "", language)),
    });
    let (before, after) = (points(&visits.before), points(&visits.after));
    let scored = visits.before.score.is_some() || visits.after.score.is_some();
    let word = say(language, "总分", "Score");
    let score =
        scored.then(|| (format!("{word} {before} → {after}{}", moved.unwrap_or_default()), Tone::Plain));
    let verdicts = visits.verdicts.iter().map(|one| {
        let name = clean(one.name.as_deref().unwrap_or(say(language, "结论", "Verdict")));
        let shown = |decided: &Option<_>| {
            decided.as_ref().map_or_else(
                || (say(language, "无", "none").to_owned(), Tone::Faint),
                |decided| outcome(decided, language),
            )
        };
        let ((before, _), (after, tone)) = (shown(&one.before), shown(&one.after));
        let text = if one.is_other() {
            format!("{name} {before} → {after}")
        } else {
            format!("{name} {after}{}", say(language, "（未变）", " (unchanged)"))
        };
        (text, tone)
    });
    score.into_iter().chain(verdicts).collect()
}

/// The tables below the headline, without those that would be empty.
pub(crate) fn sections(visits: &Visits, language: Language) -> Vec<Section> {
    let sections = [
        reasons(visits, language),
        parts(visits, language),
        lines(visits, language),
        accounts(visits, language),
        facts(visits, language),
    ];
    sections.into_iter().filter(|section| !section.rows.is_empty()).map(Section::without_gaps).collect()
}

/// Why verdicts were decided otherwise.
fn reasons(visits: &Visits, language: Language) -> Section {
    let said = |reasons: &[Words]| {
        reasons.iter().map(|words| clean(words.in_language(language))).collect::<Vec<_>>().join("\n")
    };
    let row = |one: &VerdictChange| {
        let name = clean(one.name.as_deref().unwrap_or(say(language, "结论", "Verdict")));
        vec![name, said(&one.reasons_before), said(&one.reasons_after)]
    };
    Section {
        title: say(language, "结论为何变了", "Why the verdict is another"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "结论", "verdict")),
            Column::text(say(language, "上次的理由", "why before")),
            Column::text(say(language, "这次的理由", "why now")),
        ],
        rows: visits.verdicts.iter().filter(|one| one.is_other()).map(row).collect(),
        asides: 0,
    }
}

/// What became of the clauses: repaired ones first, then new ones, and so on.
fn parts(visits: &Visits, language: Language) -> Section {
    let mut parts: Vec<&PartChange> = visits.parts.iter().collect();
    parts.sort_by_key(|part| part.trend);
    let mut told = None;
    let row = |part: &PartChange| {
        let fresh = told.replace(part.trend) != Some(part.trend);
        let first = if fresh { trend(part.trend, language).to_owned() } else { String::new() };
        let state = |found, score: Option<Range>| {
            let word = Option::map_or(found, "", |found| finding(found, language));
            let score = score.map(|score| range(score, language)).unwrap_or_default();
            [word, &score].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        };
        vec![
            first,
            name(&part.part),
            state(part.before, part.score_before),
            state(part.after, part.score_after),
            clean(&list(part.departments.iter().map(String::as_str), language)),
        ]
    };
    Section {
        title: say(language, "各条的变化", "What became of the clauses"),
        tone: Tone::Plain,
        columns: vec![
            Column::word(say(language, "变化", "change")),
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "上次", "before")),
            Column::text(say(language, "这次", "now")),
            Column::text(say(language, "责任", "responsible")),
        ],
        rows: parts.into_iter().map(row).collect(),
        asides: 0,
    }
}

/// Of what the change of the score is made, with the change itself as the last row.
fn lines(visits: &Visits, language: Language) -> Section {
    let mut told: Option<&PartName> = None;
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in &visits.lines {
        let fresh = told.replace(&line.part) != Some(&line.part);
        rows.push(line_row(line, if fresh { name(&line.part) } else { String::new() }, language));
    }
    if let Some(open) = visits.open {
        let words = say(language, "没有上下限的各行合计", "the lines without bounds together");
        rows.push(last_row(words, None, open, language));
    }
    if let (Some(moved), false) = (visits.change, rows.is_empty()) {
        let scores = visits.before.score.zip(visits.after.score);
        rows.push(last_row(say(language, "合计", "sum"), scores, moved, language));
    }
    Section {
        title: say(language, "分数变化的构成", "Of what the change of the score is made"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::word(say(language, "种类", "kind")),
            Column::text(say(language, "事项与算式", "what and how")),
            Column::number(say(language, "上次", "before")),
            Column::number(say(language, "这次", "now")),
            Column::number(say(language, "变化", "change")),
        ],
        rows,
        asides: 0,
    }
}

fn line_row(line: &LineChange, first: String, language: Language) -> Vec<String> {
    let kind = line.kind.map_or(say(language, "起始分", "start"), |kind| line_kind(kind, language));
    let nothing = weiheng::Exact::ZERO;
    let amount = |amount: Range, lines: &[Words]| {
        let is_there = !lines.is_empty() || amount.as_point() != Some(nothing);
        if is_there { change(amount, "", language) } else { String::new() }
    };
    vec![
        first,
        kind.to_owned(),
        what(line, language),
        amount(line.before, &line.words_before),
        amount(line.after, &line.words_after),
        change(line.change, "", language),
    ]
}

/// The reason, and the arithmetic of both visits: `垃圾 5处 × 2分 = 10分 → 垃圾 1处 × 2分 = 2分`.
fn what(line: &LineChange, language: Language) -> String {
    let said = |words: &[Words]| {
        let words = words.iter().map(|words| clean(words.in_language(language)));
        words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(say(language, "；", "; "))
    };
    let (before, after) = (said(&line.words_before), said(&line.words_after));
    let arithmetic = match (before.is_empty(), after.is_empty()) {
        (true, _) => after,
        (_, true) => before,
        _ if before == after => after,
        _ => format!("{before}\n→ {after}"),
    };
    let note = line.note.as_deref().map(clean);
    note.into_iter().chain([arithmetic]).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn last_row(words: &str, scores: Option<(Range, Range)>, moved: Range, language: Language) -> Vec<String> {
    let (before, after) = scores
        .map_or_else(Default::default, |(before, after)| (range(before, language), range(after, language)));
    vec![words.to_owned(), String::new(), String::new(), before, after, change(moved, "", language)]
}

/// The facts that are known otherwise.
fn facts(visits: &Visits, language: Language) -> Section {
    let value = |words: &Option<Words>| {
        words.as_ref().map(|words| clean(words.in_language(language))).unwrap_or_default()
    };
    let row = |fact: &FactChange| {
        vec![clean(&fact.name), value(&fact.before), value(&fact.after), clean(&fact.parts.join(" "))]
    };
    Section {
        title: say(language, "观测的变化", "Facts that are known otherwise"),
        tone: Tone::Faint,
        columns: vec![
            Column::text(say(language, "观测", "fact")),
            Column::text(say(language, "上次", "before")),
            Column::text(say(language, "这次", "now")),
            Column::text(say(language, "条款", "clauses")),
        ],
        rows: visits.facts.iter().map(row).collect(),
        asides: 0,
    }
}

/// The accounts that moved.
fn accounts(visits: &Visits, language: Language) -> Section {
    let moved = visits.accounts.iter().filter(|account| account.before != account.after);
    let rows = moved.map(|account| {
        let unit = clean(&account.unit);
        let amount =
            |amount: Option<Range>| amount.map(|amount| in_unit(amount, &unit, language)).unwrap_or_default();
        let moved = account.change.map(|moved| change(moved, &unit, language)).unwrap_or_default();
        vec![clean(&account.name), amount(account.before), amount(account.after), moved]
    });
    Section {
        title: say(language, "账的变化", "Accounts"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "账", "account")),
            Column::number(say(language, "上次", "before")),
            Column::number(say(language, "这次", "now")),
            Column::number(say(language, "变化", "change")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

/// Several units, a row for each.
pub(crate) fn of_units(units: &[Visits], language: Language) -> Section {
    let row = |(at, visits): (usize, &Visits)| {
        let unit = visits.unit.as_deref().map_or_else(|| format!("#{}", at + 1), clean);
        let count = |wanted: &[Trend]| {
            visits.parts.iter().filter(|part| wanted.contains(&part.trend)).count().to_string()
        };
        let verdict = visits.verdicts.first().and_then(|one| {
            let shown = |decided: &Option<_>| decided.as_ref().map(|decided| outcome(decided, language).0);
            let (before, after) = (shown(&one.before)?, shown(&one.after)?);
            Some(if one.is_other() { format!("{before} → {after}") } else { after })
        });
        let score = |visit: &Visit| visit.score.map(|score| range(score, language)).unwrap_or_default();
        vec![
            unit,
            score(&visits.before),
            score(&visits.after),
            visits.change.map(|moved| change(moved, "", language)).unwrap_or_default(),
            verdict.unwrap_or_default(),
            count(&[Trend::Repaired]),
            count(&[Trend::New]),
            count(&[Trend::Better, Trend::Worse, Trend::Remaining]),
        ]
    };
    Section {
        title: say(language, "各单位两次对比", "Units, two visits"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "单位", "unit")),
            Column::number(say(language, "上次", "before")),
            Column::number(say(language, "这次", "now")),
            Column::number(say(language, "变化", "change")),
            Column::text(say(language, "结论", "verdict")),
            Column::number(say(language, "已整改", "repaired")),
            Column::number(say(language, "新发现", "new")),
            Column::number(say(language, "未改完", "not done")),
        ],
        rows: units.iter().enumerate().map(row).collect(),
        asides: 0,
    }
}

fn name(part: &PartName) -> String {
    let id = if part.rank == RankName::Standard { &part.label } else { &part.id };
    numbered(id, &part.label, part.starred)
}

fn trend(trend: Trend, language: Language) -> &'static str {
    let (zh, en) = match trend {
        Trend::Repaired => ("已整改", "repaired"),
        Trend::New => ("新发现", "new"),
        Trend::Better => ("好转", "better"),
        Trend::Worse => ("加重", "worse"),
        Trend::Remaining => ("仍在", "still there"),
        Trend::Cleared => ("查明合格", "found met"),
        Trend::Open => ("未查清", "open now"),
        Trend::NoLongerApplicable => ("不再适用", "applies no more"),
    };
    say(language, zh, en)
}
