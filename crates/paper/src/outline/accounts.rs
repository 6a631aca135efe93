//! The accounts beside the points: what each came to, and its lines.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::AccountFinding;
use weiheng::assessment::AccountLine;
use weiheng::assessment::AccountResult;
use weiheng::assessment::PartResult;
use weiheng::assessment::Range;
use weiheng::summary::AccountTotal;

use crate::number::change;
use crate::number::in_unit;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::parts::name;
use crate::wording::account_finding;
use crate::wording::booking_kind;
use crate::wording::say;

/// An account at the top of a report.
pub(crate) struct AccountHeadline {
    /// Its name.
    pub(crate) name: String,
    /// What it came to.
    pub(crate) amount: String,
    /// How it is meant.
    pub(crate) tone: Tone,
    /// What is missing.
    pub(crate) reasons: Vec<String>,
}

impl AccountHeadline {
    /// What an account came to.
    pub(crate) fn of(account: &AccountResult, language: Language) -> Self {
        Self {
            name: clean(&account.name),
            amount: amount(account, language),
            tone: match account.finding {
                AccountFinding::Known => Tone::Plain,
                AccountFinding::NotObserved | AccountFinding::Undetermined => Tone::Open,
                AccountFinding::NotApplicable => Tone::Faint,
            },
            reasons: account.reasons.iter().map(|words| clean(words.in_language(language))).collect(),
        }
    }
}

/// The amount of an account, and that it is not known where it is not.
pub(crate) fn amount(account: &AccountResult, language: Language) -> String {
    in_words(account.amount, &account.unit, account.finding, language)
}

/// The same of the total of an account in a summary.
pub(crate) fn total(account: &AccountTotal, language: Language) -> String {
    in_words(account.amount, &account.unit, account.finding, language)
}

fn in_words(amount: Option<Range>, unit: &str, finding: AccountFinding, language: Language) -> String {
    let finding = account_finding(finding, language);
    let amount = amount.map(|amount| in_unit(amount, &clean(unit), language));
    match (amount, finding) {
        (None, finding) => finding.to_owned(),
        (Some(amount), "") => amount,
        (Some(amount), finding) => match language {
            Language::Zh => format!("{amount}（{finding}）"),
            Language::En => format!("{amount} ({finding})"),
        },
    }
}

/// Every line of every account, account by account.
pub(crate) fn accounts(assessment: &Assessment, language: Language) -> Section {
    let rows = assessment.accounts.iter().flat_map(|account| rows(account, assessment, language));
    Section {
        title: say(language, "账目明细", "Accounts"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "账", "account")),
            Column::text(say(language, "条款", "clause")),
            Column::word(say(language, "种类", "kind")),
            Column::text(say(language, "事项与算式", "what and how")),
            Column::number(say(language, "增减", "change")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

fn rows(account: &AccountResult, assessment: &Assessment, language: Language) -> Vec<Vec<String>> {
    let row = |(at, line): (usize, &AccountLine)| {
        let first = if at == 0 { clean(&account.name) } else { String::new() };
        let part = assessment.parts.get(line.part as usize).filter(|_| line.part > 0);
        vec![
            first,
            part.map(|part: &PartResult| name(part)).unwrap_or_default(),
            booking_kind(line.kind, language).to_owned(),
            what(line, language),
            change(line.amount, &clean(&account.unit), language),
        ]
    };
    account.ledger.iter().enumerate().map(row).collect()
}

fn what(line: &AccountLine, language: Language) -> String {
    let words = clean(line.words.in_language(language));
    match line.note.as_deref().map(clean) {
        Some(note) if words.is_empty() => note,
        Some(note) => format!("{note}\n{words}"),
        None => words,
    }
}
