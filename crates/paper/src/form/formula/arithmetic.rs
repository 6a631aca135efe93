//! Sums, products, quotients, the larger of two, rounding: on whole numbers of steps.

use weiheng::Exact;
use weiheng::Rounding;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::common_step;
use crate::form::formula::value::fits;
use crate::form::formula::value::multiplied;
use crate::form::formula::value::product;
use crate::form::formula::value::times;

/// Two numbers as whole multiples of one thing, which their comparison or sum is of.
pub(crate) struct Pair {
    pub(crate) left: String,
    pub(crate) right: String,
    /// What both are divided by.
    under: String,
    step: Exact,
    most: i128,
    lows: (i128, i128),
    highs: (i128, i128),
}

impl Compiler<'_> {
    /// Brings two numbers to one step and one divisor.
    pub(crate) fn pair(&mut self, a: &Number, b: &Number) -> Made<Pair> {
        let step = match (a.is_zero(), b.is_zero()) {
            (true, false) => b.step,
            (false, true) => a.step,
            _ => common_step(a.step, b.step)?,
        };
        let by = |number: &Number| if number.is_zero() { Ok(1) } else { times(number.step, step) };
        let (by_a, by_b) = (by(a)?, by(b)?);
        let same = a.under == b.under;
        let (a_most, b_most) = if same { (1, 1) } else { (b.most, a.most) };
        let scaled = |number: i128, by: i128, most: i128| {
            fits(number.checked_mul(by).and_then(|scaled| scaled.checked_mul(most)))
        };
        let lows = (least(a.low, by_a, a_most, scaled)?, least(b.low, by_b, b_most, scaled)?);
        let highs = (most(a.high, by_a, a_most, scaled)?, most(b.high, by_b, b_most, scaled)?);
        let (mut left, mut right) = (multiplied(&a.at, by_a), multiplied(&b.at, by_b));
        let under = if same {
            a.under.clone()
        } else {
            (left, right) = (product(&left, &b.under), product(&right, &a.under));
            let under = product(&a.under, &b.under);
            self.keep(under)
        };
        let most = if same { a.most } else { fits(a.most.checked_mul(b.most))? };
        Ok(Pair { left, right, under, step, most, lows, highs })
    }

    /// The state of what needs several numbers.
    pub(crate) fn state_of(&mut self, numbers: &[&Number]) -> (String, May) {
        let states: Vec<String> = numbers.iter().map(|number| number.state.clone()).collect();
        let may = numbers.iter().fold(May::KNOWN, |may, number| may.or(number.may));
        (self.worst(&states), may)
    }

    /// One number and another, or less another.
    pub(crate) fn plus(&mut self, a: &Number, b: &Number, minus: bool) -> Made<Number> {
        if b.is_zero() {
            return Ok(a.clone());
        }
        let (state, may) = self.state_of(&[a, b]);
        let pair = self.pair(a, b)?;
        let right = if minus { (-pair.highs.1, -pair.lows.1) } else { (pair.lows.1, pair.highs.1) };
        let (low, high) = (fits(pair.lows.0.checked_add(right.0))?, fits(pair.highs.0.checked_add(right.1))?);
        let sign = if minus { "-" } else { "+" };
        let formula = match (a.is_zero(), minus, pair.right.starts_with('-')) {
            (true, false, _) => pair.right,
            (true, true, false) => format!("-{}", pair.right),
            (_, _, true) => format!("{}{sign}({})", pair.left, pair.right),
            (false, _, false) => format!("{}{sign}{}", pair.left, pair.right),
        };
        let at = self.settled(formula, low, high);
        Ok(Number { at, under: pair.under, state, may, step: pair.step, low, high, most: pair.most })
    }

    /// The sum of numbers.
    pub(crate) fn sum<'n>(&mut self, numbers: impl IntoIterator<Item = &'n Number>) -> Made<Number> {
        let mut sum = Number::fixed(Exact::ZERO);
        for number in numbers {
            sum = if sum.is_zero() { number.clone() } else { self.plus(&sum, number, false)? };
        }
        Ok(sum)
    }

    /// The product of two numbers.
    pub(crate) fn product(&mut self, a: &Number, b: &Number) -> Made<Number> {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(fixed) = one.as_fixed() {
                return self.scaled(other, fixed);
            }
        }
        let (state, may) = self.state_of(&[a, b]);
        let ends = [(a.low, b.low), (a.low, b.high), (a.high, b.low), (a.high, b.high)];
        let ends = ends.iter().map(|(a, b)| fits(a.checked_mul(*b))).collect::<Made<Vec<_>>>()?;
        let (low, high) = (ends.iter().min().copied(), ends.iter().max().copied());
        let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
        let at = self.settled(product(&a.at, &b.at), low, high);
        let under = self.keep(product(&a.under, &b.under));
        let step = a.step.times(b.step).ok_or(ByWeiheng::Large)?;
        Ok(Number { at, under, state, may, step, low, high, most: fits(a.most.checked_mul(b.most))? })
    }

    /// So many times a number: another step, and no other cell.
    pub(crate) fn scaled(&mut self, number: &Number, by: Exact) -> Made<Number> {
        if by.is_zero() {
            let zero = Number::fixed(Exact::ZERO);
            return Ok(zero.with_state(number.state.clone(), number.may));
        }
        if let Some(fixed) = number.as_fixed() {
            return Ok(Number::fixed(fixed.times(by).ok_or(ByWeiheng::Large)?));
        }
        let size = by.max(by.negated());
        let step = number.step.times(size).ok_or(ByWeiheng::Large)?;
        if by.sign() > 0 {
            return Ok(Number { step, ..number.clone() });
        }
        let (low, high) = (-number.high, -number.low);
        let at = self.settled(format!("-{}", number.at), low, high);
        Ok(Number { at, step, low, high, ..number.clone() })
    }

    /// A quotient: without a value where it is by zero. A divisor is never negative.
    pub(crate) fn over(&mut self, a: &Number, b: &Number) -> Made<Number> {
        if let Some(fixed) = b.as_fixed() {
            let by = Exact::ONE.over(fixed).ok_or(ByWeiheng::Saying)?;
            return self.scaled(a, by);
        }
        if b.low < 0 {
            return Err(ByWeiheng::Saying);
        }
        let (mut state, mut may) = self.state_of(&[a, b]);
        if b.low == 0 {
            may = may.or(May::be(code::ABSENT));
            let by_zero = match b.state.as_str() {
                "0" => format!("{}=0", b.at),
                known => format!("AND({known}=0,{}=0)", b.at),
            };
            state = self.keep(format!(
                "IF({state}>={0},{state},IF({by_zero},{1},{state}))",
                code::INAPPLICABLE,
                code::ABSENT
            ));
        }
        let most = fits(b.high.max(1).checked_mul(a.most))?;
        // What is not known stands as nothing, by which nothing is divided either.
        let may_be_nothing = b.low == 0 || !b.may.is_known();
        let divisor = if may_be_nothing { self.keep(format!("MAX(1,{})", b.at)) } else { b.at.clone() };
        let under = self.keep(product(&a.under, &divisor));
        let low = fits(a.low.min(0).checked_mul(b.most)).map(|low| low.min(a.low))?;
        let high = fits(a.high.max(0).checked_mul(b.most)).map(|high| high.max(a.high))?;
        let at = self.settled(product(&a.at, &b.under), low, high);
        let step = a.step.over(b.step).ok_or(ByWeiheng::Large)?;
        Ok(Number { at, under, state, may, step, low, high, most })
    }

    /// The larger of two numbers, or the smaller.
    pub(crate) fn extreme(&mut self, a: &Number, b: &Number, larger: bool) -> Made<Number> {
        if let (Some(one), Some(other)) = (a.as_fixed(), b.as_fixed()) {
            return Ok(Number::fixed(if larger { one.max(other) } else { one.min(other) }));
        }
        let (state, may) = self.state_of(&[a, b]);
        let pair = self.pair(a, b)?;
        let settled = |number: &Number| number.may.is_known();
        // Where the ends of both do not overlap, it is clear which.
        let left_wins = if larger { pair.lows.0 >= pair.highs.1 } else { pair.highs.0 <= pair.lows.1 };
        if left_wins && settled(b) {
            return Ok(a.clone());
        }
        let right_wins = if larger { pair.lows.1 >= pair.highs.0 } else { pair.highs.1 <= pair.lows.0 };
        if right_wins && settled(a) {
            return Ok(b.clone());
        }
        let name = if larger { "MAX" } else { "MIN" };
        let (low, high) = if larger {
            (pair.lows.0.max(pair.lows.1), pair.highs.0.max(pair.highs.1))
        } else {
            (pair.lows.0.min(pair.lows.1), pair.highs.0.min(pair.highs.1))
        };
        let at = self.settled(format!("{name}({},{})", pair.left, pair.right), low, high);
        Ok(Number { at, under: pair.under, state, may, step: pair.step, low, high, most: pair.most })
    }

    /// 取整.
    pub(crate) fn rounded(&mut self, number: &Number, rounding: Rounding, step: Exact) -> Made<Number> {
        if let Some(fixed) = number.as_fixed() {
            return Ok(Number::fixed(rounding.round(fixed, step).ok_or(ByWeiheng::Large)?));
        }
        let (by, under) = number.step.over(step).ok_or(ByWeiheng::Large)?.fraction();
        let scaled = |end: i128| fits(end.checked_mul(by));
        let (low, high) = (scaled(number.low)?, scaled(number.high)?);
        let most = fits(number.most.checked_mul(under))?;
        let over = multiplied(&number.at, by);
        let divisor = multiplied(&number.under, under);
        let ends = (
            if low < 0 { low.div_euclid(under).saturating_sub(1) } else { 0 },
            high.max(0).div_euclid(under).saturating_add(1),
        );
        let at = if divisor == "1" {
            self.settled(over, low, high)
        } else {
            let (over, divisor) = (self.keep(over), self.keep(divisor));
            fits(high.abs().max(low.abs()).checked_mul(2).and_then(|twice| twice.checked_add(most)))?;
            self.whole(&over, &divisor, rounding, low < 0)
        };
        let (low, high) = if divisor_is_one(number, under) { (low, high) } else { ends };
        Ok(Number { at, under: "1".to_owned(), step, low, high, most: 1, ..number.clone() })
    }

    /// A quotient as a whole number.
    fn whole(&mut self, over: &str, under: &str, rounding: Rounding, negative: bool) -> String {
        match rounding {
            Rounding::Down => self.floor(over, under),
            Rounding::Up => {
                let down = self.floor(&format!("(0-{over})"), under);
                self.keep(format!("0-{down}"))
            }
            Rounding::HalfUp if negative => {
                let size = self.keep(format!("2*ABS({over})+{under}"));
                let up = self.floor(&size, &format!("(2*{under})"));
                self.keep(format!("SIGN({over})*{up}"))
            }
            Rounding::HalfUp => {
                let size = self.keep(format!("2*{over}+{under}"));
                self.floor(&size, &format!("(2*{under})"))
            }
            Rounding::HalfEven => {
                let size = self.keep(format!("2*{over}+{under}"));
                let up = self.floor(&size, &format!("(2*{under})"));
                self.keep(format!("IF(AND({size}-{up}*2*{under}=0,MOD({up},2)=1),{up}-1,{up})"))
            }
        }
    }

    /// The largest whole number that is not above a quotient. A spreadsheet's own is near it; what is left over says
    /// which it is.
    fn floor(&mut self, over: &str, under: &str) -> String {
        let near = self.keep(format!("INT({over}/{under})"));
        self.keep(format!("{near}+IF({over}-{near}*{under}>={under},1,0)-IF({over}-{near}*{under}<0,1,0)"))
    }

    /// A number that is kept, unless it is always the same.
    pub(crate) fn settled(&mut self, formula: String, low: i128, high: i128) -> String {
        if low == high { low.to_string() } else { self.keep(formula) }
    }
}

fn divisor_is_one(number: &Number, under: i128) -> bool {
    number.is_whole() && under == 1
}

/// The smallest that a scaled end may be, whatever it is divided by.
fn least(low: i128, by: i128, most: i128, scaled: impl Fn(i128, i128, i128) -> Made<i128>) -> Made<i128> {
    Ok(scaled(low, by, most)?.min(scaled(low, by, 1)?))
}

fn most(high: i128, by: i128, most: i128, scaled: impl Fn(i128, i128, i128) -> Made<i128>) -> Made<i128> {
    Ok(scaled(high, by, most)?.max(scaled(high, by, 1)?))
}
