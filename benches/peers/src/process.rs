//! Contenders that are programs: what counts is the time from their start to their end.

use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;

/// A program that scores a file.
pub struct Process {
    /// What it is called.
    pub name: String,
    /// How it is started.
    pub command: Command,
    /// The units of the file.
    pub units: usize,
    /// How often it is started in a pass.
    pub times: usize,
    /// What its output says of the result; nothing for a program that scores nothing.
    pub says: fn(&[Scored]) -> Vec<String>,
}

impl Contender for Process {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn units(&self) -> usize {
        self.units * self.times
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut outcome = Ok(());
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let time = timed(|| outcome = (0..self.times).try_for_each(|_| self.command.status().map(|_| ())));
        outcome?;
        Ok(time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        Ok(Vec::new())
    }

    /// What it prints has to hold the result.
    fn differing(&mut self, expected: &[Scored]) -> Result<usize> {
        let output =
            self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
        let [text, error] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
        let expected = expected.get(..self.units).ok_or("more units than are known")?;
        for saying in (self.says)(expected) {
            if !text.contains(&saying) && !error.contains(&saying) {
                return Err(format!("{} does not say {saying}: {text}{error}", self.name).into());
            }
        }
        Ok(0)
    }
}

/// The sum of all totals, in tenths.
pub fn sum(expected: &[Scored]) -> Vec<String> {
    vec![expected.iter().map(|unit| unit.total).sum::<i64>().to_string()]
}

/// The total of the first unit, as people write it.
pub fn total(expected: &[Scored]) -> Vec<String> {
    let written = |unit: &Scored| match (unit.total / 10, unit.total % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenths) => format!("{whole}.{tenths}"),
    };
    expected.first().map(written).into_iter().collect()
}

/// How many units.
pub fn count(expected: &[Scored]) -> Vec<String> {
    vec![expected.len().to_string()]
}

/// Nothing.
pub fn nothing(_: &[Scored]) -> Vec<String> {
    Vec::new()
}
