//! Makes the quick matcher out of the grammar page: a function for each rule, in plain calls of `syntax/quick.rs`.

#![expect(
    clippy::disallowed_methods,
    reason = "building reads and writes files; the engine that is built does not"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use pest_meta::ast::RuleType;
use pest_meta::optimizer::OptimizedExpr;
use pest_meta::optimizer::OptimizedRule;
use pest_meta::optimizer::optimize;
use pest_meta::parser;

const PAGE: &str = "src/syntax/standard.pest";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PAGE}");
    println!("cargo::rerun-if-changed=build.rs");
    let page = std::fs::read_to_string(PAGE)?;
    let pairs = parser::parse(parser::Rule::grammar_rules, &page)?;
    let rules = parser::consume_rules(pairs).map_err(|errors| format!("{PAGE}: {errors:?}"))?;
    let mut text = String::new();
    let rules = optimize(rules);
    every(&mut text, &rules)?;
    for rule in &rules {
        one(&mut text, rule)?;
    }
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("quick_rules.rs"), text)?;
    Ok(())
}

/// The rule of a name, by which a line is matched.
fn every(text: &mut String, rules: &[OptimizedRule]) -> Result<(), Box<dyn Error>> {
    writeln!(text, "pub(super) fn matches(m: &mut Matcher<'_>, rule: Rule) -> bool {{\n    match rule {{")?;
    for OptimizedRule { name, .. } in rules {
        writeln!(text, "        Rule::{name} => {}(m),", name.to_lowercase())?;
    }
    writeln!(text, "        Rule::EOI => end(m),\n    }}\n}}")?;
    Ok(())
}

/// The function of a rule.
fn one(text: &mut String, rule: &OptimizedRule) -> Result<(), Box<dyn Error>> {
    let OptimizedRule { name, ty, expr } = rule;
    let is_atomic = matches!(ty, RuleType::Atomic | RuleType::CompoundAtomic) || name == "WHITESPACE";
    let body = written(expr, is_atomic)?;
    let call = match ty {
        RuleType::Silent => body,
        RuleType::Normal => format!("m.rule(Rule::{name}, |m| {body})"),
        RuleType::Atomic => format!("m.word(Rule::{name}, |m| {body})"),
        RuleType::CompoundAtomic => format!("m.close(|m| m.rule(Rule::{name}, |m| {body}))"),
        RuleType::NonAtomic => return Err(format!("{PAGE}: {name}: no rule is non-atomic so far").into()),
    };
    writeln!(text, "pub(super) fn {}(m: &mut Matcher<'_>) -> bool {{\n    {call}\n}}", name.to_lowercase())?;
    Ok(())
}

/// An expression as one of Rust that says whether it matched; blanks may stand between its parts unless it is atomic.
fn written(expr: &OptimizedExpr, is_atomic: bool) -> Result<String, Box<dyn Error>> {
    let inner = |expr: &OptimizedExpr| written(expr, is_atomic);
    Ok(match expr {
        OptimizedExpr::Str(text) => format!("m.text({text:?})"),
        OptimizedExpr::Range(first, last) => format!("m.one(|c| matches!(c, '{first}'..='{last}'))"),
        OptimizedExpr::Ident(name) => built_in(name).unwrap_or_else(|| format!("{name}(m)")),
        OptimizedExpr::PosPred(expr) => format!("m.ahead(|m| {})", inner(expr)?),
        OptimizedExpr::NegPred(expr) => format!("!m.ahead(|m| {})", inner(expr)?),
        OptimizedExpr::Seq(first, then) => {
            let blanks = if is_atomic { " && " } else { " && m.blanks() && " };
            let mut parts = vec![part(first, is_atomic)?];
            let mut rest = then;
            while let OptimizedExpr::Seq(first, then) = &**rest {
                parts.push(part(first, is_atomic)?);
                rest = then;
            }
            parts.push(part(rest, is_atomic)?);
            format!("m.all(|m| {})", parts.join(blanks))
        }
        OptimizedExpr::Choice(first, other) => format!("{} || {}", inner(first)?, inner(other)?),
        OptimizedExpr::Opt(expr) => format!("m.perhaps(|m| {})", inner(expr)?),
        OptimizedExpr::Rep(expr) if is_atomic => format!("m.often(|m| {})", inner(expr)?),
        OptimizedExpr::Rep(expr) => format!("m.often_apart(|m| {})", inner(expr)?),
        OptimizedExpr::Skip(ends) => format!("m.until(&{ends:?})"),
        other => return Err(format!("{PAGE}: {other:?}: nothing so far is written like this").into()),
    })
}

/// The same as a part of a sequence.
fn part(expr: &OptimizedExpr, is_atomic: bool) -> Result<String, Box<dyn Error>> {
    let text = written(expr, is_atomic)?;
    Ok(if matches!(expr, OptimizedExpr::Choice(..)) { format!("({text})") } else { text })
}

/// What pest itself names.
fn built_in(name: &str) -> Option<String> {
    let of_unicode = |name: &str| format!("m.one(unicode::{name})");
    Some(match name {
        "SOI" => "m.is_at_start()".to_owned(),
        "EOI" => "end(m)".to_owned(),
        "ANY" => "m.one(|_| true)".to_owned(),
        "ASCII_DIGIT" => "m.one(|c| c.is_ascii_digit())".to_owned(),
        "ASCII_ALPHA" => "m.one(|c| c.is_ascii_alphabetic())".to_owned(),
        "ASCII_ALPHANUMERIC" => "m.one(|c| c.is_ascii_alphanumeric())".to_owned(),
        "LETTER" => "m.one(letter)".to_owned(),
        "LETTER_NUMBER" | "MARK" | "DECIMAL_NUMBER" => of_unicode(name),
        _ => return None,
    })
}
