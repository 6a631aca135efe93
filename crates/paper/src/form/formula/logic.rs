//! Truths of truths: one that decides beats what is not known.

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::Truth;

/// So many truths at most stand in one formula.
const ABREAST: usize = 24;

impl Compiler<'_> {
    /// 非.
    pub(crate) fn not(&mut self, truth: &Truth) -> Truth {
        match truth.at.as_str() {
            "0" => Truth::known(true),
            "1" => Truth::known(false),
            at if truth.may.is_known() => self.keep_truth(format!("1-{at}"), May::KNOWN),
            at => self.keep_truth(format!("IF({at}>1,{at},1-{at})"), truth.may),
        }
    }

    /// 且.
    pub(crate) fn all(&mut self, truths: &[Truth]) -> Truth {
        self.joined(truths, true)
    }

    /// 或.
    pub(crate) fn any(&mut self, truths: &[Truth]) -> Truth {
        self.joined(truths, false)
    }

    fn joined(&mut self, truths: &[Truth], all: bool) -> Truth {
        let (decides, passes) = if all { ("0", "1") } else { ("1", "0") };
        if truths.iter().any(|truth| truth.at == decides) {
            return Truth::known(!all);
        }
        let mut left: Vec<Truth> = truths.iter().filter(|truth| truth.at != passes).cloned().collect();
        left.dedup();
        while left.len() > ABREAST {
            let chunks: Vec<Vec<Truth>> = left.chunks(ABREAST).map(<[Truth]>::to_vec).collect();
            left = chunks.iter().map(|chunk| self.joined(chunk, all)).collect();
        }
        match left.as_slice() {
            [] => Truth::known(all),
            [one] => one.clone(),
            several => self.junction(several, all),
        }
    }

    /// One wrong cell spoils it; else one that decides, else what is open, else what does not apply.
    fn junction(&mut self, truths: &[Truth], all: bool) -> Truth {
        let may = truths.iter().fold(May::KNOWN, |may, truth| may.or(truth.may));
        let atoms: Vec<&str> = truths.iter().map(|truth| truth.at.as_str()).collect();
        let every = atoms.join(",");
        let some = |state: u8| {
            let is = atoms.iter().map(|at| format!("{at}={state}"));
            format!("OR({})", is.collect::<Vec<_>>().join(","))
        };
        let mut formula = format!("MAX({every})");
        let opens = [code::OPEN, code::ABSENT, code::UNSEEN, code::BEYOND];
        let beside = |state: u8| {
            opens
                .iter()
                .chain([&code::INAPPLICABLE])
                .any(|other| *other != state && *other > state && may.includes(*other))
        };
        for state in opens {
            // Where nothing larger may stand beside it, the largest is it.
            if may.includes(state) && beside(state) {
                formula = format!("IF({},{state},{formula})", some(state));
            }
        }
        formula = if all {
            format!("IF(MIN({every})=0,0,{formula})")
        } else {
            format!("IF({},1,{formula})", some(1))
        };
        if may.includes(code::WRONG) {
            formula = format!("IF(MAX({every})={0},{0},{formula})", code::WRONG);
        }
        self.keep_truth(formula, may)
    }

    /// The largest of several states.
    pub(crate) fn worst(&mut self, states: &[String]) -> String {
        let mut left: Vec<&String> = states.iter().filter(|state| *state != "0").collect();
        left.sort();
        left.dedup();
        match left.as_slice() {
            [] => "0".to_owned(),
            [one] => (*one).clone(),
            several => {
                let several: Vec<&str> = several.iter().map(|state| state.as_str()).collect();
                let chunks: Vec<String> =
                    several.chunks(200).map(|chunk| format!("MAX({})", chunk.join(","))).collect();
                let formula = match chunks.as_slice() {
                    [one] => one.clone(),
                    more => format!("MAX({})", more.join(",")),
                };
                self.keep(formula)
            }
        }
    }
}
