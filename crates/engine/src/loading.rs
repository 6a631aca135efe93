//! From clause files to a standard: reading, laying files over those that they build on, checking.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::model::Standard;
use crate::source::Source;
use crate::source::SourceId;
use crate::syntax::overlay;
use crate::syntax::overlay::Effective;
use crate::syntax::overlay::Layer;
use crate::syntax::overlay::Library;
use crate::syntax::overlay::NoLibrary;
use crate::syntax::tree::Cases;

/// A standard from the text of its clause file, with every problem of every clause. A file that builds on others (承)
/// needs [`load_with`].
///
/// ```
/// use weiheng::{Source, SourceId};
/// let source = Source::new("a.wh", "标准 例 \"示例\"\n  满分 10\n条 1 \"垃圾\" 10分\n  观测 暴露垃圾 : 计数 处\n  每 暴露垃圾 扣 2分\n");
/// let standard = weiheng::load(&source, SourceId(0)).value.unwrap();
/// assert_eq!(standard.full_points().unwrap().to_string(), "10");
/// ```
pub fn load(source: &Source, id: SourceId) -> Outcome<Standard> {
    load_with(source, id, &mut NoLibrary)
}

/// The same, with what the file may build on.
pub fn load_with(source: &Source, id: SourceId, library: &mut dyn Library) -> Outcome<Standard> {
    effective(source, id, library).0
}

/// The same, with further worked cases from a file of their own, which holds nothing else.
///
/// ```
/// use weiheng::{NoLibrary, Source, SourceId, load_with_cases, run_examples};
/// let source = Source::new("a.wh", "标准 例\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n");
/// let cases = Source::new("a.cases", "例 \"两处\"\n  列 垃圾 | 期望 条 1\n  行 2处 | 扣 4分\n");
/// let loaded = load_with_cases((&source, SourceId(0)), (&cases, SourceId(1)), &mut NoLibrary);
/// assert!(run_examples(&loaded.value.unwrap()).is_empty());
/// ```
pub fn load_with_cases(
    (source, id): (&Source, SourceId),
    cases: (&Source, SourceId),
    library: &mut dyn Library,
) -> Outcome<Standard> {
    loaded(source, id, Some(cases), library).0
}

/// The same, and the tree as it holds: every node of it names the file and the place that it came from. There is none
/// where a file cannot be laid over its base.
pub fn effective<'s>(
    source: &'s Source,
    id: SourceId,
    library: &mut dyn Library,
) -> (Outcome<Standard>, Option<Effective<'s>>) {
    loaded(source, id, None, library)
}

fn loaded<'s>(
    source: &'s Source,
    id: SourceId,
    cases: Option<(&'s Source, SourceId)>,
    library: &mut dyn Library,
) -> (Outcome<Standard>, Option<Effective<'s>>) {
    let mut layers = overlay::layers(source, id, library);
    let mut below: Option<Loaded<'s>> = None;
    while let Some(layer) = layers.pop() {
        let cases = cases.filter(|_| layers.is_empty());
        below = Some(over(layer, below, cases));
    }
    let loaded = below.unwrap_or_default();
    (Outcome { value: loaded.standard, diagnostics: loaded.diagnostics.sorted() }, loaded.effective)
}

/// One file with all below it.
#[derive(Default)]
struct Loaded<'s> {
    standard: Option<Standard>,
    effective: Option<Effective<'s>>,
    diagnostics: Diagnostics,
    /// What was said of it and of what it builds on, which need not be said again of what builds on it.
    said: BTreeSet<String>,
}

/// Lays a file over what it builds on, if anything, and checks the whole with the cases of a file of their own.
fn over<'s>(
    mut layer: Layer<'s>,
    below: Option<Loaded<'s>>,
    cases: Option<(&'s Source, SourceId)>,
) -> Loaded<'s> {
    let mut diagnostics = std::mem::take(&mut layer.parsed.diagnostics);
    let cases = cases.map(|(source, id)| {
        let read = Cases::from_text(id, &source.text);
        diagnostics.extend(read.diagnostics);
        (source, id, read.cases)
    });
    let unreadable = diagnostics.has_errors();
    if let Some(trouble) = layer.trouble {
        diagnostics.push(trouble);
        return Loaded { diagnostics, ..Loaded::default() };
    }
    let ((mut effective, problems), said) = match below {
        None => (Effective::alone(layer), BTreeSet::new()),
        Some(Loaded { effective: Some(base), standard: Some(_), diagnostics, mut said }) => {
            said.extend(diagnostics.iter().map(told));
            (base.under(layer), said)
        }
        Some(below) => {
            overlay::base_has_errors(&layer).into_iter().for_each(|problem| diagnostics.push(problem));
            diagnostics.extend(below.diagnostics);
            return Loaded { diagnostics, ..Loaded::default() };
        }
    };
    let sound = !problems.has_errors();
    diagnostics.extend(problems);
    if !sound {
        return Loaded { diagnostics, effective: Some(effective), ..Loaded::default() };
    }
    if let Some((source, id, cases)) = cases {
        effective.add_cases(source, id, cases);
    }
    let checked = Standard::from_syntax(&mut effective);
    for problem in checked.diagnostics {
        let is_said = !said.is_empty() && said.contains(&told(&problem));
        let is_doubtful = unreadable && is_about_what_is_not_there(problem.code);
        if !is_said && !is_doubtful {
            diagnostics.push(problem);
        }
    }
    let standard = checked.value.filter(|_| !unreadable);
    Loaded { standard, effective: Some(effective), diagnostics, said }
}

/// A problem with its place.
fn told(problem: &Diagnostic) -> String {
    format!("{} {:?} {}", problem.code, problem.span(), problem.message.zh)
}

/// Whether a statement that could not be read may be all that is missing.
fn is_about_what_is_not_there(code: Code) -> bool {
    matches!(code, Code::WH0211 | Code::WH0312 | Code::WH0503)
}
