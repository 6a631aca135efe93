//! The four ways to round that the standards name.

use serde::Deserialize;
use serde::Serialize;

use crate::exact::Exact;

/// How a number is brought to a multiple of a step (取整).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// 进一: up to the next step.
    Up,
    /// 舍去: down to the step below.
    Down,
    /// 四舍五入: to the nearest step, a half away from zero.
    HalfUp,
    /// 四舍六入五成双: to the nearest step, a half to the even one.
    HalfEven,
}

impl Rounding {
    /// `value` as a multiple of `step`; `None` where the step is not positive or the result is too large.
    ///
    /// ```
    /// use weiheng::{Exact, Rounding};
    /// let tenth = "0.1".parse().unwrap();
    /// let value: Exact = "0.25".parse().unwrap();
    /// assert_eq!(Rounding::HalfUp.round(value, tenth).unwrap().to_string(), "0.3");
    /// assert_eq!(Rounding::HalfEven.round(value, tenth).unwrap().to_string(), "0.2");
    /// ```
    pub fn round(self, value: Exact, step: Exact) -> Option<Exact> {
        if step.sign() <= 0 {
            return None;
        }
        Exact::new(self.whole(value.over(step)?)?, 1)?.times(step)
    }

    fn whole(self, steps: Exact) -> Option<i128> {
        let floor = steps.floor();
        let twice_rest = steps.minus(Exact::new(floor, 1)?)?.times(Exact::from(2))?;
        let half = twice_rest.cmp(&Exact::ONE);
        let up = match self {
            Self::Up => !steps.is_integer(),
            Self::Down => false,
            Self::HalfUp => half.is_gt() || (half.is_eq() && steps.sign() > 0),
            Self::HalfEven => half.is_gt() || (half.is_eq() && floor.rem_euclid(2) == 1),
        };
        floor.checked_add(i128::from(up))
    }
}
