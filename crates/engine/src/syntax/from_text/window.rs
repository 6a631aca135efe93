//! Stretches of days after 在.

use crate::calendar::Period;
use crate::calendar::Season;
use crate::calendar::YearDay;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::number::no_such_day;
use crate::syntax::from_text::number::read_number;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::Window;

/// The months as English writes them.
pub(in crate::syntax) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `membership`, where it holds a window.
pub(super) fn read_window(membership: &Node<'_>) -> Read<Option<Window>> {
    let window = membership.children().find_map(|child| match child.rule() {
        Rule::last_window => Some(read_last(&child)),
        Rule::this_window => Some(read_period(&child).map(Window::This)),
        Rule::same_window => Some(read_same(&child)),
        Rule::yearly_window => Some(read_yearly(&child)),
        _ => None,
    });
    window.transpose()
}

/// `last_window`.
fn read_last(node: &Node<'_>) -> Read<Window> {
    let length = node.maybe(Rule::long_number).or(node.maybe(Rule::number)).ok_or_else(|| node.defect())?;
    let until = node.maybe(Rule::sum).map(|until| read_expression(&until).map(Box::new)).transpose()?;
    let inclusive =
        if node.has(Rule::k_inclusive) { Some(true) } else { node.has(Rule::k_exclusive).then_some(false) };
    Ok(Window::Last { length: Box::new(read_number(&length)?), until, inclusive })
}

/// `same_window`.
fn read_same(node: &Node<'_>) -> Read<Window> {
    let of = read_expression(&node.child(Rule::sum)?)?;
    Ok(Window::Same(read_period(node)?, Box::new(of)))
}

fn read_period(node: &Node<'_>) -> Read<Period> {
    match node.keyword()? {
        Keyword::ThisYear | Keyword::SameYear => Ok(Period::Year),
        Keyword::ThisQuarter | Keyword::SameQuarter => Ok(Period::Quarter),
        Keyword::ThisMonth | Keyword::SameMonth => Ok(Period::Month),
        _ => Err(node.defect()),
    }
}

/// `yearly_window`.
fn read_yearly(node: &Node<'_>) -> Read<Window> {
    let days: Vec<YearDay> = node.all(Rule::year_day).map(|day| read_year_day(&day)).collect::<Read<_>>()?;
    let from = days.first().copied().ok_or_else(|| node.defect())?;
    Ok(Window::Yearly(Season { from, to: days.last().copied().unwrap_or(from) }))
}

/// `year_day`.
fn read_year_day(node: &Node<'_>) -> Read<YearDay> {
    let mut digits = node.all(Rule::year_digits).map(|digits| digits.text().parse::<u8>().ok());
    let month = match node.maybe(Rule::month_name) {
        Some(name) => MONTHS.iter().position(|month| *month == name.text()).map(|at| at + 1),
        None => digits.next().flatten().map(usize::from),
    };
    let month = month.and_then(|month| u8::try_from(month).ok());
    let day = digits.next();
    let found = match (month, day) {
        (Some(month), None) => YearDay::new(month, None),
        (Some(month), Some(Some(day))) => YearDay::new(month, Some(day)),
        _ => None,
    };
    found.ok_or_else(|| no_such_day(node))
}
