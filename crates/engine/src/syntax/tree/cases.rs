//! A file of worked cases, which belongs to a clause file.

use crate::syntax::tree::Comment;
use crate::syntax::tree::Statement;

/// What a `.cases` file says: nothing but examples.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    /// The examples, in file order.
    pub examples: Vec<Statement>,
    /// Every comment, in file order.
    pub comments: Vec<Comment>,
}
