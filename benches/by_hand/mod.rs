//! The workload's rules as a programmer would write them for this rubric alone: a match on the kind of each rule,
//! amounts in `rust_decimal`, an owned list of deductions.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy;
use serde::Deserialize;

/// The rubric as data; amounts in tenths.
#[derive(Deserialize)]
struct Rubric {
    chapters: Vec<Chapter>,
    rules: Vec<Rule>,
    vetoes: Vec<String>,
}

#[derive(Deserialize)]
struct Chapter {
    points: i64,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    ch: usize,
    kind: String,
    obs: Option<String>,
    num: Option<String>,
    den: Option<String>,
    d: Option<i64>,
    r: Option<i64>,
    t: Option<i64>,
    s: Option<i64>,
    k: Option<i64>,
    cap: Option<i64>,
    b: Option<Vec<i64>>,
    ded: Option<Vec<i64>>,
}

/// Rules with their facts by position.
pub(crate) struct Rules {
    chapters: Vec<Decimal>,
    rules: Vec<(usize, String, Kind)>,
    names: Vec<String>,
    vetoes: Vec<usize>,
}

enum Kind {
    Flag { fact: usize, lost: Decimal },
    Count { fact: usize, each: Decimal, cap: Decimal },
    Short { fact: usize, target: Decimal, step: Decimal, each: Decimal, cap: Decimal },
    Bands { fact: usize, bounds: Vec<Decimal>, lost: Vec<Decimal> },
    Ratio { over: usize, under: usize, target: Decimal, per_point: Decimal, cap: Decimal },
}

/// What one unit comes to.
pub(crate) struct Scored {
    pub(crate) total: Decimal,
    pub(crate) passed: bool,
    pub(crate) chapters: Vec<Decimal>,
    pub(crate) items: Vec<(usize, Decimal)>,
}

/// Reads the rubric.
pub(crate) fn rules(json: &str) -> Rules {
    let rubric: Rubric = serde_json::from_str(json).unwrap();
    let tenths = |value: Option<i64>| Decimal::new(value.unwrap(), 1);
    let mut names: Vec<String> = Vec::new();
    let mut position = |name: &Option<String>| {
        names.push(name.clone().unwrap());
        names.len() - 1
    };
    let mut rules = Vec::new();
    for rule in &rubric.rules {
        let kind = match rule.kind.as_str() {
            "bool" => Kind::Flag { fact: position(&rule.obs), lost: tenths(rule.d) },
            "count" => Kind::Count { fact: position(&rule.obs), each: tenths(rule.r), cap: tenths(rule.cap) },
            "short" => Kind::Short {
                fact: position(&rule.obs),
                target: tenths(rule.t),
                step: tenths(rule.s),
                each: tenths(rule.d),
                cap: tenths(rule.cap),
            },
            "band" => Kind::Bands {
                fact: position(&rule.obs),
                bounds: rule.b.iter().flatten().map(|bound| Decimal::new(*bound, 1)).collect(),
                lost: rule.ded.iter().flatten().map(|lost| Decimal::new(*lost, 1)).collect(),
            },
            _ => Kind::Ratio {
                over: position(&rule.num),
                under: position(&rule.den),
                target: tenths(rule.t),
                per_point: tenths(rule.k),
                cap: tenths(rule.cap),
            },
        };
        rules.push((rule.ch, rule.id.clone(), kind));
    }
    let vetoes = rubric.vetoes.iter().map(|veto| position(&Some(veto.clone()))).collect();
    let chapters = rubric.chapters.iter().map(|chapter| Decimal::new(chapter.points, 1)).collect();
    Rules { chapters, rules, names, vetoes }
}

/// Reads the units as decimals by position; yes is 1.
pub(crate) fn units(rules: &Rules, ndjson: &str) -> Vec<Vec<Decimal>> {
    let unit = |line: &str| {
        let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(line).unwrap();
        let value = |name: &String| match &fields[name] {
            serde_json::Value::Bool(truth) => Decimal::from(u8::from(*truth)),
            other => other.to_string().parse().unwrap(),
        };
        rules.names.iter().map(value).collect()
    };
    ndjson.lines().map(unit).collect()
}

/// Scores one unit.
pub(crate) fn score(rules: &Rules, unit: &[Decimal]) -> Scored {
    let mut chapters = rules.chapters.clone();
    let mut items = Vec::new();
    for (at, (chapter, _, kind)) in rules.rules.iter().enumerate() {
        let lost = lost(kind, unit);
        if !lost.is_zero() {
            items.push((at, lost));
            chapters[*chapter] -= lost;
        }
    }
    for chapter in &mut chapters {
        *chapter = (*chapter).max(Decimal::ZERO);
    }
    let total: Decimal = chapters.iter().sum();
    let vetoed = rules.vetoes.iter().any(|fact| !unit[*fact].is_zero());
    let enough = chapters
        .iter()
        .zip(&rules.chapters)
        .all(|(got, full)| *got * Decimal::TEN >= *full * Decimal::from(6));
    Scored { total, passed: !vetoed && enough && total >= Decimal::from(800), chapters, items }
}

fn lost(kind: &Kind, unit: &[Decimal]) -> Decimal {
    match kind {
        Kind::Flag { fact, lost } => {
            if unit[*fact].is_zero() {
                *lost
            } else {
                Decimal::ZERO
            }
        }
        Kind::Count { fact, each, cap } => (unit[*fact] * each).min(*cap),
        Kind::Short { fact, target, step, each, cap } => {
            let short = *target - unit[*fact];
            if short <= Decimal::ZERO { Decimal::ZERO } else { ((short / step).ceil() * each).min(*cap) }
        }
        Kind::Bands { fact, bounds, lost } => {
            lost[bounds.iter().filter(|bound| unit[*fact] >= **bound).count()]
        }
        Kind::Ratio { over, under, target, per_point, cap } => {
            let (over, under) = (unit[*over], unit[*under]);
            let short = *target * under - Decimal::ONE_HUNDRED * over;
            if short <= Decimal::ZERO {
                return Decimal::ZERO;
            }
            let exact = short * per_point / under;
            exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).min(*cap)
        }
    }
}

/// Holds the hand-written scores to the expected ones, so that both sides of the benchmark do the same work.
pub(crate) fn check(rules: &Rules, units: &[Vec<Decimal>], expected: &str) {
    for ((at, unit), row) in units.iter().enumerate().zip(expected.lines().skip(1)) {
        let scored = score(rules, unit);
        let tenths = |value: &Decimal| format!("{value:.1}");
        let chapters: Vec<String> = scored.chapters.iter().map(tenths).collect();
        let items: Vec<String> = scored
            .items
            .iter()
            .map(|(rule, lost)| format!("{}:{}", rules.rules[*rule].1, tenths(lost)))
            .collect();
        let written = format!(
            "{at},{},{},{},{}",
            tenths(&scored.total),
            scored.passed,
            chapters.join(" "),
            items.join(" ")
        );
        assert_eq!(written, row);
    }
}
