//! A stored result held against the one that came out again.

use weiheng::Language;
use weiheng::Verification;
use weiheng::Words;
use weiheng::assessment::FileDigest;
use weiheng::assessment::Receipt;
use weiheng::verification::Difference;
use weiheng::verification::Input;
use weiheng::verification::InputKind;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::wording::list;
use crate::wording::say;

/// What was verified: the unit, the standard, the date.
pub(crate) fn title(verification: &Verification) -> String {
    let date = verification.date.map(|date| date.to_string());
    let parts = [verification.unit.clone(), Some(verification.standard.clone()), date];
    clean(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// What became of it, in a sentence.
pub(crate) fn conclusion(verification: &Verification, language: Language) -> (String, Tone) {
    let text = |zh: &str, en: &str| say(language, zh, en).to_owned();
    if verification.identical {
        let same = text("一致：重算的结果逐位相同", "identical: the result came out again to the last digit");
        return (same, Tone::Good);
    }
    let altered = verification.is_altered();
    let altered = altered
        .then(|| text("结果文件写成以后被改动过", "the stored result was changed after it was written"));
    let changed = changed(verification, language);
    let changed = (!changed.is_empty()).then(|| {
        let names = list(changed.iter().copied(), language);
        match language {
            Language::Zh => format!("{names}与当时不同"),
            Language::En => format!("no longer the same: {names}"),
        }
    });
    let places = verification.differences.len();
    let came_out = match (places, language) {
        (0, _) => text("重算的结果逐位相同", "the result came out again to the last digit"),
        (_, Language::Zh) => format!("重算的结果有 {places} 处不同"),
        (_, Language::En) => format!("the result came out otherwise in {places} places"),
    };
    let said: Vec<String> = altered.into_iter().chain(changed).chain([came_out]).collect();
    (format!("{}{}", text("不一致：", "differs: "), said.join(say(language, "；", "; "))), Tone::Bad)
}

/// The inputs that decide and are others.
fn changed<'a>(verification: &Verification, language: Language) -> Vec<&'a str> {
    let decisive = verification.inputs.iter().filter(|input| !input.same && input.kind.decides());
    let mut names: Vec<&str> = decisive.map(|input| kind(input.kind, language)).collect();
    names.dedup();
    names
}

/// The result's own sums, then every input: then and now.
pub(crate) fn inputs(verification: &Verification, language: Language) -> Section {
    let short = |sum: weiheng::Digest| sum.first(Receipt::SHORT);
    let sums = verification.result;
    let result = vec![
        say(language, "结果文件", "stored result").to_owned(),
        String::new(),
        short(sums.recorded),
        short(sums.stored),
        state(!verification.is_altered(), language),
    ];
    let versions = &verification.weiheng;
    let version = vec![
        "weiheng".to_owned(),
        String::new(),
        clean(&versions.recorded),
        clean(&versions.found),
        state(versions.recorded == versions.found, language),
    ];
    let rows = verification.inputs.iter().map(|input| row(input, language));
    Section {
        title: say(language, "由何而来", "What it was made of"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "项", "what")),
            Column::text(say(language, "名称", "name")),
            Column::word(say(language, "凭据所记", "on the receipt")),
            Column::word(say(language, "现在", "now")),
            Column::text(say(language, "情况", "finding")),
        ],
        rows: std::iter::once(result).chain(rows).chain([version]).collect(),
        asides: 0,
    }
}

fn row(input: &Input, language: Language) -> Vec<String> {
    let sum = |file: &Option<FileDigest>| {
        file.as_ref()
            .map_or_else(|| say(language, "无", "none").to_owned(), |file| file.sha256.first(Receipt::SHORT))
    };
    let name = |file: &Option<FileDigest>| file.as_ref().map(|file| clean(&file.name)).unwrap_or_default();
    let (then, now) = (name(&input.recorded), name(&input.found));
    let named = match (then.is_empty(), now.is_empty()) {
        (true, _) => now,
        (_, true) => then,
        _ if then == now => then,
        _ => format!("{then} → {now}"),
    };
    let named = match (input.kind, language) {
        (InputKind::Batch, Language::Zh) => format!("{named} 个单位"),
        (InputKind::Batch, Language::En) => format!("{named} units"),
        _ => named,
    };
    let mut finding = state(input.same, language);
    if !input.same && !input.kind.decides() {
        finding.push_str(say(language, "（以读数为准）", " (the readings decide)"));
    }
    vec![kind(input.kind, language).to_owned(), named, sum(&input.recorded), sum(&input.found), finding]
}

/// Where the stored result is not what came out again.
pub(crate) fn differences(verification: &Verification, language: Language) -> Section {
    let text = |words: &Option<Words>| {
        let nothing = || say(language, "没有", "nothing").to_owned();
        words.as_ref().map_or_else(nothing, |words| clean(words.in_language(language)))
    };
    let row = |one: &Difference| {
        let part = one.part.as_deref().map(clean).unwrap_or_default();
        vec![part, clean(one.what.in_language(language)), text(&one.stored), text(&one.again)]
    };
    Section {
        title: say(language, "不同之处", "Where it differs"),
        tone: Tone::Bad,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "项", "what")),
            Column::text(say(language, "结果文件所记", "stored")),
            Column::text(say(language, "重算", "came out again")),
        ],
        rows: verification.differences.iter().map(row).collect(),
        asides: 0,
    }
}

fn state(same: bool, language: Language) -> String {
    if same { say(language, "相同", "same") } else { say(language, "不同", "differs") }.to_owned()
}

fn kind<'a>(kind: InputKind, language: Language) -> &'a str {
    let (zh, en) = match kind {
        InputKind::Standard => ("标准", "standard"),
        InputKind::Observations => ("观测文件", "observations"),
        InputKind::Mapping => ("对照表", "mapping"),
        InputKind::Readings => ("本单位的读数", "readings of the unit"),
        InputKind::Batch => ("一同评分的单位", "units scored together"),
        InputKind::Overrides => ("复核文件", "overrides"),
    };
    say(language, zh, en)
}
