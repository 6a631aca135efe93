//! Any text as JSON observations of the national city standard.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::observation::Observations;

static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
    let text = include_str!("../../standards/national/cn.city.2014.wh");
    weiheng::load(&Source::new("cn.city.2014.wh", text), SourceId(0)).value.expect("the standard is legal")
});

static PLAN: LazyLock<Plan> = LazyLock::new(|| Plan::from_model(&STANDARD, None));

fuzz_target!(|text: &str| {
    for unit in Observations::from_json(SourceId(1), text).value.unwrap_or_default() {
        if let Some(readings) = Readings::bind(&STANDARD, &unit).value {
            weiheng::evaluate(&PLAN, &readings);
        }
    }
});
