//! What reading and printing promise.

use crate::source::SourceId;
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
