//! A sentence in both languages, made from the same facts.

use serde::Deserialize;
use serde::Serialize;

/// The language of messages and reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// One sentence, said in Chinese and in English.
///
/// ```
/// use weiheng::{Language, words};
/// let name = "垃圾";
/// let words = words!("没有名为「{name}」的观测", "no fact named `{name}`");
/// assert_eq!(words.in_language(Language::En), "no fact named `垃圾`");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// The same text in both languages: a name or a number.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }

    /// The sentence in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// Makes [`Words`] from two format strings over the same captured variables.
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::Words { zh: format!($zh), en: format!($en) }
    };
}
