//! The text of a standard as it was understood, for `weiheng show model` and for tests.

use crate::model::Gaps;
use crate::model::Standard;
use crate::model::account::Account;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Items;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Pending;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::factor::Factor;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::words::Naming;
use crate::model::words::rounding;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::Rank;
use crate::syntax::tree::RowFold;

impl Standard {
    /// The standard as it was understood: one line for each part, fact, derived value, act and rule.
    pub fn show(&self) -> String {
        let mut lines = self.heading();
        let naming = Naming::new(self);
        for parameter in &self.parameters {
            let values = parameter.values.iter().map(|(from, value)| {
                let from = from.map(|from| format!(" 自 {from}")).unwrap_or_default();
                format!("{}{from}", naming.expr(value))
            });
            let values = values.collect::<Vec<_>>().join(" ; ");
            lines.push(format!("  参数 {} = {values}", parameter.name));
        }
        for (id, part) in self.parts() {
            self.show_part(id, part, &mut lines);
        }
        for derived in &self.lets {
            lines.push(format!("令 {} = {}", derived.name, naming.expr(&derived.value)));
        }
        lines.extend(self.accounts.iter().map(|account| show_account(naming, account)));
        for verdict in &self.verdicts {
            let name = verdict.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
            let grade = |at: u16| verdict.grades.get(usize::from(at)).cloned().unwrap_or_default();
            lines.push(format!(
                "评定{name} {{ {} }} 及格 {}",
                verdict.grades.join(" > "),
                grade(verdict.passing)
            ));
            for rule in &verdict.rules {
                let when = rule
                    .when
                    .as_ref()
                    .map_or("否则".to_owned(), |when| format!("若 {}", naming.expr(when)));
                lines.push(format!("  {} {when}", grade(rule.grade)));
            }
        }
        lines.extend(
            self.removals
                .iter()
                .map(|removal| format!("删 {} 因 \"{}\"", removal.heading.zh, removal.reason)),
        );
        lines.extend(self.examples.iter().map(|example| format!("例 \"{}\"", example.name)));
        lines.push(String::new());
        lines.join("\n")
    }

    fn heading(&self) -> Vec<String> {
        let mut lines = vec![format!("标准 {} \"{}\"", self.name, self.label), format!("  编号 {}", self.id)];
        lines.extend(self.tier.iter().map(|tier| format!("  级别 {tier}")));
        lines.extend(self.in_force.iter().map(|date| format!("  施行 {date}")));
        lines.extend(self.until.iter().map(|date| format!("  废止 {date}")));
        lines.extend(self.full_points().map(|points| format!("  满分 {points}分")));
        if let Some((how, step)) = self.rounding {
            lines.push(format!("  取整 {} 到 {step}分", rounding(how)));
        }
        let gaps = match self.gaps {
            Gaps::Rescale => "折算",
            Gaps::Full => "满分",
            Gaps::Zero => "零分",
            Gaps::Forbid => "不许",
        };
        lines.push(format!("  缺项 {gaps}"));
        lines.extend(self.demotions_add_up.then(|| "  累降".to_owned()));
        lines
    }

    fn show_part(&self, id: PartId, part: &Part, lines: &mut Vec<String>) {
        let naming = Naming::new(self);
        if part.parent.is_some() {
            let points = part.points.map(|points| format!(" {points}分")).unwrap_or_default();
            let weight = part.weight.map(|weight| format!(" 权重 {weight}")).unwrap_or_default();
            let star = if part.starred { " ★" } else { "" };
            lines.push(format!("{} {} \"{}\"{points}{weight}{star}", rank(part.rank), part.id, part.label));
        }
        for source in &part.sources {
            let status = source.status.map(|status| format!(" {}", status.zh())).unwrap_or_default();
            lines.push(format!("  依据 {source}{status}"));
        }
        if !part.departments.is_empty() {
            lines.push(format!("  责任 {}", part.departments.join(", ")));
        }
        lines.extend(part.applies.iter().map(|when| format!("  适用 若 {}", naming.expr(when))));
        if part.earns {
            lines.push("  从零起".to_owned());
        }
        lines.extend(holding(part));
        for fact in self.facts.iter().filter(|fact| fact.part == id) {
            lines.push(format!("  观测 {} : {}", fact.name, self.kind_words(fact)));
        }
        lines.extend(part.factors.iter().map(|factor| {
            let note = factor.note.as_ref().map(|note| format!(" \"{note}\"")).unwrap_or_default();
            format!("  #{} {}{note}", factor.id.0, show_factor(naming, factor))
        }));
        for act in &part.acts {
            show_act(naming, act, 1, lines);
        }
    }
}

