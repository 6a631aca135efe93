//! Diagnostics drawn for people: the message, the lines it is about with both places underlined, the repair.

use std::ops::Range;

use annotate_snippets::Annotation;
use annotate_snippets::AnnotationKind;
use annotate_snippets::Element;
use annotate_snippets::Group;
use annotate_snippets::Level;
use annotate_snippets::Origin;
use annotate_snippets::Renderer;
use annotate_snippets::Snippet;
use annotate_snippets::normalize_untrusted_str;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Label;
use weiheng::Language;
use weiheng::Severity;

use crate::sources::Indexed;
use crate::sources::Sources;

/// How diagnostics are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pen {
    /// The language.
    pub(crate) language: Language,
    /// Whether to colour.
    pub(crate) colour: bool,
    /// The columns there are.
    pub(crate) width: u16,
}

/// The diagnostics one below the other, each with an empty line behind it.
pub(crate) fn draw(diagnostics: &Diagnostics, sources: &Sources, pen: Pen) -> String {
    let renderer = if pen.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(usize::from(pen.width));
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(diagnostic, sources, pen.language)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, language: Language) -> Group<'a> {
    let message = diagnostic.message.in_language(language);
    let title = level(diagnostic.severity(), language).primary_title(message).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    for run in runs(&diagnostic.labels, sources) {
        group = group.elements(run.elements(language));
    }
    if let Some(help) = &diagnostic.help {
        let help = normalize_untrusted_str(help.in_language(language));
        group = group.element(repair(language).message(help));
    }
    group
}

fn level<'a>(severity: Severity, language: Language) -> Level<'a> {
    match (severity, language) {
        (Severity::Error, Language::Zh) => Level::ERROR.with_name("错误"),
        (Severity::Error, Language::En) => Level::ERROR,
        (Severity::Warning, Language::Zh) => Level::WARNING.with_name("警告"),
        (Severity::Warning, Language::En) => Level::WARNING,
    }
}

fn repair<'a>(language: Language) -> Level<'a> {
    match language {
        Language::Zh => Level::HELP.with_name("修改"),
        Language::En => Level::HELP,
    }
}

/// Labels near one another in one text: what one picture shows.
struct Run<'a> {
    indexed: &'a Indexed,
    /// Each label with whether it is the primary one.
    labels: Vec<(&'a Label, bool)>,
    lines: Range<usize>,
}

/// Labels further apart than this get pictures of their own; a picture costs what lies between its labels.
const NEAR: usize = 40;

/// Longer pictures are of texts that nobody wrote line by line: only the surroundings of the label are shown.
const LONG: usize = 16 * 1024;

/// How many bytes around a label are shown of an overlong line.
const AROUND: usize = 120;

/// The labels in runs, the run of the primary label first.
fn runs<'a>(labels: &'a [Label], sources: &'a Sources) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(indexed) = sources.get(label.span.source) else { continue };
        let first = indexed.line(label.span.start as usize);
        let last = indexed.line((label.span.end as usize).saturating_sub(1)).max(first);
        let near = |run: &&mut Run<'a>| {
            std::ptr::eq(run.indexed, indexed)
                && first <= run.lines.end + NEAR
                && run.lines.start <= last + NEAR
        };
        match runs.iter_mut().find(near) {
            Some(run) => {
                run.labels.push((label, at == 0));
                run.lines = run.lines.start.min(first)..run.lines.end.max(last);
            }
            None => runs.push(Run { indexed, labels: vec![(label, at == 0)], lines: first..last }),
        }
    }
    runs
}

impl<'a> Run<'a> {
    fn elements(self, language: Language) -> Vec<Element<'a>> {
        let start = self.indexed.line_start(self.lines.start);
        let end = self.indexed.line_end(self.lines.end).max(start);
        if end - start > LONG {
            return self.labels.iter().flat_map(|label| self.close_up(*label, language)).collect();
        }
        let snippet = Snippet::source(self.indexed.source.text.get(start..end).unwrap_or_default())
            .line_start(self.lines.start)
            .path(self.indexed.source.name.as_str());
        let drawn = self.labels.iter().map(|label| self.annotation(*label, start..end, language));
        vec![snippet.annotations(drawn.collect::<Vec<_>>()).into()]
    }

    /// One label of an overlong line with a little text around it, and its true place above.
    fn close_up(&self, label: (&'a Label, bool), language: Language) -> [Element<'a>; 2] {
        let (line, column) = self.indexed.position(label.0.span.start as usize);
        let at = self.indexed.boundary(label.0.span.start as usize);
        let start = self.indexed.boundary(at.saturating_sub(AROUND)).max(self.indexed.line_start(line));
        let end = self.indexed.boundary(at + AROUND).min(self.indexed.line_end(line)).max(start);
        let origin = Origin::path(self.indexed.source.name.as_str()).line(line).char_column(column);
        let snippet = Snippet::source(self.indexed.source.text.get(start..end).unwrap_or_default())
            .line_start(line)
            .annotation(self.annotation(label, start..end, language));
        [origin.into(), snippet.into()]
    }

    fn annotation(
        &self,
        (label, primary): (&'a Label, bool),
        shown: Range<usize>,
        language: Language,
    ) -> Annotation<'a> {
        let within =
            |offset: u32| self.indexed.boundary(offset as usize).clamp(shown.start, shown.end) - shown.start;
        let (start, end) = (within(label.span.start), within(label.span.end));
        let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(start..end.max(start));
        let words = label.words.in_language(language);
        if words.is_empty() { annotation } else { annotation.label(words) }
    }
}

#[cfg(test)]
mod tests {
    use super::Pen;
    use super::draw;
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
        let twice = Diagnostic::new(
            Code::WH0202,
            Span::new(SourceId(0), last, last + 3),
            words!("名称重复", "twice"),
        )
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
            let wrong =
                Diagnostic::new(Code::WH0101, Span::new(SourceId(0), start, end), words!("错", "wrong"));
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
}
