//! Reports on one hand-made assessment that has every state.

use weiheng::Assessment;
use weiheng::Language;
use weiheng_paper::Style;
use weiheng_paper::markdown;
use weiheng_paper::text;

fn half_inspected() -> Assessment {
    serde_json::from_str(include_str!("half_inspected.json")).unwrap()
}

fn other_unit() -> Assessment {
    let mut other = half_inspected();
    other.unit = None;
    other.score = None;
    other.verdicts.truncate(1);
    other
}

#[test]
fn chinese_columns_line_up() {
    insta::assert_snapshot!(text::report(&half_inspected(), Language::Zh, Style::default()));
}

#[test]
fn english_words_around_chinese_names() {
    insta::assert_snapshot!(text::report(
        &half_inspected(),
        Language::En,
        Style { width: 120, colour: false }
    ));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 72, 80, 100, 160] {
        let text = text::report(&half_inspected(), Language::Zh, Style { width, colour: false });
        let tables = text.lines().filter(|line| line.starts_with(['│', '┌', '└', '╞']));
        for line in tables {
            let taken = unicode_width::UnicodeWidthStr::width(line);
            assert!(taken <= usize::from(width), "{taken} columns of {width}: {line}");
        }
    }
}

#[test]
fn rows_of_one_table_end_at_one_column() {
    let text = text::report(&half_inspected(), Language::Zh, Style::default());
    for table in text.split("┌").skip(1) {
        let table = format!("┌{}", table.split("┘").next().unwrap());
        let widths: std::collections::BTreeSet<usize> =
            table.lines().map(unicode_width::UnicodeWidthStr::width).collect();
        assert!(widths.len() <= 2, "{widths:?} in\n{table}");
    }
}

#[test]
fn colour_is_asked_for_and_files_cannot_bring_their_own() {
    let plain = text::report(&half_inspected(), Language::Zh, Style::default());
    assert!(!plain.contains('\u{1b}'));
    let painted = text::report(&half_inspected(), Language::Zh, Style { width: 100, colour: true });
    assert!(painted.contains("\u{1b}[1;31m不合格\u{1b}[0m"));
    assert!(!painted.contains("\u{1b}[31m"));
}

#[test]
fn markdown_escapes_what_would_break_a_table() {
    insta::assert_snapshot!(markdown::report(&half_inspected(), Language::Zh));
}

#[test]
fn several_units_in_one_table() {
    let units = [half_inspected(), other_unit()];
    insta::assert_snapshot!(text::summary(&units, Language::Zh, Style::default()), @r"
    各单位汇总
    ┌───────────────┬───────────────┬──────────────────────────────┐
    │ 单位          ┆          总分 ┆ 结论                         │
    ╞═══════════════╪═══════════════╪══════════════════════════════╡
    │ 甲县 | 城关镇 ┆ 40 至 60 / 68 ┆ 未定：通过 或 不通过、不合格 │
    │ #2            ┆            无 ┆ 未定：通过 或 不通过         │
    └───────────────┴───────────────┴──────────────────────────────┘
    ");
    insta::assert_snapshot!(markdown::summary(&units, Language::Zh), @r"
    ## 各单位汇总

    | 单位 | 总分 | 结论 |
    | --- | ---: | --- |
    | 甲县 \| 城关镇 | 40 至 60 / 68 | 未定：通过 或 不通过、不合格 |
    | \#2 | 无 | 未定：通过 或 不通过 |
    ");
}
