//! Rows of cases: 列 says what the cells hold, and every 行 is cut at its bars and read cell by cell.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::from_text::Lost;
use crate::syntax::from_text::Reader;
use crate::syntax::from_text::example::read_expected;
use crate::syntax::from_text::example::read_value;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Place;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::opening_letters;
use crate::syntax::from_text::read;
use crate::syntax::from_text::word::rank_of;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::parse::Parse;
use crate::syntax::problem::Problem;
use crate::syntax::rule_keyword;
use crate::syntax::table_problem;
use crate::syntax::table_problem::Holds;
use crate::syntax::table_problem::TableProblem;
use crate::syntax::tree::Cell;
use crate::syntax::tree::Column;
use crate::syntax::tree::Example;
use crate::syntax::tree::Expectation;
use crate::syntax::tree::Expected;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Subject;
use crate::syntax::tree::Table;
use crate::syntax::tree::TableRow;

impl Reader {
    /// A line that opens with 列.
    pub(super) fn columns(&mut self, place: Place<'_>) {
        let lost = std::mem::replace(&mut self.lost, Lost::Nothing);
        let problem = match read(place, Rule::columns_line, &[], read_columns) {
            Err(problem) => Some(*problem),
            Ok(table) => match self.example_at(place) {
                Some(Example { table: Some(first), .. }) => {
                    Some(TableProblem::SecondColumns { first: first.span, span: table.span }.into())
                }
                Some(example) => {
                    example.table = Some(table);
                    None
                }
                None => Some(Problem::NoExample { keyword: Keyword::Columns, span: keyword_span(place) }),
            },
        };
        if let Some(problem) = problem {
            self.lost = Lost::Columns;
            if lost != Lost::Example {
                self.blame(problem);
            }
        }
    }

    /// A line that opens with 行.
    pub(super) fn row(&mut self, place: Place<'_>) {
        if matches!(self.lost, Lost::Columns | Lost::Example) {
            return;
        }
        self.lost = Lost::Nothing;
        let Some(Example { table: Some(table), .. }) = self.example_at(place) else {
            self.lost = Lost::Columns;
            return self.blame(TableProblem::NoColumns { span: keyword_span(place) }.into());
        };
        match read_row(place, table) {
            Ok(row) => table.rows.push(row),
            Err(problems) => problems.into_iter().for_each(|problem| self.blame(problem)),
        }
    }

    /// The example to which a line belongs, which reaches to its end.
    fn example_at(&mut self, place: Place<'_>) -> Option<&mut Example> {
        let last = self.outline.current()?.body.last_mut()?;
        let StatementKind::Example(example) = &mut last.kind else { return None };
        last.span = last.span.to(place.line.whole());
        Some(example)
    }
}

/// The place of the word that opens a line.
fn keyword_span(place: Place<'_>) -> Span {
    place.line.span(0, opening_letters(&place.line.text).len())
}

/// `columns`.
fn read_columns(node: &Node<'_>) -> Read<Table> {
    let columns = node.all(Rule::column).map(|column| read_column(&column)).collect::<Read<_>>()?;
    Ok(Table { columns, rows: Vec::new(), span: node.span() })
}

/// `column`.
fn read_column(node: &Node<'_>) -> Read<Column> {
    let named = node.maybe(Rule::word).map(|word| read_spelled(&word));
    if node.has(Rule::k_assessment_date) {
        let text = Keyword::AssessmentDate.zh().to_owned();
        return Ok(Column::AssessmentDate(Spelled { text, span: node.span() }));
    }
    if !node.has(Rule::k_expect) {
        return named.map(Column::Fact).ok_or_else(|| node.defect());
    }
    let subject = match node.maybe(Rule::id).or(node.maybe(Rule::quoted_name)) {
        _ if node.has(Rule::k_outcome) => Subject::Verdict,
        _ if node.has(Rule::k_total) => Subject::Total,
        Some(id) => {
            let rank = node.children().find_map(|child| rank_of(rule_keyword::of(child.rule())?));
            Subject::Part(rank.ok_or_else(|| node.defect())?, read_spelled(&id))
        }
        None => Subject::Named(named.ok_or_else(|| node.defect())?),
    };
    Ok(Column::Expected(subject, node.span()))
}

