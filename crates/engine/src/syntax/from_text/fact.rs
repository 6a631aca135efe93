//! Facts and their kinds.

use crate::syntax::from_text::band::read_range;
use crate::syntax::from_text::declaration::read_let;
use crate::syntax::from_text::declaration::read_words;
use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::number::read_digits;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::number::read_unit;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Fact;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::JudgedBand;
use crate::syntax::tree::Kind;
use crate::syntax::tree::Number;
use crate::syntax::tree::Range;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

/// `fact`.
pub(super) fn read_fact(node: &Node<'_>) -> Read<Fact> {
    Ok(Fact {
        name: read_spelled(&node.child(Rule::word)?),
        kind: read_kind(&node.child(Rule::kind)?.first()?)?,
        may_be_inapplicable: node.has(Rule::k_may_be_na),
        external: node.has(Rule::k_external),
        taken_as: node.maybe(Rule::taken_as).map(|taken_as| read_taken_as(&taken_as)).transpose()?,
        hint: maybe_spelled(node, Rule::string),
        span: node.span(),
    })
}

/// `taken_as`.
fn read_taken_as(node: &Node<'_>) -> Read<GivenValue> {
    if let Some(truth) = node.maybe(Rule::truth) {
        let kind = ExprKind::Truth(truth.has(Rule::k_yes));
        return Ok(GivenValue::Value(Expr { kind, span: truth.span() }));
    }
    let Some(word) = node.maybe(Rule::word) else {
        return read_expression(&node.child(Rule::sum)?).map(GivenValue::Value);
    };
    let name = read_spelled(&word);
    let Some(number) = node.maybe(Rule::number) else {
        return Ok(GivenValue::Value(Expr { kind: ExprKind::Name(name.text), span: name.span }));
    };
    let number = read_number(&number)?;
    let span = name.span.to(number.span);
    Ok(GivenValue::Judged(name, number, span))
}

/// `kind`.
fn read_kind(node: &Node<'_>) -> Read<Kind> {
    Ok(match node.rule() {
        Rule::kind_yes_no => Kind::YesNo,
        Rule::kind_count => Kind::Count { unit: maybe_unit(node), range: maybe_limits(node)? },
        Rule::kind_quantity => Kind::Quantity {
            unit: maybe_unit(node),
            precision: maybe_precision(node)?,
            range: maybe_limits(node)?,
        },
        Rule::kind_percent | Rule::kind_ratio => Kind::Ratio {
            scale: maybe_unit(node),
            precision: maybe_precision(node)?,
            range: maybe_limits(node)?,
        },
        Rule::kind_level => Kind::Level(read_words(node)),
        Rule::kind_choice => Kind::Choice(read_words(&node.child(Rule::words)?)),
        Rule::kind_items => Kind::Items(read_words(&node.child(Rule::words)?)),
        Rule::kind_date => Kind::Date,
        Rule::kind_time => Kind::Time,
        Rule::kind_text => Kind::Text,
        Rule::kind_judged => read_judged(node)?,
        Rule::kind_records => read_records(node)?,
        _ => return Err(node.defect()),
    })
}

fn maybe_unit(node: &Node<'_>) -> Option<Spelled> {
    node.maybe(Rule::unit_name).map(|unit| read_unit(&unit))
}

/// `limits`.
fn maybe_limits(node: &Node<'_>) -> Read<Option<Range>> {
    node.maybe(Rule::limits).map(|limits| read_range(&limits.child(Rule::range)?)).transpose()
}

/// `precision`.
fn maybe_precision(node: &Node<'_>) -> Read<Option<Expr>> {
    node.maybe(Rule::precision).map(|precision| read_number(&precision.child(Rule::number)?)).transpose()
}

/// `kind_judged`: the plain form is one band without a name.
fn read_judged(node: &Node<'_>) -> Read<Kind> {
    let bands = match node.maybe(Rule::judged_bands) {
        Some(bands) => {
            bands.all(Rule::judged_band).map(|band| read_judged_band(&band)).collect::<Read<_>>()?
        }
        None => maybe_limits(node)?.map(|range| JudgedBand { name: None, range }).into_iter().collect(),
    };
    let out_of = node.maybe(Rule::out_of).map(|out_of| read_out_of(&out_of)).transpose()?;
    Ok(Kind::Judged { out_of, bands, precision: maybe_precision(node)? })
}

/// `judged_band`.
fn read_judged_band(node: &Node<'_>) -> Read<JudgedBand> {
    let range = read_range(&node.child(Rule::limits)?.child(Rule::range)?)?;
    Ok(JudgedBand { name: maybe_spelled(node, Rule::word), range })
}

/// `out_of`: a bare number, however it is written.
fn read_out_of(node: &Node<'_>) -> Read<Expr> {
    let digits = read_digits(&node.child(Rule::digits)?)?;
    let number = Number { digits, magnitude: 0, unit: None };
    Ok(Expr { kind: ExprKind::Number(number), span: node.span() })
}

/// `kind_records`.
fn read_records(node: &Node<'_>) -> Read<Kind> {
    let key = node.maybe(Rule::record_key);
    let fields = node.child(Rule::fields)?;
    let fields = fields.children().filter(|field| matches!(field.rule(), Rule::fact | Rule::let_value));
    Ok(Kind::Records {
        expected: node.maybe(Rule::number).map(|number| read_number(&number)).transpose()?,
        key: key.and_then(|key| maybe_spelled(&key, Rule::word)),
        fields: fields.map(|field| read_field(&field)).collect::<Read<_>>()?,
    })
}

/// `field`.
fn read_field(node: &Node<'_>) -> Read<Statement> {
    let kind = match node.rule() {
        Rule::fact => StatementKind::Fact(read_fact(node)?),
        _ => StatementKind::Let(read_let(node)?),
    };
    Ok(Statement { kind, span: node.span() })
}
