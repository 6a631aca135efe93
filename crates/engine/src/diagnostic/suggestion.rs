//! "Did you mean": the nearest of the names that exist.

/// The candidate nearest to `name`, if one is near enough to be worth suggesting.
///
/// Distance is counted in characters (insertions, deletions, replacements, neighbours swapped); among equals the
/// first in order wins, so the answer does not depend on the order of the candidates.
///
/// ```
/// use weiheng::suggestion::nearest;
/// assert_eq!(nearest("暴露拉圾", ["积水", "暴露垃圾"]), Some("暴露垃圾"));
/// assert_eq!(nearest("全不相干", ["积水", "暴露垃圾"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(LONGEST).collect();
    let allowed = (name.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&name, &candidate.chars().take(LONGEST).collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Longer names are compared by their first characters only, which bounds the work.
const LONGEST: usize = 64;

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (get(&last, j) + usize::from(from != to)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from) {
                cost = cost.min(get(&before_last, j - 1) + 1);
            }
            row.push(cost);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}
