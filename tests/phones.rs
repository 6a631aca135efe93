//! Forms for phones: pyxform and ODK Validate take them, JavaRosa (what ODK Collect runs) fills them in, and what comes
//! back scores as the same observations in JSON do.

#[path = "completions"]
mod completions {
    pub(crate) mod observable;
    #[expect(dead_code, reason = "here units are drawn and hidden, but not completed")]
    pub(crate) mod unit;
}

mod phones {
    mod answers;
    mod export;
    mod exported;
    mod filled;
    mod forms;
    mod returned;
    mod standard;
    mod tools;
    mod units;
}
