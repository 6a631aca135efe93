//! The sheet `choices`: the answers that questions offer.

use weiheng::Words;
use weiheng::words;
use weiheng_tabular::submission::choice;

/// The headings of the columns.
pub(super) const HEADINGS: [&str; 4] = ["list_name", "name", "label::中文 (zh)", "label::English (en)"];

/// Lists of answers in the order in which they were first needed.
#[derive(Clone, Debug, Default)]
pub(super) struct Choices {
    lists: Vec<(String, Vec<(String, Words)>)>,
}

impl Choices {
    /// 是 and 否, and 不适用 where that may be.
    pub(super) fn yes_no(&mut self, may_be_inapplicable: bool) -> String {
        let answers =
            vec![(choice::YES.to_owned(), words!("是", "Yes")), (choice::NO.to_owned(), words!("否", "No"))];
        let name = if may_be_inapplicable { "yes_no_na" } else { "yes_no" };
        self.list(name, with_inapplicable(answers, &[], may_be_inapplicable))
    }

    /// Of an item: 有 and 无.
    pub(super) fn item(&mut self) -> String {
        let answers = vec![
            (choice::YES.to_owned(), words!("有", "There")),
            (choice::NO.to_owned(), words!("无", "Missing")),
        ];
        self.list("item", answers)
    }

    /// Of a list: whether there are any rows.
    pub(super) fn some_none(&mut self, may_be_inapplicable: bool) -> String {
        let answers = vec![
            (choice::SOME.to_owned(), words!("有，逐个填写", "There are some: fill them in")),
            (choice::NONE.to_owned(), words!("看过，一个也没有", "Looked for, and there are none")),
        ];
        let name = if may_be_inapplicable { "some_none_na" } else { "some_none" };
        self.list(name, with_inapplicable(answers, &[], may_be_inapplicable))
    }

    /// 不适用 alone.
    pub(super) fn inapplicable(&mut self) -> String {
        self.list("na", with_inapplicable(Vec::new(), &[], true))
    }

    /// The options or bands of a fact, by the name of its question.
    pub(super) fn options(&mut self, question: &str, names: &[String], may_be_inapplicable: bool) -> String {
        let answers = names.iter().map(|name| (choice::value(name), Words::same(name))).collect();
        self.list(&format!("options_{question}"), with_inapplicable(answers, names, may_be_inapplicable))
    }

    /// The rows of the sheet.
    pub(super) fn cells(&self) -> Vec<[String; 4]> {
        let lists = self.lists.iter();
        let rows = lists.flat_map(|(list, answers)| answers.iter().map(move |answer| (list, answer)));
        rows.map(|(list, (name, label))| {
            [list.clone(), name.clone(), super::row::shown(&label.zh), super::row::shown(&label.en)]
        })
        .collect()
    }

    fn list(&mut self, name: &str, answers: Vec<(String, Words)>) -> String {
        if !self.lists.iter().any(|(known, _)| known == name) {
            self.lists.push((name.to_owned(), answers));
        }
        name.to_owned()
    }
}

fn with_inapplicable(
    mut answers: Vec<(String, Words)>,
    names: &[String],
    may_be: bool,
) -> Vec<(String, Words)> {
    if may_be {
        answers.push((choice::inapplicable(names).to_owned(), words!("不适用", "Not applicable")));
    }
    answers
}
