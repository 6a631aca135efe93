//! Reading clause files: the workload's hundred clauses, two hundred nested parentheses, a thousand conditions in a
//! row, and the canonical layout.
//!
//! `cargo bench -p weiheng --bench parse`

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark, not the engine")]

use divan::Bencher;
use divan::black_box;
use weiheng::Plan;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Tree;

fn main() {
    divan::main();
}

fn rubric() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/workload/rubric.wh");
    std::fs::read_to_string(path).unwrap()
}

/// The rubric with so many long comments, sources and notes that it weighs about 60 KB, as printed standards do.
fn hundred_clauses() -> String {
    let mut text = String::new();
    for line in rubric().lines() {
        text.push_str(line);
        text.push('\n');
        if line.starts_with('条') {
            text.push_str("  # 现场查看为主，查阅近一年的台账与照片，随机抽查三处以上，逐处记录位置、数量与整改期限；同一处问题一次检查只记一次，当场改正的仍按检查时的情况记录。\n");
            text.push_str("  依据 S31 \"评分速度基准 第一部分 检查项目与扣分办法 通用说明与适用范围\" 第一百二十三条第四款 自拟\n");
            text.push_str("  责任 城市管理部门, 市场监督管理部门, 住房和城乡建设部门, 卫生健康部门\n");
        }
    }
    text
}

#[divan::bench(name = "100 clauses, about 60 KB: parse")]
fn parse(bencher: Bencher<'_, '_>) {
    let text = hundred_clauses();
    bencher.bench(|| Tree::from_text(SourceId(0), black_box(&text)));
}

#[divan::bench(name = "100 clauses, about 60 KB: parse and check")]
fn check(bencher: Bencher<'_, '_>) {
    let source = Source::new("rubric.wh", hundred_clauses());
    bencher.bench(|| weiheng::load(black_box(&source), SourceId(0)));
}

#[divan::bench(name = "100 clauses: plan")]
fn plan(bencher: Bencher<'_, '_>) {
    let standard = weiheng::load(&Source::new("rubric.wh", rubric()), SourceId(0)).value.unwrap();
    bencher.bench(|| Plan::from_model(black_box(&standard), None));
}

#[divan::bench(name = "100 clauses: print")]
fn print(bencher: Bencher<'_, '_>) {
    let tree = Tree::from_text(SourceId(0), &rubric()).tree;
    bencher.bench(|| black_box(&tree).print(Spelling::Zh));
}

#[divan::bench(name = "200 nested parentheses")]
fn nested(bencher: Bencher<'_, '_>) {
    let text = format!("标准 例\n条 1 \"例\" 10分\n  若 {}甲{} 扣 1分\n", "(".repeat(200), ")".repeat(200));
    bencher.bench(|| Tree::from_text(SourceId(0), black_box(&text)));
}

#[divan::bench(name = "1000 chained conditions")]
fn chained(bencher: Bencher<'_, '_>) {
    let text = format!("标准 例\n条 1 \"例\" 10分\n  若 甲{} 扣 1分\n", " 且 甲".repeat(999));
    bencher.bench(|| Tree::from_text(SourceId(0), black_box(&text)));
}