fn holding(part: &Part) -> Vec<String> {
    let mut lines = Vec::new();
    match part.bounds.floor {
        Some(floor) if floor.is_zero() => {}
        Some(floor) => lines.push(format!("  可负 到 {floor}分")),
        None => lines.push("  可负".to_owned()),
    }
    if !part.bounds.ceiling {
        lines.push("  可超".to_owned());
    }
    lines.extend(part.scaled_from.map(|points| format!("  折算自 {points}分")));
    lines.extend(part.roll_up.map(|roll_up| format!("  取 {:?} {:?}", roll_up.fold, roll_up.of)));
    if part.parent.is_some() {
        lines.extend(part.gaps.map(|gaps| format!("  缺项 {gaps:?}")));
    }
    lines
}

fn show_factor(naming: Naming<'_>, factor: &Factor) -> String {
    let when = factor.when.as_ref().map(|when| format!(" 若 {}", naming.expr(when))).unwrap_or_default();
    format!("乘 {}{when}", naming.expr(&factor.by))
}

fn show_act(naming: Naming<'_>, act: &Act, depth: usize, lines: &mut Vec<String>) {
    let (head, inside) = parts_of(naming, &act.kind);
    let limits = act.limits.iter().map(|limit| show_limit(naming, limit));
    let note = act.note.as_ref().map(|note| format!(" \"{note}\"")).unwrap_or_default();
    let indent = "  ".repeat(depth);
    lines.push(format!("{indent}#{} {head}{}{note}", act.id.0, limits.collect::<String>()));
    for (label, naming, act) in inside {
        let depth = if label.is_empty() { depth + 1 } else { depth + 2 };
        if !label.is_empty() {
            lines.push(format!("{indent}  {label}"));
        }
        show_act(naming, act, depth, lines);
    }
}

fn show_limit(naming: Naming<'_>, limit: &Limit) -> String {
    match limit {
        Limit::AtMost(cap) => format!(" 至多 {}", naming.expr(cap)),
        Limit::AtLeast(floor) => format!(" 至少 {}", naming.expr(floor)),
        Limit::Times(factor) => format!(" {}", show_factor(naming, factor)),
    }
}

fn show_account(naming: Naming<'_>, account: &Account) -> String {
    let signed = if account.signed { " 可负" } else { "" };
    let limits: String = account.limits.iter().map(|limit| show_limit(naming, limit)).collect();
    let computed = account.computed.iter().map(|value| format!(" = {}", naming.expr(value)));
    format!("账 {} {}{signed}{limits}{}", account.name, account.unit, computed.collect::<String>())
}

type Inside<'a> = Vec<(String, Naming<'a>, &'a Act)>;

