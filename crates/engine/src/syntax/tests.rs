//! What reading and printing promise.

use pest::Parser;

use crate::source::SourceId;
use crate::syntax::grammar::Grammar;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::tree::Tree;

const SAMPLES: [&str; 4] = [
    include_str!("samples/zh.wh"),
    include_str!("samples/en.wh"),
    include_str!("samples/over.zh.wh"),
    include_str!("samples/over.en.wh"),
];

fn problems(text: &str) -> Vec<String> {
    let parsed = Tree::from_text(SourceId(0), text);
    let said = parsed
        .diagnostics
        .iter()
        .map(|problem| format!("{} {} [{}]", problem.code, problem.message.zh, problem.span().of(text)));
    said.collect()
}

#[test]
fn the_samples_are_legal() {
    for text in SAMPLES {
        assert_eq!(problems(text), Vec::<String>::new());
    }
}

fn read(text: &str) -> Tree {
    let parsed = Tree::from_text(SourceId(0), text);
    assert!(!parsed.diagnostics.has_errors(), "{text}\n{:?}", problems(text));
    parsed.tree
}

#[test]
fn printing_keeps_the_tree_in_both_spellings() {
    for text in SAMPLES {
        let tree = read(text);
        for spelling in [Spelling::Zh, Spelling::En] {
            let printed = tree.print(spelling);
            let again = read(&printed);
            assert_eq!(again.show(), tree.show(), "{printed}");
            assert_eq!(again.print(spelling), printed);
            assert_eq!(again.comments.len(), tree.comments.len());
            assert_eq!(Spelling::of(&printed), spelling);
        }
        let there_and_back = read(&tree.print(Spelling::En)).print(Spelling::Zh);
        assert_eq!(there_and_back, tree.print(Spelling::Zh));
    }
}

#[test]
fn each_bad_statement_gives_one_problem_at_its_word() {
    for (statement, expected) in [
        ("每暴露垃圾 扣 2分", "WH0103 每暴露垃圾"),
        ("若 满意率低于 85% 扣 1分", "WH0103 满意率低于"),
        ("观察 a : 计数", "WH0102 观察"),
        ("若 a = 3 扣 1分", "WH0104 ="),
        ("若 (a > 3 扣 1分", "WH0105 ("),
        ("扣 1分 }", "WH0105 }"),
        ("扣 1分 \"abc", "WH0105 \""),
        ("扣 5", "WH0106 5"),
        ("观测 h : 数值 时 ０－24", "WH0107 ０－24"),
        ("按 x 分档 { 70-89 扣 1分 ; 否则 得满分 }", "WH0107 70-89"),
        (
            "扣 1111111111222222222233333333334444444444５分",
            "WH0111 1111111111222222222233333333334444444444５",
        ),
        ("若 a < b < c 扣 1分", "WH0101 <"),
        ("每 1% 扣 1分", "WH0101 1%"),
        ("令 a = 最大(1,200)", "WH0101 1,200"),
        ("令 d ＝ 2015-13-01", "WH0101 2015-13-01"),
        ("设 a = 3", "WH0101 设"),
        ("扣 1分 至多", "WH0101 "),
        ("款 1", "WH0109 款 1"),
        ("标准 b", "WH0109 标准 b"),
    ] {
        let text = format!("标准 a\n章 1\n{statement}\n扣 9分\n");
        let parsed = Tree::from_text(SourceId(0), &text);
        let found =
            parsed.diagnostics.iter().map(|problem| format!("{} {}", problem.code, problem.span().of(&text)));
        assert_eq!(found.collect::<Vec<_>>(), [expected], "{statement}");
        assert!(parsed.tree.show().contains("(deduct 9[分])"), "{statement} hides the next");
    }
}

#[test]
fn hostile_nesting_ends_in_a_message() {
    for (open, close) in [
        ("(", ")"),
        ("绝对值(", ")"),
        ("- - -(", ")"),
        ("1 无则 (", ")"),
        ("若 a 则 ", " 否则 2"),
        ("按 a 分档 { 否则 则 ", "}"),
    ] {
        for depth in [24, 3000] {
            let text = format!("标准 a\n令 x = {}1{}\n", open.repeat(depth), close.repeat(depth));
            assert_eq!(problems(&text).len(), usize::from(depth > 24), "{open} {depth}");
        }
    }
    for (open, close) in
        [("{", "}"), ("若 a ", ""), ("要求 a 否则 ", ""), ("每 a ", ""), ("逐 a 取 平均 {", "}")]
    {
        for depth in [25, 3000] {
            let text = format!("标准 a\n{}扣 1分{}\n", open.repeat(depth), close.repeat(depth));
            assert_eq!(problems(&text).len(), usize::from(depth > 25), "{open} {depth}");
        }
    }
    assert_eq!(problems(&format!("标准 a\n令 x = {}1{}", "(".repeat(200), ")".repeat(200))).len(), 0);
    assert_eq!(problems(&format!("标准 a\n若 {}a 扣 1分", "a > 1 且 ".repeat(1000))).len(), 0);
    assert_eq!(problems(&"扣\n".repeat(1500)).len(), 1000);
}

#[test]
fn the_keyword_table_and_the_grammar_agree() {
    let mut read = std::collections::BTreeSet::new();
    for rule in Rule::all_rules() {
        let Some(keyword) = crate::syntax::rule_keyword::of(*rule) else { continue };
        read.insert(keyword);
        for spelling in keyword.spellings() {
            let parsed = Grammar::parse(*rule, spelling).map(|pairs| pairs.as_str().len());
            assert_eq!(parsed.ok(), Some(spelling.len()), "{spelling}");
            let named = Keyword::named(spelling).into_iter().flat_map(Keyword::spellings);
            assert!(named.into_iter().any(|it| it == spelling), "{spelling} has the key of another");
            let bare = Grammar::parse(Rule::name, spelling).is_ok();
            let elsewhere = Keyword::ALL
                .iter()
                .any(|other| other.is_reserved() && other.spellings().any(|s| s == spelling));
            assert_eq!(bare, !elsewhere, "{spelling} as a name");
        }
    }
    assert_eq!(read.len(), Keyword::ALL.len());
}
