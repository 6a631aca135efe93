//! 账 and what is booked to them.

use crate::generator::names::Names;

impl Names<'_> {
    /// Names the accounts of a standard, mostly none.
    pub(crate) fn name_accounts(&mut self) {
        let count = if self.choices.chance(25) { 1 + self.choices.below(2) } else { 0 };
        self.accounts =
            (1..=count).map(|at| format!("{}{at}", self.choices.one(&["金", "金", "盈亏"]))).collect();
    }

    /// Their declarations, and now and then one that is worked out from them.
    pub(crate) fn account_headers(&mut self, has_points: bool) -> String {
        let mut text = String::new();
        for name in self.accounts.clone() {
            let signed = if is_signed(&name) { " 可负" } else { "" };
            text += &format!("  账 {name} 元{signed}{}\n", self.account_limits());
        }
        if !self.accounts.is_empty() && self.choices.chance(40) {
            let signed = if self.choices.chance(60) { " 可负" } else { "" };
            let (limits, worked_out) = (self.account_limits(), self.worked_out(has_points));
            text += &format!("  账 净额 元{signed}{limits} = {worked_out}\n");
            self.accounts.push("净额".to_owned());
        }
        text
    }

    fn worked_out(&mut self, has_points: bool) -> String {
        let (one, other) = (self.choices.one(&self.accounts), self.choices.one(&self.accounts));
        match self.choices.below(6) {
            0 => format!("{one} - 20元"),
            1 => format!("{one} × 50% - {other}"),
            2 if has_points => format!("{one} + 总分 ÷ 1分 × 2元"),
            3 => format!("最大({one}, {})", self.literal("元")),
            4 => format!("{one} × (10元 ÷ {other} 无则 2)"),
            _ => format!("若 {} 则 {one} 否则 {}", self.condition(1), self.literal("元")),
        }
    }

    fn account_limits(&mut self) -> String {
        match self.choices.below(8) {
            5 => format!(" 至多 {}", self.number("元", 1)),
            6 => format!(" 至少 {}", self.literal("元")),
            7 => format!(" {}", self.factor()),
            _ => String::new(),
        }
    }

    /// Lets the next act book to an account, now and then.
    pub(crate) fn choose_account(&mut self) {
        let books = !self.accounts.is_empty() && self.choices.chance(25);
        self.booking = if books { Some(self.choices.one(&self.accounts)) } else { None };
    }

    /// An amount to book; where the account takes no negative ones, not always below zero.
    pub(crate) fn booked_amount(&mut self, depth: usize) -> String {
        let signed = self.booking.as_deref().is_some_and(is_signed);
        if depth == 0 || self.choices.chance(60) {
            return self.literal("元");
        }
        let amount = self.number("元", depth);
        if signed { amount } else { format!("最大({amount}, {})", self.literal("元")) }
    }

    /// The unit of what the act at hand counts.
    pub(crate) fn counted_in(&self) -> &'static str {
        if self.booking.is_some() { "元" } else { "分" }
    }
}

fn is_signed(account: &str) -> bool {
    account.starts_with("盈亏")
}
