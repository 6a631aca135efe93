//! The answers that a question offers, as a submission holds them.

use crate::submission::name;

/// 是.
pub const YES: &str = "是";
/// 否.
pub const NO: &str = "否";
/// Of a list: it was looked for, and there are some.
pub const SOME: &str = "有";
/// Of a list: it was looked for, and there is none.
pub const NONE: &str = "无";

/// The marks by which observations say that a fact does not apply.
const INAPPLICABLE: [&str; 4] = ["不适用", "不涉及", "无此项", "n/a"];

/// The answer that a fact does not apply: 不适用, or another word for it where that is one of the choices itself.
///
/// ```
/// use weiheng_tabular::submission::choice::inapplicable;
/// assert_eq!(inapplicable(&[]), "不适用");
/// assert_eq!(inapplicable(&["不适用".to_owned()]), "不涉及");
/// ```
pub fn inapplicable(choices: &[String]) -> &'static str {
    let free = INAPPLICABLE.into_iter().find(|mark| choices.iter().all(|choice| choice != mark));
    free.unwrap_or("无此项")
}

/// A choice as a submission holds it: its name, or a word made from it where the name holds blanks or signs, which no
/// form takes.
///
/// ```
/// use weiheng_tabular::submission::choice::value;
/// assert_eq!(value("主干道"), "主干道");
/// assert_eq!(value("A 级"), "o_f5846937");
/// ```
pub fn value(choice: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    if choice.chars().all(plain) { choice.to_owned() } else { name::of_choice(choice) }
}
