//! Marks: the diagnostics that a text says it causes.

use weiheng::Diagnostic;
use weiheng::Source;

/// A diagnostic that must come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The line of the block, from 1; `None` where any line will do.
    pub(crate) line: Option<usize>,
    /// Its code.
    pub(crate) code: String,
    /// What the message, the help or a label says in either language, or the text that is underlined.
    pub(crate) words: String,
}

impl Mark {
    /// Reads `WH0203 "part of the message"`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (code, words) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let is_code = code.len() == 6 && code.starts_with("WH");
        let words = words.trim().trim_matches('"').to_owned();
        is_code.then(|| Self { line: None, code: code.to_owned(), words })
    }

    /// The marks at the ends of the lines of a clause file: `# ! WH0203 "part of the message"`.
    pub(crate) fn of_lines(text: &str) -> Vec<Self> {
        let mut marks = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let at_this_line = line.split("# ! ").skip(1).filter_map(Self::read);
            marks.extend(at_this_line.map(|mark| Self { line: Some(number), ..mark }));
        }
        marks
    }

    fn fits(&self, diagnostic: &Diagnostic, source: &Source) -> bool {
        let line = source.line_column(diagnostic.span().start).0;
        let labels = diagnostic.labels.iter().map(|label| &label.words);
        let mut said = labels.chain(&diagnostic.help).chain(&diagnostic.notes).chain([&diagnostic.message]);
        self.line.is_none_or(|wanted| wanted == line)
            && diagnostic.code.as_str() == self.code
            && (said.any(|said| said.zh.contains(&self.words) || said.en.contains(&self.words))
                || diagnostic.span().of(&source.text) == self.words)
    }
}

/// Compares what was reported of a text with its marks: each must come, and nothing else may.
pub(crate) fn compare<'a>(
    marks: &[Mark],
    reported: impl IntoIterator<Item = &'a Diagnostic>,
    source: &Source,
) -> Result<(), String> {
    let mut left = marks.to_vec();
    let mut wrong = String::new();
    for diagnostic in reported {
        match left.iter().position(|mark| mark.fits(diagnostic, source)) {
            Some(at) => drop(left.remove(at)),
            None => wrong.push_str(&format!("not expected: {}\n", shown(diagnostic, source))),
        }
    }
    for mark in left {
        let line = mark.line.map(|line| format!("{}:{line} ", source.name)).unwrap_or_default();
        wrong.push_str(&format!("did not come: {line}{} {:?}\n", mark.code, mark.words));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// A diagnostic on one line.
pub(crate) fn shown(diagnostic: &Diagnostic, source: &Source) -> String {
    let (line, column) = source.line_column(diagnostic.span().start);
    let under = diagnostic.span().of(&source.text);
    let (name, code, message) = (&source.name, diagnostic.code, &diagnostic.message);
    format!("{name}:{line}:{column} {code} {} | {} [{under}]", message.zh, message.en)
}
