//! The sheet of the chapters: their scores, and a chart of them.

use rust_xlsxwriter::Chart;
use rust_xlsxwriter::ChartFormat;
use rust_xlsxwriter::ChartLegendPosition;
use rust_xlsxwriter::ChartLine;
use rust_xlsxwriter::ChartPatternFill;
use rust_xlsxwriter::ChartPatternFillType;
use rust_xlsxwriter::ChartSolidFill;
use rust_xlsxwriter::ChartType;
use rust_xlsxwriter::XlsxError;
use weiheng::Assessment;
use weiheng::Exact;
use weiheng::Language;
use weiheng::Rounding;
use weiheng::assessment::PartResult;

use crate::grid::Cell;
use crate::grid::Grid;
use crate::outline::parts::chapter_parts;
use crate::outline::parts::chapter_rank;
use crate::outline::parts::name;
use crate::wording::finding;
use crate::wording::rank;
use crate::wording::say;
use crate::xlsx::book::Book;
use crate::xlsx::book::table;

/// Writes the sheet, where the standard has chapters.
pub(crate) fn write(book: &mut Book, assessment: &Assessment) -> Result<(), XlsxError> {
    let language = book.language;
    let parts: Vec<&PartResult> = chapter_parts(assessment).collect();
    let Ok(rows) = u32::try_from(parts.len()) else { return Ok(()) };
    if rows == 0 {
        return Ok(());
    }
    let has_points = parts.iter().any(|part| lengths(part).is_some());
    let title = say(language, "章得分", "By chapter").to_owned();
    let mut columns = vec![
        rank(chapter_rank(assessment), language),
        say(language, "分值", "points"),
        say(language, "得分", "score"),
        say(language, "情况", "finding"),
    ];
    if has_points {
        let drawn = [("确定得分", "sure"), ("可能再得", "possible"), ("已失分", "lost")];
        columns.extend(drawn.map(|(zh, en)| say(language, zh, en)));
    }
    let grid =
        Grid { title, columns, rows: parts.iter().map(|part| row(part, has_points, language)).collect() };
    if !has_points {
        return book.grid(grid);
    }
    let (sheet, styles) = book.sheet(&grid.title)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 1);
    table(sheet, styles, &grid, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.insert_chart(rows + 2, 0, &chart(&grid.title, rows, language))?;
    Ok(())
}

fn row(part: &PartResult, has_points: bool, language: Language) -> Vec<Cell> {
    let mut row = vec![
        Cell::text(name(part)),
        Cell::number(part.points, language),
        Cell::range(part.score, language),
        Cell::text(finding(part.finding, language)),
    ];
    if has_points {
        let lengths = lengths(part).map_or([None; 3], |lengths| lengths.map(Some));
        row.extend(lengths.map(|length| Cell::number(length, language)));
    }
    row
}

/// What is sure, what is possible besides and what is lost of the points of a part: lengths of a chart, to 1/10000.
fn lengths(part: &PartResult) -> Option<[Exact; 3]> {
    let (points, score) = (part.points.filter(|points| points.sign() > 0)?, part.score?);
    let held = |end: Exact| end.max(Exact::ZERO).min(points);
    let (low, high) = (held(score.low.unwrap_or(Exact::ZERO)), held(score.high.unwrap_or(points)));
    let rounded = |length: Exact| Rounding::HalfUp.round(length, Exact::scaled(1, 10_000));
    Some([rounded(low)?, rounded(high.minus(low)?)?, rounded(points.minus(high)?)?])
}

/// Bars one below the other, each made of the three lengths; told apart by pattern as well as by colour.
fn chart(sheet: &str, rows: u32, language: Language) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    let fills = [
        ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(BLUE)).clone(),
        ChartFormat::new()
            .set_pattern_fill(
                ChartPatternFill::new()
                    .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                    .set_foreground_color(BLUE)
                    .set_background_color(WHITE),
            )
            .clone(),
        ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(WHITE)).clone(),
    ];
    for (column, mut fill) in (4u16..).zip(fills) {
        fill.set_border(ChartLine::new().set_color(BLUE).set_width(0.5));
        chart
            .add_series()
            .set_name((sheet, 0, column))
            .set_categories((sheet, 1, 0, rows, 0))
            .set_values((sheet, 1, column, rows, column))
            .set_format(&mut fill)
            .set_gap(60)
            .set_overlap(100);
    }
    chart.title().set_name(say(language, "各章得分", "Score by chapter"));
    chart.y_axis().set_reverse();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(760).set_height(140 + 30 * rows.min(40));
    chart.set_alt_text(say(
        language,
        "各章的确定得分、可能再得和已失分",
        "Sure, possible and lost points by chapter",
    ));
    chart
}

const BLUE: u32 = 0x1F_4E_79;
const WHITE: u32 = 0xFF_FF_FF;
