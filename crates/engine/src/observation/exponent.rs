//! Numbers as programs write them, with an exponent.

/// `1.5e3` without its exponent, where that takes no more than 28 digits.
///
/// ```
/// use weiheng::observation::exponent::expanded;
/// assert_eq!(expanded("1.5e3").as_deref(), Some("1500"));
/// assert_eq!(expanded("2.5E-4").as_deref(), Some("0.00025"));
/// assert_eq!(expanded("1500"), None);
/// ```
pub fn expanded(number: &str) -> Option<String> {
    const MOST: usize = 28;
    let (mantissa, exponent) = number.split_once(['e', 'E'])?;
    let exponent: i64 = exponent.parse().ok().filter(|exponent: &i64| exponent.unsigned_abs() <= 28)?;
    let (sign, digits) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let mut digits = format!("{whole}{fraction}");
    let mut point = usize::try_from(point.max(0)).ok()?;
    if let Ok(zeros) = usize::try_from(-(i64::try_from(whole.len()).ok()? + exponent)) {
        digits.insert_str(0, &"0".repeat(zeros));
        point = 0;
    }
    digits.extend(std::iter::repeat_n('0', point.saturating_sub(digits.len())));
    let (whole, fraction) = digits.split_at_checked(point)?;
    let plain = format!("{sign}{}{whole}.{fraction}", if whole.is_empty() { "0" } else { "" });
    let plain = plain.trim_end_matches('.').to_owned();
    (plain.len() <= MOST + 3).then_some(plain)
}
