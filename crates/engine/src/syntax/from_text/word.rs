//! Keywords that stand for a value of the tree.

use crate::rounding::Rounding;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Function;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::Rank;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RowFold;
use crate::syntax::tree::Special;
use crate::syntax::tree::Verb;

/// `rank`, or a part named by an expectation.
pub(super) fn read_rank(node: &Node<'_>) -> Read<Rank> {
    rank_of(node.keyword()?).ok_or_else(|| node.defect())
}

/// What a heading keyword opens.
pub(super) fn rank_of(keyword: Keyword) -> Option<Rank> {
    match keyword {
        Keyword::Standard => Some(Rank::Standard),
        Keyword::Chapter => Some(Rank::Chapter),
        Keyword::Section => Some(Rank::Section),
        Keyword::Clause => Some(Rank::Clause),
        Keyword::Item => Some(Rank::Item),
        _ => None,
    }
}

/// `rounding`.
pub(super) fn read_rounding(node: &Node<'_>) -> Read<Rounding> {
    match node.keyword()? {
        Keyword::Up => Ok(Rounding::Up),
        Keyword::Down => Ok(Rounding::Down),
        Keyword::HalfUp => Ok(Rounding::HalfUp),
        Keyword::HalfEven => Ok(Rounding::HalfEven),
        _ => Err(node.defect()),
    }
}

/// `comparison`.
pub(super) fn read_comparison(node: &Node<'_>) -> Read<Comparison> {
    match node.keyword()? {
        Keyword::Less => Ok(Comparison::Less),
        Keyword::AtOrBelow => Ok(Comparison::AtMost),
        Keyword::Greater => Ok(Comparison::Greater),
        Keyword::AtOrAbove => Ok(Comparison::AtLeast),
        Keyword::Is => Ok(Comparison::Is),
        Keyword::IsNot => Ok(Comparison::IsNot),
        _ => Err(node.defect()),
    }
}

/// `special`.
pub(super) fn read_special(node: &Node<'_>) -> Read<Special> {
    match node.keyword()? {
        Keyword::Total => Ok(Special::Total),
        Keyword::Score => Ok(Special::Score),
        Keyword::ScoreRate => Ok(Special::ScoreRate),
        Keyword::Full => Ok(Special::FullPoints),
        Keyword::Vetoed => Ok(Special::Vetoed),
        Keyword::Met => Ok(Special::Met),
        Keyword::AssessmentDate => Ok(Special::AssessmentDate),
        Keyword::Chapters => Ok(Special::Chapters),
        Keyword::Clauses => Ok(Special::Clauses),
        Keyword::Starred => Ok(Special::Starred),
        Keyword::Group => Ok(Special::Group),
        _ => Err(node.defect()),
    }
}

/// `fold`.
pub(super) fn read_function(node: &Node<'_>) -> Read<Function> {
    match node.keyword()? {
        Keyword::Count => Ok(Function::Count),
        Keyword::Sum => Ok(Function::Sum),
        Keyword::Mean => Ok(Function::Mean),
        Keyword::Max => Ok(Function::Max),
        Keyword::Min => Ok(Function::Min),
        Keyword::Share => Ok(Function::Share),
        Keyword::AnyOf => Ok(Function::AnyOf),
        Keyword::AllOf => Ok(Function::AllOf),
        Keyword::Absolute => Ok(Function::Absolute),
        Keyword::FullYears => Ok(Function::FullYears),
        Keyword::FullMonths => Ok(Function::FullMonths),
        Keyword::Days => Ok(Function::Days),
        Keyword::YearOf => Ok(Function::Year),
        Keyword::MonthOf => Ok(Function::Month),
        Keyword::DayOf => Ok(Function::Day),
        Keyword::MissingCount => Ok(Function::MissingCount),
        Keyword::Only => Ok(Function::Only),
        Keyword::TrimmedMean => Ok(Function::TrimmedMean),
        Keyword::LongestGap => Ok(Function::LongestGap),
        Keyword::First => Ok(Function::First),
        Keyword::Last => Ok(Function::Last),
        Keyword::Runs => Ok(Function::Runs),
        Keyword::LongestRun => Ok(Function::LongestRun),
        Keyword::Rising => Ok(Function::Rising),
        Keyword::Falling => Ok(Function::Falling),
        Keyword::NotRising => Ok(Function::NotRising),
        Keyword::NotFalling => Ok(Function::NotFalling),
        _ => Err(node.defect()),
    }
}

/// `verb`.
pub(super) fn read_verb(node: &Node<'_>) -> Read<Verb> {
    if node.has(Rule::k_book) {
        return Ok(Verb::Book(read_spelled(&node.child(Rule::word)?)));
    }
    match node.keyword()? {
        Keyword::Deduct => Ok(Verb::Deduct),
        Keyword::Earn => Ok(Verb::Earn),
        Keyword::Add => Ok(Verb::Bonus),
        _ => Err(node.defect()),
    }
}

/// `part`: its second word says what becomes of the part.
pub(super) fn read_part(node: &Node<'_>) -> Read<PartStep> {
    let word = node.children().nth(1).and_then(|child| crate::syntax::rule_keyword::of(child.rule()));
    match word {
        Some(Keyword::Up) => Ok(PartStep::Up),
        Some(Keyword::Down) => Ok(PartStep::Down),
        Some(Keyword::ProRata) => Ok(PartStep::ProRata),
        _ => Err(node.defect()),
    }
}

/// `roll_up_fold`.
pub(super) fn read_roll_up_fold(node: &Node<'_>) -> Read<RollUpFold> {
    match node.keyword()? {
        Keyword::Mean => Ok(RollUpFold::Mean),
        Keyword::Lowest => Ok(RollUpFold::Lowest),
        Keyword::Weighted => Ok(RollUpFold::Weighted),
        _ => Err(node.defect()),
    }
}

/// `row_fold`.
pub(super) fn read_row_fold(node: &Node<'_>) -> Read<RowFold> {
    match node.keyword()? {
        Keyword::Sum => Ok(RowFold::Sum),
        Keyword::Mean => Ok(RowFold::Mean),
        Keyword::Worst => Ok(RowFold::Worst),
        Keyword::Best => Ok(RowFold::Best),
        Keyword::Most => Ok(RowFold::Heaviest),
        _ => Err(node.defect()),
    }
}