/// `row`: every cell that cannot be read is told.
fn read_row(place: Place<'_>, table: &Table) -> Result<TableRow, Vec<Problem>> {
    let cut = |row: &Node<'_>| {
        let cells: Vec<Range<usize>> = row.all(Rule::cell).map(|cell| cell.range()).collect();
        Ok((cells, row.span()))
    };
    let (mut cut, span) = read(place, Rule::row_line, &[], cut).map_err(|problem| vec![*problem])?;
    let label = cut.last_mut().and_then(|last| take_label(place, last));
    let (found, wanted) = (cut.len(), table.columns.len());
    if found != wanted {
        let problem = TableProblem::Cells { found, wanted, columns: table.span, span };
        return Err(vec![problem.into()]);
    }
    let mut cells = Vec::new();
    let mut problems = Vec::new();
    for (column, range) in table.columns.iter().zip(cut) {
        match read_cell(place, column, range) {
            Ok(cell) => cells.push(cell),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(TableRow { cells, label, span }) } else { Err(problems) }
}

/// Takes the text that stands behind the last cell, which is not what inspectors dispute.
fn take_label(place: Place<'_>, last: &mut Range<usize>) -> Option<Spelled> {
    let text = place.line.text.get(last.clone())?.trim_end();
    let opening = text.strip_suffix('"')?.rfind('"')?;
    let before = text.get(..opening)?.trim_end();
    if before.is_empty()
        || [Keyword::Disputed.zh(), Keyword::Disputed.en()].iter().any(|or| before.ends_with(or))
    {
        return None;
    }
    let span = place.line.span(last.start + opening, last.start + text.len());
    let mut inside = span.of(place.text).chars();
    inside.next();
    inside.next_back();
    last.end = last.start + before.len();
    Some(Spelled { text: inside.as_str().trim().to_owned(), span })
}

/// One cell, read by what its column holds.
fn read_cell(place: Place<'_>, column: &Column, range: Range<usize>) -> Read<Cell> {
    let line = place.line.part(range.clone());
    let inside = Place { line: &line, ..place };
    let (rule, holds) = match column {
        Column::Fact(_) => (Rule::fact_cell, Holds::Value),
        Column::AssessmentDate(_) => (Rule::day_cell, Holds::Day),
        Column::Expected(Subject::Total | Subject::Part(..), _) => (Rule::part_cell, Holds::OfPart),
        Column::Expected(Subject::Verdict, _) => (Rule::verdict_cell, Holds::Grades),
        Column::Expected(Subject::Named(_), _) => (Rule::named_cell, Holds::OfName),
    };
    let span = place.line.span(range.start, range.start + line.text.trim_end().len());
    let unread = || {
        let (head, found) = (column.span().of(place.text).to_owned(), span.of(place.text).to_owned());
        Box::new(Problem::from(TableProblem::Cell { holds, head, found, span }))
    };
    let parse = Parse::of(&line.text, rule).map_err(|_| unread())?;
    let node = Node::within(inside, &parse)?;
    Ok(match (column, node.rule()) {
        (_, Rule::k_not_observed) => Cell::NotObserved(span),
        (_, Rule::nothing) => Cell::Nothing(span),
        (Column::Fact(fact), _) => Cell::Given(Given { fact: fact.clone(), value: read_value(&node)? }),
        (Column::AssessmentDate(fact), _) => {
            let value = GivenValue::AssessmentDate(read_expression(&node)?);
            Cell::Given(Given { fact: fact.clone(), value })
        }
        (Column::Expected(subject, _), _) => {
            let expected = read_expected(&node)?;
            if matches!(subject, Subject::Total | Subject::Part(..)) && is_misspelled(&expected) {
                return Err(unread());
            }
            Cell::Expected(Expectation { subject: subject.clone(), expected, span })
        }
    })
}

/// Whether a lone name stands for an amount that looks like a finding.
fn is_misspelled(expected: &Expected) -> bool {
    let Expected::Scores(Expr { kind: ExprKind::Name(name), .. }, None) = expected else { return false };
    table_problem::nearest_finding(name).is_some()
}
