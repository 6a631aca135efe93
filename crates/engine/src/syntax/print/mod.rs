//! Printing: the canonical layout of a tree, in either spelling, comments kept.

mod act;
mod example;
mod expression;
mod fact;
mod layout;
mod statement;
mod window;
mod word;

use crate::syntax::from_text::heading::keyword_of;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Layout;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

impl Tree {
    /// The file in its canonical layout. Printing what was printed changes nothing.
    pub fn print(&self, spelling: Spelling) -> String {
        let mut layout = Layout::new(&self.comments);
        for part in &self.parts {
            print_part(spelling, part, &mut layout);
        }
        layout.finish()
    }
}

fn print_part(spelling: Spelling, part: &Part, layout: &mut Layout<'_>) {
    layout.blank(part.span.start);
    layout.put(part.span, &heading(spelling, part), 0, "");
    let mut parameters = false;
    let mut columns = 0;
    for (at, statement) in part.body.iter().enumerate() {
        let facts = |from: usize| part.body.iter().skip(from).take_while(|statement| is_fact(statement));
        if !is_fact(statement) {
            columns = 0;
        } else if at == 0 || !part.body.get(at - 1).is_some_and(is_fact) {
            columns = fact::names_width(facts(at));
        }
        let is_parameter = matches!(statement.kind, StatementKind::Parameter(_));
        let opens = match statement.kind {
            StatementKind::Example(_) | StatementKind::Verdict(_) => true,
            StatementKind::Parameter(_) => !parameters && part.rank == Rank::Standard,
            _ => false,
        };
        if opens {
            layout.blank(statement.span.start);
        }
        parameters = is_parameter;
        print_statement(spelling, part.rank, statement, columns, layout);
    }
    for child in &part.children {
        print_part(spelling, child, layout);
    }
}

fn is_fact(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Fact(_))
}

/// Examples, and what concerns the whole standard, stand at the margin.
fn print_statement(
    spelling: Spelling,
    rank: Rank,
    statement: &Statement,
    columns: usize,
    layout: &mut Layout<'_>,
) {
    let margin = match &statement.kind {
        StatementKind::Example(_) => 0,
        StatementKind::Verdict(_) | StatementKind::Parameter(_) if rank == Rank::Standard => 0,
        _ => 2,
    };
    let doc = spelling.statement_in(&statement.kind, statement.span, columns);
    let mut span = statement.span;
    match &statement.kind {
        StatementKind::Verdict(verdict) => {
            span.end = verdict.rules.first().map_or(span.end, |rule| rule.span.start);
            let grades = verdict.grades.last().map_or(span.end, |grade| grade.span.end);
            span.end = span.end.min(grades);
            layout.put(span, &doc, margin, "");
            for rule in &verdict.rules {
                layout.put(rule.span, &spelling.verdict_rule(rule), margin + 2, "");
            }
        }
        StatementKind::Example(example) => {
            span.end = example.name.span.end;
            layout.put(span, &doc, margin, "");
            spelling.example(example, layout, margin + 2);
        }
        _ => layout.put(span, &doc, margin, ""),
    }
}

fn heading(spelling: Spelling, part: &Part) -> Doc {
    let mut words = vec![spelling.keyword(keyword_of(part.rank)).to_owned(), word::id(&part.id.text)];
    words.extend(part.label.as_ref().map(|label| word::quoted(&label.text)));
    words.extend(part.points.as_ref().map(|points| spelling.expression(points)));
    if let Some(weight) = &part.weight {
        words.push(format!("{} {}", spelling.keyword(Keyword::Weight), spelling.expression(weight)));
    }
    if part.starred {
        words.push(Keyword::Starred.zh().to_owned());
    }
    Doc::Text(words.join(" "))
}
