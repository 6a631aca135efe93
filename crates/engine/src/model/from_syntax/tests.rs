//! The pages of docs/codes, run.
