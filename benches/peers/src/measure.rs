//! One run of all rows: every round times each contender of a row once, one after the other.

use std::time::Duration;

use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::rows::Goal;
use crate::rows::Row;
use crate::rows::Within;

/// Whose time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// weiheng.
    Ours,
    /// Another engine.
    Peer,
    /// A program written by hand.
    Limit,
}

/// A contender's times.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub side: Side,
    /// How many units it was held to the exact scores for.
    pub checked: usize,
    /// How many of them it does not come to.
    pub differing: usize,
    /// Nanoseconds a unit, a round each, in order of size.
    pub times: Vec<f64>,
}

/// A row's times.
#[derive(Clone, Debug)]
pub struct MeasuredRow {
    /// Its letter.
    pub letter: &'static str,
    /// What is done.
    pub task: &'static str,
    /// All contenders.
    pub contenders: Vec<Measured>,
    /// How many times as fast as which peer.
    pub goals: Vec<Goal>,
    /// Within what of the limit.
    pub within: Within,
    /// How many units are scored at once, where the time of all of them is what counts.
    pub at_once: Option<usize>,
}

impl Measured {
    /// The median.
    pub fn median(&self) -> f64 {
        let middle = self.times.len() / 2;
        match self.times.len() % 2 {
            0 => (self.times[middle - 1] + self.times[middle]) / 2.0,
            _ => self.times[middle],
        }
    }

    /// The fastest and the slowest round.
    pub fn ends(&self) -> (f64, f64) {
        (self.times[0], self.times[self.times.len() - 1])
    }
}

impl MeasuredRow {
    /// weiheng.
    pub fn ours(&self) -> Option<&Measured> {
        self.contenders.iter().find(|contender| contender.side == Side::Ours)
    }

    /// The limit.
    pub fn limit(&self) -> Option<&Measured> {
        self.contenders.iter().find(|contender| contender.side == Side::Limit)
    }

    /// The fastest of the peers whose names begin like this.
    pub fn peer(&self, name: &str) -> Option<&Measured> {
        let peers = self.contenders.iter().filter(|contender| contender.side == Side::Peer);
        let peers = peers.filter(|peer| peer.name.starts_with(name));
        peers.min_by(|left, right| left.median().total_cmp(&right.median()))
    }
}

/// Holds every contender to the exact scores, then measures them.
pub fn measure(rows: Vec<Row>, expected: &[Scored], rounds: usize) -> Result<Vec<MeasuredRow>> {
    let mut open = Vec::new();
    for row in rows {
        eprintln!("{} {}: checking", row.letter, row.task);
        open.push(Open::check(row, expected)?);
    }
    for round in 0..=rounds {
        eprintln!("round {round} of {rounds}");
        for row in &mut open {
            // The first round only warms up.
            row.round(round > 0)?;
        }
    }
    Ok(open.into_iter().map(Open::close).collect())
}

struct Open {
    contenders: Vec<Box<dyn Contender>>,
    measured: MeasuredRow,
}

impl Open {
    fn check(row: Row, expected: &[Scored]) -> Result<Self> {
        let Row { letter, task, ours, peers, limits, goals, within } = row;
        let sides = ours.into_iter().map(|ours| (Side::Ours, ours));
        let sides = sides.chain(peers.into_iter().map(|peer| (Side::Peer, peer)));
        let sides = sides.chain(limits.into_iter().map(|limit| (Side::Limit, limit)));
        let mut contenders = Vec::new();
        let mut measured = Vec::new();
        for (side, mut contender) in sides {
            let differing = contender.differing(expected)?;
            let (name, checked) = (contender.name(), contender.units().min(expected.len()));
            if differing > 0 {
                return Err(format!("{letter}: {name} differs for {differing} units").into());
            }
            measured.push(Measured { name, side, checked, differing, times: Vec::new() });
            contenders.push(contender);
        }
        let at_once = match letter {
            "D" | "E" | "F" | "G" => {
                Some(contenders.iter().map(|contender| contender.units()).min().unwrap_or(0))
            }
            "H" => Some(1),
            _ => None,
        };
        Ok(Self {
            contenders,
            measured: MeasuredRow { letter, task, contenders: measured, goals, within, at_once },
        })
    }

    fn round(&mut self, counts: bool) -> Result<()> {
        for (contender, measured) in self.contenders.iter_mut().zip(&mut self.measured.contenders) {
            let time = contender.pass()?;
            if counts {
                measured.times.push(a_unit(time, contender.units()));
            }
        }
        Ok(())
    }

    fn close(mut self) -> MeasuredRow {
        for measured in &mut self.measured.contenders {
            measured.times.sort_by(f64::total_cmp);
        }
        self.measured
    }
}

fn a_unit(time: Duration, units: usize) -> f64 {
    time.as_nanos() as f64 / units as f64
}
