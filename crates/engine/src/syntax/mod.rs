//! Clause files as text: reading them into a [`tree::Tree`] and printing a tree in its canonical layout.

pub mod tree;
