//! Places by score, for scores that may be intervals.

use std::cmp::Ordering;

use crate::assessment::Range;
use crate::exact::Exact;
use crate::summary::Place;

/// The place of each score among all of them: sorted once, then looked up.
pub(super) fn places(scores: &[Option<Range>]) -> Vec<Option<Place>> {
    let known = || scores.iter().flatten();
    let mut lows: Vec<End> = known().map(|range| End::low(*range)).collect();
    let mut highs: Vec<End> = known().map(|range| End::high(*range)).collect();
    lows.sort();
    highs.sort();
    let above = |ends: &[End], mine: End| ends.len() - ends.partition_point(|end| *end <= mine);
    let place = |range: Range| {
        let (low, high) = (End::low(range), End::high(range));
        let surely_better = above(&lows, high);
        let perhaps_better = above(&highs, low) - usize::from(high > low); // not better than itself
        let numbered = |better: usize| u32::try_from(better + 1).unwrap_or(u32::MAX);
        Place { best: numbered(surely_better), worst: numbered(perhaps_better) }
    };
    scores.iter().map(|score| score.map(place)).collect()
}

/// An end of an interval; without bound it lies below or above every number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Below,
    At(Exact),
    Above,
}

impl End {
    fn low(range: Range) -> Self {
        range.low.map_or(Self::Below, Self::At)
    }

    fn high(range: Range) -> Self {
        range.high.map_or(Self::Above, Self::At)
    }
}

impl Ord for End {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::At(one), Self::At(two)) => one.cmp(two),
            (Self::Below, Self::Below) | (Self::Above, Self::Above) => Ordering::Equal,
            (Self::Below, _) | (_, Self::Above) => Ordering::Less,
            (_, Self::Below) | (Self::Above, _) => Ordering::Greater,
        }
    }
}

impl PartialOrd for End {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::assessment::Range;
    use crate::exact::Exact;

    fn score(low: i64, high: i64) -> Option<Range> {
        Some(Range { low: Some(Exact::from(low)), high: Some(Exact::from(high)) })
    }

    fn found(scores: &[Option<Range>]) -> Vec<Option<(u32, u32)>> {
        places(scores).into_iter().map(|place| place.map(|place| (place.best, place.worst))).collect()
    }

    #[test]
    fn equal_scores_share_a_place_and_the_next_is_one_more_than_all_before_it() {
        let scores = [score(90, 90), score(95, 95), score(90, 90), None, score(80, 80)];
        assert_eq!(found(&scores), [Some((2, 2)), Some((1, 1)), Some((2, 2)), None, Some((4, 4))]);
    }

    #[test]
    fn an_open_score_has_the_places_that_are_possible() {
        let scores = [score(80, 96), score(95, 95), score(70, 79), score(85, 85)];
        assert_eq!(found(&scores), [Some((1, 3)), Some((1, 2)), Some((4, 4)), Some((2, 3))]);
        let unbounded = [Some(Range { low: None, high: None }), score(1, 1), score(2, 2)];
        assert_eq!(found(&unbounded), [Some((1, 3)), Some((2, 3)), Some((1, 2))]);
    }
}
