//! Files of which each tells of one unit, in a folder.

use std::collections::BTreeSet;
use std::path::MAIN_SEPARATOR;
use std::path::Path;

/// What a file name may not hold on some system.
const FORBIDDEN: &str = "/\\:*?\"<>|";
/// Characters of a unit's name that its file keeps.
const LONGEST: usize = 60;

/// Whether a path is to hold a file for each unit: a folder that is there, or a name that ends like one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.as_os_str().to_string_lossy().ends_with(['/', MAIN_SEPARATOR]) || path.is_dir()
}

/// The names of files, without their ending, that are taken.
#[derive(Debug, Default)]
pub(crate) struct Stems(BTreeSet<String>);

impl Stems {
    /// Names of which one belongs to something else.
    pub(crate) fn beside(other: &str) -> Self {
        Self(BTreeSet::from([other.to_lowercase()]))
    }

    /// A name that every system allows and that no other unit has; `position`: that of the unit, from 1.
    pub(crate) fn of(&mut self, unit: &str, position: usize) -> String {
        let allowed = unit.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '_' } else { c });
        let plain: String = allowed.take(LONGEST).collect();
        let plain = plain.trim_matches(['.', ' ']).to_owned();
        let plain = if plain.is_empty() { position.to_string() } else { plain };
        let numbered = (position..).map(|number| format!("{plain} ({number})"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        names.find(|name| self.0.insert(name.to_lowercase())).unwrap_or(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn every_unit_has_a_name_of_its_own() {
        let mut stems = Stems::beside("汇总");
        assert_eq!(stems.of("甲/乙", 1), "甲_乙");
        assert_eq!(stems.of("甲:乙", 2), "甲_乙 (2)");
        assert_eq!(stems.of("甲_乙 (4)", 3), "甲_乙 (4)");
        assert_eq!(stems.of("甲*乙", 4), "甲_乙 (5)");
        assert_eq!(stems.of("汇总", 5), "汇总 (5)");
        assert_eq!(stems.of("..", 6), "6");
        assert_eq!(stems.of("a\nb", 7), "a_b");
        assert_eq!(stems.of(&"长".repeat(200), 8).chars().count(), 60);
    }
}
