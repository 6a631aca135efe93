//! Any text as a clause file: it is read, checked, printed and evaluated without a panic, and what is printed of a
//! file without mistakes reads as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Tree;
use weiheng::observation::Observations;

fuzz_target!(|text: &str| {
    let parsed = Tree::from_text(SourceId(0), text);
    let printed = parsed.tree.print(Spelling::Zh);
    if parsed.diagnostics.is_empty() {
        let again = Tree::from_text(SourceId(0), &printed).tree;
        assert_eq!(printed, again.print(Spelling::Zh));
    }

    let Some(standard) = weiheng::load(&Source::new("fuzz.wh", text), SourceId(0)).value else { return };
    let plan = Plan::from_model(&standard, None);
    if let Some(readings) = Readings::bind(&standard, &Observations::default()).value {
        let tally = weiheng::evaluate(&plan, &readings);
        weiheng::Assessment::from_tally(&standard, &plan, &readings, &tally);
    }
    weiheng::run_examples(&standard);
});