/// The words of an act, and the acts inside it with their conditions.
fn parts_of<'a>(naming: Naming<'a>, kind: &'a ActKind) -> (String, Inside<'a>) {
    let plain = |acts: &'a [Act]| acts.iter().map(|act| (String::new(), naming, act)).collect();
    match kind {
        ActKind::Amount(how, amount) => {
            (format!("{} {}", verb(naming, *how), naming.expr(amount)), Vec::new())
        }
        ActKind::FullPoints => ("得满分".to_owned(), Vec::new()),
        ActKind::NoPoints => ("不得分".to_owned(), Vec::new()),
        ActKind::Above(above) => (naming.above(*above), Vec::new()),
        ActKind::Veto => ("否决".to_owned(), Vec::new()),
        ActKind::Fail => ("不合格".to_owned(), Vec::new()),
        ActKind::Require(when, otherwise) => {
            (format!("要求 {}", naming.expr(when)), vec![("否则".to_owned(), naming, otherwise)])
        }
        ActKind::Pending(Pending::Points | Pending::Met) => ("待定".to_owned(), Vec::new()),
        ActKind::Pending(Pending::Range(low, high)) => (format!("待定 {low}分 至 {high}分"), Vec::new()),
        ActKind::Group(acts) => ("{ }".to_owned(), plain(acts)),
        ActKind::Heaviest(acts) => ("择重 { }".to_owned(), plain(acts)),
        ActKind::Chain(branches, last) => {
            let branches =
                branches.iter().map(|(when, act)| (format!("若 {}", naming.expr(when)), naming, act));
            let last = last.iter().map(|act| ("否则".to_owned(), naming, &**act));
            ("若".to_owned(), branches.chain(last).collect())
        }
        ActKind::Bands(bands) => {
            let keys = bands.keys.iter().map(|key| naming.expr(key)).collect::<Vec<_>>().join(", ");
            let rows =
                bands.rows.iter().map(|row| (naming.patterns(&bands.keys, &row.patterns), naming, &row.then));
            (format!("按 {keys} 分档"), rows.collect())
        }
        ActKind::Each(each) => {
            let part = part_step(each.part);
            match &each.measure {
                Measure::Number(measure) => {
                    let size = naming.number_like(measure, each.size);
                    let head = format!("每 {size} {}{part}", naming.expr(measure));
                    (head, vec![(String::new(), naming, &each.then)])
                }
                Measure::Rows(list, filter) => {
                    let rows = naming.in_rows(*list, &[]);
                    let filter =
                        filter.iter().map(|when| format!(" 若 {}", rows.expr(when))).collect::<String>();
                    let list = naming.fact(*list);
                    (
                        format!("每 {} {list}{filter}{part}", each.size),
                        vec![(String::new(), rows, &each.then)],
                    )
                }
            }
        }
        ActKind::Steps(steps) => {
            let side = if steps.below { "低于" } else { "高于" };
            let step = naming.number_like(&steps.measure, steps.step);
            let (measure, threshold) = (naming.expr(&steps.measure), naming.expr(&steps.threshold));
            let head = format!("若 {measure} {side} {threshold} 每 {step}{}", part_step(steps.part));
            (head, vec![(String::new(), naming, &steps.then)])
        }
        ActKind::Items(items) => (show_items(naming, items), Vec::new()),
        ActKind::Rows(rows) => {
            let inner = naming.in_rows(rows.list, &rows.lets);
            let filter =
                rows.filter.iter().map(|when| format!(" 若 {}", inner.expr(when))).collect::<String>();
            let lets = rows
                .lets
                .iter()
                .map(|derived| format!(" 令 {} = {}", derived.name, inner.expr(&derived.value)));
            let earns = if rows.earns { " 从零起" } else { "" };
            let by = rows.by.map(|key| format!(" 按 {}", naming.field(rows.list, key))).unwrap_or_default();
            let (list, fold) = (naming.fact(rows.list), row_fold(rows.fold));
            let head = format!("逐 {list}{by}{filter} 取 {fold}{earns}");
            let inside = rows.acts.iter().map(|act| (String::new(), inner, act)).collect();
            (head + &lets.collect::<String>(), inside)
        }
    }
}

fn show_items(naming: Naming<'_>, items: &Items) -> String {
    let word = if items.missing { "缺" } else { "有" };
    let names = naming.item_names(&items.of);
    let prices = names.iter().zip(&items.prices).map(|(name, price)| match price {
        Some(price) => format!("{name} {}", naming.expr(price)),
        None => format!("{name} 0"),
    });
    format!("{word} {{ {} }} 每项 {}", prices.collect::<Vec<_>>().join(", "), verb(naming, items.verb))
}

pub(super) fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Standard => "标准",
        Rank::Chapter => "章",
        Rank::Section => "节",
        Rank::Clause => "条",
        Rank::Item => "款",
    }
}

fn verb(naming: Naming<'_>, verb: Verb) -> String {
    match verb {
        Verb::Deduct => "扣".to_owned(),
        Verb::Earn => "得".to_owned(),
        Verb::Bonus => "加".to_owned(),
        Verb::Book(account) => format!("记 {}", naming.expr(&Expr::Account(account))),
    }
}

fn part_step(part: Option<PartStep>) -> &'static str {
    match part {
        Some(PartStep::Up) => " 零头 进一",
        Some(PartStep::Down) => " 零头 舍去",
        Some(PartStep::ProRata) => " 零头 按比例",
        None => "",
    }
}

fn row_fold(fold: RowFold) -> &'static str {
    match fold {
        RowFold::Sum => "合计",
        RowFold::Mean => "平均",
        RowFold::Worst => "最差",
        RowFold::Best => "最好",
        RowFold::Heaviest => "最重",
    }
}
