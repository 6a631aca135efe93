//! What reading and printing promise.

use crate::source::SourceId;
use crate::syntax::keyword::Spelling;
use crate::syntax::tree::Tree;

const SAMPLES: [&str; 2] = [include_str!("samples/zh.wh"), include_str!("samples/en.wh")];

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
