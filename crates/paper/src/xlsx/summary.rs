//! The workbook of many units: the outcomes, the places, the chapters of every unit, and what was lost.

use rust_xlsxwriter::Chart;
use rust_xlsxwriter::ChartFormat;
use rust_xlsxwriter::ChartSolidFill;
use rust_xlsxwriter::ChartType;
use rust_xlsxwriter::ConditionalFormat2ColorScale;
use rust_xlsxwriter::ConditionalFormatType;
use rust_xlsxwriter::XlsxError;
use weiheng::Exact;
use weiheng::Language;
use weiheng::Summary;

use crate::grid::Cell;
use crate::grid::Grid;
use crate::outline::heat::Heat;
use crate::outline::heat::HeatCell;
use crate::outline::summary::SummaryOutline;
use crate::wording::say;
use crate::xlsx::book::Book;
use crate::xlsx::book::float;
use crate::xlsx::book::table;
use crate::xlsx::cover::Entry;
use crate::xlsx::cover::entries_sheet;

/// The workbook on many units; the sheets of one standard after those of another.
pub fn summaries(summaries: &[Summary], language: Language) -> Result<Vec<u8>, XlsxError> {
    let date = summaries.iter().flat_map(|summary| &summary.units).filter_map(|unit| unit.date).max();
    let title = summaries.first().map(|summary| summary.standard.label.as_str()).unwrap_or_default();
    let mut book = Book::new(title, date, language)?;
    for summary in summaries {
        let outline = SummaryOutline::of(summary, language);
        let entries: Vec<Entry> = outline.about.iter().map(|(word, what)| Entry::plain(word, what)).collect();
        let title = format!("{}{}", outline.label, say(language, "汇总报告", ": summary"));
        entries_sheet(&mut book, say(language, "汇总", "Summary"), &title, &entries)?;
        for section in &outline.results {
            book.grid(Grid::from(section))?;
        }
        if let Some(heat) = &outline.heat {
            write_heat(&mut book, heat)?;
        }
        for (at, section) in outline.losses.iter().enumerate() {
            let charted = at == 0 && !summary.deductions.is_empty();
            match charted {
                true => write_losses(&mut book, &Grid::from(section))?,
                false => book.grid(Grid::from(section))?,
            }
        }
    }
    book.save()
}

/// The units by chapters, coloured by the program that opens the sheet, so that corrected numbers change colour.
fn write_heat(book: &mut Book, heat: &Heat) -> Result<(), XlsxError> {
    let language = book.language;
    let cell = |cell: &HeatCell| match cell.score.score.filter(|_| cell.score.points.is_some()) {
        Some(score) => Cell::range(Some(score), language),
        None => Cell::text(cell.text.as_str()),
    };
    let rows = heat.rows.iter().map(|row| {
        let name = Cell::text(row.name.as_str());
        std::iter::once(name).chain(row.cells.iter().map(cell)).collect()
    });
    let columns = std::iter::once(heat.units).chain(heat.columns.iter().map(|column| column.name.as_str()));
    let grid = Grid { title: heat.title.to_owned(), columns: columns.collect(), rows: rows.collect() };
    let (sheet, styles) = book.sheet(&grid.title)?;
    sheet.set_landscape();
    table(sheet, styles, &grid, 0)?;
    sheet.set_freeze_panes(1, 1)?;
    let Ok(last) = u32::try_from(grid.rows.len()) else { return Ok(()) };
    for (column, chapter) in (1u16..).zip(&heat.columns) {
        let Some(full) = chapter.full.filter(|full| full.sign() > 0) else { continue };
        let darkest = full.times(Exact::scaled(60, 100)).unwrap_or(Exact::ZERO);
        let scale = ConditionalFormat2ColorScale::new()
            .set_minimum(ConditionalFormatType::Number, float(darkest))
            .set_maximum(ConditionalFormatType::Number, float(full))
            .set_minimum_color(DARK)
            .set_maximum_color(WHITE);
        sheet.add_conditional_format(1, column, last, column, &scale)?;
    }
    Ok(())
}

/// The clauses with the number of units they cost anything, and a chart of the first of them.
fn write_losses(book: &mut Book, grid: &Grid) -> Result<(), XlsxError> {
    let language = book.language;
    let (sheet, styles) = book.sheet(&grid.title)?;
    sheet.set_landscape();
    table(sheet, styles, grid, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    let rows = u32::try_from(grid.rows.len()).unwrap_or(CHARTED).min(CHARTED);
    let column = u16::try_from(grid.columns.len()).unwrap_or(0);
    sheet.insert_chart(1, column + 1, &chart(&grid.title, rows, language))?;
    sheet.set_print_area(0, 0, u32::try_from(grid.rows.len()).unwrap_or(0), column.saturating_sub(1))?;
    Ok(())
}

fn chart(sheet: &str, rows: u32, language: Language) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let mut fill = ChartFormat::new();
    fill.set_solid_fill(ChartSolidFill::new().set_color(BLUE));
    chart
        .add_series()
        .set_name((sheet, 0, 1))
        .set_categories((sheet, 1, 0, rows, 0))
        .set_values((sheet, 1, 1, rows, 1))
        .set_format(&mut fill)
        .set_gap(60);
    chart.title().set_name(say(language, "扣分单位最多的条款", "Clauses that cost most units points"));
    chart.y_axis().set_reverse();
    chart.legend().set_hidden();
    chart.set_width(640).set_height(140 + 28 * rows);
    chart.set_alt_text(say(language, "各条款的扣分单位数", "Units by clause"));
    chart
}

/// So many clauses are in the chart.
const CHARTED: u32 = 15;
const BLUE: u32 = 0x1F_4E_79;
const DARK: u32 = 0xE8_A0_8A;
const WHITE: u32 = 0xFF_FF_FF;
