//! Printing: the canonical layout of a tree, in either spelling, comments kept.

mod above;
mod act;
mod example;
mod expression;
mod fact;
mod layout;
mod statement;
mod table;
mod window;
mod word;

use crate::source::Span;
use crate::syntax::from_text::heading::keyword_of;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Layout;
use crate::syntax::tree::Cases;
use crate::syntax::tree::Change;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

impl Tree {
    /// The file in its canonical layout. Printing what was printed changes nothing.
    pub fn print(&self, spelling: Spelling) -> String {
        self.laid_out(spelling).finish()
    }

    /// The lines of the same, each with the places of what it says.
    pub(in crate::syntax) fn lines(&self, spelling: Spelling) -> Vec<(String, Vec<Span>)> {
        let (page, places) = self.laid_out(spelling).finish_with_places();
        page.lines().map(str::to_owned).zip(places).collect()
    }

    fn laid_out(&self, spelling: Spelling) -> Layout<'_> {
        let mut layout = Layout::new(&self.comments);
        for part in &self.parts {
            print_part(spelling, part, &mut layout);
        }
        layout
    }
}

impl Cases {
    /// The file in its canonical layout. Printing what was printed changes nothing.
    pub fn print(&self, spelling: Spelling) -> String {
        let mut layout = Layout::new(&self.comments);
        print_body(spelling, Rank::Standard, &self.examples, &mut layout);
        layout.finish()
    }
}

fn print_part(spelling: Spelling, part: &Part, layout: &mut Layout<'_>) {
    layout.comments_of_above(part.span.start);
    layout.blank(part.span.start);
    layout.put(part.span, &heading(spelling, part), 0, "");
    part.label.iter().for_each(|label| layout.also_of(label.span));
    part.points.iter().for_each(|points| layout.also_of(points.span));
    part.weight.iter().for_each(|weight| layout.also_of(weight.span));
    print_body(spelling, part.rank, &part.body, layout);
    for child in &part.children {
        print_part(spelling, child, layout);
    }
}

fn print_body(spelling: Spelling, rank: Rank, body: &[Statement], layout: &mut Layout<'_>) {
    let mut parameters = false;
    let mut columns = 0;
    for (at, statement) in body.iter().enumerate() {
        let facts = |from: usize| body.iter().skip(from).take_while(|statement| is_fact(statement));
        if !is_fact(statement) {
            columns = 0;
        } else if at == 0 || !body.get(at - 1).is_some_and(is_fact) {
            columns = fact::names_width(facts(at));
        }
        let is_parameter = matches!(statement.kind, StatementKind::Parameter(_));
        let opens = match statement.kind {
            StatementKind::Example(_) | StatementKind::Verdict(_) => true,
            StatementKind::Parameter(_) => !parameters && rank == Rank::Standard,
            _ => false,
        };
        if opens {
            if margin_of(&statement.kind, rank) == 0 {
                layout.comments_of_above(statement.span.start);
            }
            layout.blank(statement.span.start);
        }
        parameters = is_parameter;
        print_statement(spelling, rank, statement, columns, layout);
    }
}

fn is_fact(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Fact(_))
}

/// Examples, and what concerns the whole standard, stand at the margin.
fn margin_of(statement: &StatementKind, rank: Rank) -> usize {
    match statement {
        StatementKind::Example(_) => 0,
        StatementKind::Verdict(_) | StatementKind::Parameter(_) if rank == Rank::Standard => 0,
        _ => 2,
    }
}

fn print_statement(
    spelling: Spelling,
    rank: Rank,
    statement: &Statement,
    columns: usize,
    layout: &mut Layout<'_>,
) {
    let margin = margin_of(&statement.kind, rank);
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
    let name = |rank, id: &Spelled| format!("{} {}", spelling.keyword(keyword_of(rank)), word::id(&id.text));
    let mut words: Vec<String> = Vec::new();
    words.extend(part.change.as_ref().map(|change| spelling.keyword(changing(change)).to_owned()));
    words.push(name(part.rank, &part.id));
    words.extend(part.label.as_ref().map(|label| word::quoted(&label.text)));
    words.extend(part.points.as_ref().map(|points| spelling.expression(points)));
    if let Some(weight) = &part.weight {
        words.push(format!("{} {}", spelling.keyword(Keyword::Weight), spelling.expression(weight)));
    }
    if part.starred {
        words.push(Keyword::Starred.zh().to_owned());
    }
    match &part.change {
        Some(Change::Insert(Some(place), _)) => {
            let keyword = if place.after { Keyword::After } else { Keyword::Into };
            words.extend([spelling.keyword(keyword).to_owned(), name(place.rank, &place.id)]);
        }
        Some(Change::Delete(reason, _)) => {
            words.extend([spelling.keyword(Keyword::Because).to_owned(), word::quoted(&reason.text)]);
        }
        Some(Change::Insert(None, _) | Change::Amend(_)) | None => {}
    }
    Doc::Text(words.join(" "))
}

/// The keyword of a change.
fn changing(change: &Change) -> Keyword {
    match change {
        Change::Amend(_) => Keyword::Amend,
        Change::Insert(..) => Keyword::Insert,
        Change::Delete(..) => Keyword::Delete,
    }
}
