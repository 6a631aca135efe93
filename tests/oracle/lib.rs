//! A second evaluator: a direct walk over the model in unbounded fractions, as plain as the language page.
