//! What drawn diagnostics look like.

use crate::diagnostic::draw::Pen;
use crate::diagnostic::draw::draw;
use crate::sources::Sources;
use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Language;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::words;

const BANDS: &str = "条 3.3 \"绿化\" 10分\n  观测  绿化覆盖率 : 百分比 精确到 0.1%\n  按 绿化覆盖率 分档 {\n    >= 38% 得满分\n    70 至 89 扣 3分\n  }\n";

fn span(text: &str, piece: &str) -> Span {
    let start = text.find(piece).unwrap();
    Span::new(SourceId(0), start, start + piece.len())
}

fn drawn(text: &str, diagnostic: Diagnostic, language: Language) -> String {
    let mut sources = Sources::default();
    sources.add(Source::new("标准/绿化.wh", text)).unwrap();
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    draw(&diagnostics, &sources, Pen { language, colour: false, width: 100 })
}

fn gap() -> Diagnostic {
    let message = words!("绿化覆盖率的分档有空隙：89.5%", "the bands of 绿化覆盖率 have a gap: 89.5%");
    Diagnostic::new(Code::WH0303, span(BANDS, "70 至 89"), message)
        .saying(words!("这一档止于 89%", "this band ends at 89%"))
        .and(span(BANDS, "精确到 0.1%"), words!("观测精确到 0.1%", "the fact is precise to 0.1%"))
        .help(words!("写作 `70 起 不足 90`", "write `70 起 不足 90`"))
}

#[test]
fn underlines_line_up_under_chinese() {
    insta::assert_snapshot!(drawn(BANDS, gap(), Language::Zh), @r"
    错误[WH0303]: 绿化覆盖率的分档有空隙：89.5%
     --> 标准/绿化.wh:5:5
      |
    2 |   观测  绿化覆盖率 : 百分比 精确到 0.1%
      |                             ----------- 观测精确到 0.1%
    ...
    5 |     70 至 89 扣 3分
      |     ^^^^^^^^ 这一档止于 89%
      |
      = 修改: 写作 `70 起 不足 90`
    ");
}

#[test]
fn english_levels() {
    insta::assert_snapshot!(drawn(BANDS, gap(), Language::En), @r"
    error[WH0303]: the bands of 绿化覆盖率 have a gap: 89.5%
     --> 标准/绿化.wh:5:5
      |
    2 |   观测  绿化覆盖率 : 百分比 精确到 0.1%
      |                             ----------- the fact is precise to 0.1%
    ...
    5 |     70 至 89 扣 3分
      |     ^^^^^^^^ this band ends at 89%
      |
      = help: write `70 起 不足 90`
    ");
}

#[test]
fn windows_text_with_a_byte_order_mark() {
    let text = format!("\u{feff}{}", BANDS.replace('\n', "\r\n"));
    let first = Diagnostic::new(Code::WH0206, span(&text, "3.3"), words!("条款编号重复", "used twice"));
    insta::assert_snapshot!(drawn(&text, first, Language::Zh), @r#"
    错误[WH0206]: 条款编号重复
     --> 标准/绿化.wh:1:3
      |
    1 | 条 3.3 "绿化" 10分
      |    ^^^
    "#);
}

#[test]
fn places_far_apart_are_two_pictures() {
    let text = format!("观测 甲\n{}观测 甲\n", "# 注\n".repeat(500));
    let last = text.len() - "甲\n".len();
    let twice =
        Diagnostic::new(Code::WH0202, Span::new(SourceId(0), last, last + 3), words!("名称重复", "twice"))
            .and(span(&text, "甲"), words!("先在这里", "first here"));
    insta::assert_snapshot!(drawn(&text, twice, Language::Zh), @r"
    错误[WH0202]: 名称重复
       --> 标准/绿化.wh:502:4
        |
    502 | 观测 甲
        |      ^^
        |
       ::: 标准/绿化.wh:1:4
        |
      1 | 观测 甲
        |      -- 先在这里
    ");
}

#[test]
fn an_overlong_line_is_shown_around_the_place() {
    let text = format!("[{}错{}]", "甲,".repeat(20_000), "乙,".repeat(20_000));
    let wrong = Diagnostic::new(Code::WH0401, span(&text, "错"), words!("读不懂", "unreadable"))
        .saying(words!("这里", "here"));
    insta::assert_snapshot!(drawn(&text, wrong, Language::Zh), @r"
    错误[WH0401]: 读不懂
     --> 标准/绿化.wh:1:40002
      |
     ::: 
    1 | ...,甲,甲,甲,甲,甲,甲,甲,甲,甲,甲,甲,甲,甲,错乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,乙,...
      |                                            ^^ 这里
    ");
}

#[test]
fn spans_that_fit_no_text_are_drawn_somewhere() {
    for (start, end) in [(0, 0), (1, 2), (5, 2), (9_999, 10_000)] {
        let wrong = Diagnostic::new(Code::WH0101, Span::new(SourceId(0), start, end), words!("错", "wrong"));
        assert!(drawn("条 1", wrong.clone(), Language::Zh).contains("WH0101"));
        assert!(drawn("", wrong.clone(), Language::Zh).contains("WH0101"));
        let elsewhere =
            Diagnostic::new(Code::WH0101, Span::new(SourceId(7), start, end), words!("错", "wrong"));
        assert!(drawn("", elsewhere, Language::Zh).contains("WH0101"));
    }
}

#[test]
fn a_thousand_diagnostics_are_drawn_at_once() {
    let text = BANDS.repeat(1_000);
    let mut sources = Sources::default();
    sources.add(Source::new("a.wh", text.clone())).unwrap();
    let mut diagnostics = Diagnostics::new();
    for at in 0..1_000 {
        let start = at * BANDS.len();
        let here = Span::new(SourceId(0), start, start + 3);
        diagnostics.push(
            Diagnostic::new(Code::WH0206, here, words!("重复", "twice"))
                .and(span(&text, "3.3"), words!("先在这里", "first here")),
        );
    }
    let began = std::time::Instant::now();
    let pen = Pen { language: Language::Zh, colour: true, width: 100 };
    assert!(draw(&diagnostics, &sources, pen).matches("WH0206").count() == 1_000);
    assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
}
