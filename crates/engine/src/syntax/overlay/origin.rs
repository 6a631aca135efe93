//! A standard as it holds, written out, with the file and line that each of its lines came from.

use crate::source::Source;
use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::overlay::Effective;
use crate::words::Language;

/// Places stand to the right of lines up to so many columns.
const WIDEST: usize = 64;

impl Effective<'_> {
    /// A clause file that says all of it at once and builds on nothing; comments at the ends of its lines name the
    /// file and line of each, and comments at its end what was taken out.
    pub fn show_origin(&self) -> String {
        let spelling = Spelling::of(self.text(self.main()));
        let mut lines: Vec<(String, Vec<Span>)> = self.tree.lines(spelling);
        let (delete, because) = (Keyword::Delete.spelled(spelling), Keyword::Because.spelled(spelling));
        let language = if spelling == Spelling::Zh { Language::Zh } else { Language::En };
        for removal in &self.removals {
            let (heading, reason) = (removal.heading.in_language(language), &removal.reason);
            lines.push((format!("# {delete} {heading} {because} \"{reason}\""), vec![removal.span]));
        }
        let widths = lines.iter().map(|(line, _)| width(line)).filter(|width| *width <= WIDEST);
        let column = widths.max().unwrap_or_default();
        let mut page = String::new();
        for (line, places) in &lines {
            page.push_str(line);
            if !places.is_empty() {
                page.push_str(&" ".repeat(column.saturating_sub(width(line))));
                page.push_str(&format!("  # {}", self.origins(places)));
            }
            page.push('\n');
        }
        page
    }

    /// The files and lines of places, each once.
    fn origins(&self, places: &[Span]) -> String {
        let mut said: Vec<String> = Vec::new();
        for place in places {
            let origin = self.file(*place).map_or_else(String::new, |file| {
                format!("{}:{}", file.name, file.line_column(place.start).0)
            });
            if !said.contains(&origin) {
                said.push(origin);
            }
        }
        said.join(" ")
    }

    fn file(&self, place: Span) -> Option<&Source> {
        self.files.iter().find(|(id, _)| *id == place.source).map(|(_, source)| &**source)
    }
}

/// Columns on a screen: Chinese characters take two.
fn width(text: &str) -> usize {
    text.chars().map(|character| if u32::from(character) < 0x1100 { 1 } else { 2 }).sum()
}
