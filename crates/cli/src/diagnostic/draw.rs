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

use crate::diagnostic::cell;
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
        let drawn = renderer.render(&[group(diagnostic, sources, pen.language)]);
        text.push_str(&cell::named(drawn, diagnostic, sources));
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
    for note in &diagnostic.notes {
        let note = normalize_untrusted_str(note.in_language(language));
        group = group.element(account(language).message(note));
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

fn account<'a>(language: Language) -> Level<'a> {
    match language {
        Language::Zh => Level::NOTE.with_name("经过"),
        Language::En => Level::NOTE,
    }
}

/// Labels near one another in one text: what one picture shows.
struct Run<'a> {
    indexed: &'a Indexed,
    /// The sheet of a workbook.
    sheet: Option<&'a str>,
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
        let sheet = indexed.source.cell(label.span.start).map(|cell| cell.sheet);
        let near = |run: &&mut Run<'a>| {
            std::ptr::eq(run.indexed, indexed)
                && run.sheet == sheet
                && first <= run.lines.end + NEAR
                && run.lines.start <= last + NEAR
        };
        match runs.iter_mut().find(near) {
            Some(run) => {
                run.labels.push((label, at == 0));
                run.lines = run.lines.start.min(first)..run.lines.end.max(last);
            }
            None => runs.push(Run { indexed, sheet, labels: vec![(label, at == 0)], lines: first..last }),
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
            .line_start(self.shown_line(self.lines.start))
            .path(self.path());
        let drawn = self.labels.iter().map(|label| self.annotation(*label, start..end, language));
        vec![snippet.annotations(drawn.collect::<Vec<_>>()).into()]
    }

    /// What is shown above the picture: the file, and of a workbook the cell of the first label.
    fn path(&self) -> String {
        let cell = self.labels.first().and_then(|(label, _)| cell::path(self.indexed, label));
        cell.unwrap_or_else(|| self.indexed.source.name.clone())
    }

    /// The number before a line: of a workbook that of the row in its sheet.
    fn shown_line(&self, line: usize) -> usize {
        let start = u32::try_from(self.indexed.line_start(line)).unwrap_or(u32::MAX);
        self.indexed.source.cell(start).map_or(line, |cell| cell.row as usize)
    }

    /// One label of an overlong line with a little text around it, and its true place above.
    fn close_up(&self, label: (&'a Label, bool), language: Language) -> [Element<'a>; 2] {
        let (line, column) = self.indexed.position(label.0.span.start as usize);
        let at = self.indexed.boundary(label.0.span.start as usize);
        let start = self.indexed.boundary(at.saturating_sub(AROUND)).max(self.indexed.line_start(line));
        let end = self.indexed.boundary(at + AROUND).min(self.indexed.line_end(line)).max(start);
        let origin = Origin::path(self.path()).line(line).char_column(column);
        let snippet = Snippet::source(self.indexed.source.text.get(start..end).unwrap_or_default())
            .line_start(self.shown_line(line))
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
