//! `passes csv --units 3000 --passes 12`: scores units of the workload so many times, in one way and nothing else, so that
//! valgrind can count its instructions. It prints how long the fastest pass took.

mod passes;

use std::error::Error;
use std::time::Instant;

use clap::Parser;

use crate::passes::Way;

/// Scores units of the workload, again and again.
#[derive(Parser)]
struct Args {
    /// How they are scored.
    way: Way,
    /// How many units.
    #[arg(long, default_value_t = 3000)]
    units: usize,
    /// How often they are scored.
    #[arg(long, default_value_t = 10)]
    passes: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let mut pass = passes::of(args.way, args.units)?;
    let mut fastest = None;
    for _ in 0..args.passes {
        let start = Instant::now();
        pass()?;
        let time = start.elapsed();
        fastest = fastest.min(Some(time)).or(Some(time));
    }
    let nanoseconds = fastest.map_or(0, |time| time.as_nanos());
    println!("{} ns a unit", nanoseconds / args.units.max(1) as u128);
    Ok(())
}
