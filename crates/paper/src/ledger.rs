//! Tables of an assessment for programs that calculate: the ledger, the clauses, the chapters, the sources.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::Line;
use weiheng::assessment::PartResult;
use weiheng::assessment::RankName;

use crate::grid::Cell;
use crate::grid::Grid;
use crate::outline::clean;
use crate::outline::deductions;
use crate::outline::parts::departments;
use crate::outline::parts::reasons;
use crate::outline::parts::sources;
use crate::wording::finding;
use crate::wording::rank;
use crate::wording::say;
use crate::wording::status;

/// The itemised deductions, a row for each line.
pub(crate) fn ledger(assessment: &Assessment, language: Language) -> Grid<'static> {
    let told = deductions::told(assessment);
    let rows = told.iter().flat_map(|(part, lines)| match lines.is_empty() {
        true => vec![row(part, None, language)],
        false => lines.iter().map(|line| row(part, Some(line), language)).collect(),
    });
    Grid {
        title: deductions::title(language).to_owned(),
        columns: columns(language).to_vec(),
        rows: rows.collect(),
    }
}

/// The heads of its columns.
pub(crate) fn columns(language: Language) -> [&'static str; 9] {
    [
        say(language, "条款", "clause"),
        say(language, "名称", "label"),
        say(language, "种类", "kind"),
        say(language, "事项", "reason"),
        say(language, "算式", "arithmetic"),
        say(language, "增减", "change"),
        say(language, "责任", "responsible"),
        say(language, "依据", "source"),
        say(language, "标准行", "line"),
    ]
}

fn row(part: &PartResult, line: Option<&Line>, language: Language) -> Vec<Cell> {
    let kind =
        line.map_or_else(|| finding(part.finding, language), |line| deductions::kind(part, line, language));
    let note = line.and_then(|line| line.note.as_deref()).map(clean).unwrap_or_default();
    let words = |line: &Line| clean(line.words.in_language(language));
    let moved = line.filter(|line| deductions::moves(line));
    vec![
        Cell::text(clean(&part.id)),
        Cell::text(label(part)),
        Cell::text(kind),
        Cell::text(note),
        Cell::text(line.map_or_else(|| reasons(part, language), words)),
        moved.map_or(Cell::Blank, |line| Cell::change(line.amount, language)),
        Cell::text(departments(part, language)),
        Cell::text(sources(part, language)),
        Cell::number(line.and_then(|line| line.line).map(|line| i64::from(line).into()), language),
    ]
}

/// Every part with its score and finding.
pub(crate) fn clauses(assessment: &Assessment, language: Language) -> Grid<'static> {
    let row = |part: &PartResult| {
        vec![
            Cell::text(rank(part.rank, language)),
            Cell::text(clean(&part.id)),
            Cell::text(label(part)),
            Cell::number(part.points, language),
            Cell::range(part.score, language),
            Cell::text(finding(part.finding, language)),
            Cell::text(reasons(part, language)),
            Cell::text(departments(part, language)),
        ]
    };
    Grid {
        title: say(language, "各条结果", "All parts").to_owned(),
        columns: vec![
            say(language, "层级", "rank"),
            say(language, "编号", "id"),
            say(language, "名称", "label"),
            say(language, "分值", "points"),
            say(language, "得分", "score"),
            say(language, "情况", "finding"),
            say(language, "原因", "why"),
            say(language, "责任", "responsible"),
        ],
        rows: assessment.parts.iter().filter(|part| part.rank != RankName::Standard).map(row).collect(),
    }
}

/// The printed sources, a row for each, with how sure it is.
pub(crate) fn sources_of_clauses(assessment: &Assessment, language: Language) -> Grid<'static> {
    let rows = assessment.parts.iter().flat_map(|part| {
        part.sources.iter().map(move |source| {
            let mark = source.status.as_deref().map(|word| status(word, language)).unwrap_or_default();
            vec![
                Cell::text(clean(&part.id)),
                Cell::text(label(part)),
                Cell::text(clean(&source.title)),
                Cell::text(source.place.as_deref().map(clean).unwrap_or_default()),
                Cell::text(mark),
                Cell::text(finding(part.finding, language)),
            ]
        })
    });
    Grid {
        title: say(language, "依据", "Sources").to_owned(),
        columns: vec![
            say(language, "条款", "clause"),
            say(language, "名称", "label"),
            say(language, "出处", "source"),
            say(language, "位置", "place"),
            say(language, "状态", "status"),
            say(language, "情况", "finding"),
        ],
        rows: rows.collect(),
    }
}

fn label(part: &PartResult) -> String {
    clean(&format!("{}{}", part.label, if part.starred { " ★" } else { "" }))
}
