//! Names of questions. Programs for phones take ASCII letters, digits and underscores; names of facts are Chinese.

use std::collections::BTreeSet;

use weiheng::Digest;

/// Digits of a digest: 32 bits.
const DIGITS: usize = 8;
/// The first letters of questions: value, repeat, applies, band, item.
const FIRST: [char; 5] = ['f', 'r', 'a', 'b', 'i'];

/// A name that is not taken yet for what the path leads to: `f_`, and the digest of the path, as short as may be.
pub(super) fn unused(letter: char, path: &[&str], taken: &mut BTreeSet<String>) -> String {
    let digest = digest(path);
    let lengths = DIGITS..=digest.len();
    let names = lengths.map(|length| format!("{letter}_{}", digest.get(..length).unwrap_or(&digest)));
    // Two paths have the same digest to the end as rarely as two texts have the same SHA-256.
    let name = names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// A value of a choice for a text that is no value itself.
pub(super) fn of_choice(text: &str) -> String {
    format!("o_{}", digest(&[text]).get(..DIGITS).unwrap_or_default())
}

/// Whether a name looks like that of a question of some standard.
pub(super) fn is_ours(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|letter| FIRST.contains(&letter))
        && letters.next() == Some('_')
        && letters.as_str().len() >= DIGITS
        && letters.as_str().bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a name is that of a repeat, and not of a question or a group.
pub(super) fn is_repeat(name: &str) -> bool {
    is_ours(name) && name.starts_with('r')
}

/// The last name of a path: `c3/c3_1/f_abc`, `c3-c3_1-f_abc` and `f_abc` are the same question.
pub(super) fn last(path: &str) -> &str {
    path.rsplit(['/', '-', ':', '.']).next().unwrap_or(path)
}

/// Names hold no control characters, so the parts of a path stay apart.
fn digest(path: &[&str]) -> String {
    let path: String = path.iter().map(|name| format!("{name}\u{1f}")).collect();
    Digest::of(path.as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::is_ours;
    use super::last;
    use super::unused;

    #[test]
    fn a_name_that_is_taken_grows() {
        let mut taken = BTreeSet::new();
        let first = unused('f', &["暴露垃圾"], &mut taken);
        assert_eq!(first.len(), 10);
        let second = unused('f', &["暴露垃圾"], &mut taken);
        assert_eq!((second.len(), second.starts_with(&first)), (11, true));
        assert!(is_ours(&first) && is_ours(&second));
        assert_ne!(unused('f', &["甲", "乙"], &mut taken), unused('f', &["甲乙"], &mut taken));
    }

    #[test]
    fn names_of_others_are_told_apart() {
        for name in ["_id", "start", "f_abc", "x_abcdef12", "f_abcdefgh", "f_ABCDEF12", "meta"] {
            assert!(!is_ours(name), "{name}");
        }
        for path in ["c3/c3_1/f_abc", "c3-c3_1-f_abc", "f_abc", "meta:f_abc"] {
            assert_eq!(last(path), "f_abc");
        }
    }
}
