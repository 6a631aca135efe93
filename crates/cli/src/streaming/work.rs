//! The parts of a run given to threads, and what they come to.

use std::io::Read;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::thread;

use weiheng::words;

use crate::failure::Failure;
use crate::io::Io;
use crate::progress::Progress;
use crate::streaming::Job;
use crate::streaming::Toll;
use crate::streaming::assembly;
use crate::streaming::folder::Folder;
use crate::streaming::inputs::Inputs;
use crate::streaming::inputs::Part;
use crate::streaming::inputs::Refusal;
use crate::streaming::part;

/// Scores every unit of the inputs and puts the output together.
pub(crate) fn run(job: &Job<'_>, io: &mut Io<'_>) -> Result<Toll, Refusal> {
    let base = job.output.as_ref().map_or(&job.rejects, |(path, _)| path);
    let folder = Folder::open(base, &job.manifest)?;
    let progress = Progress::of_bytes(job.manifest.inputs.iter().map(|(_, size, _)| size).sum(), io.screen);
    let stdin = job.stdin_form.map(|form| (Box::new(&mut *io.stdin) as Box<dyn Read + '_>, form));
    let mut inputs = Inputs::new(job.scoring, job.inputs.clone(), stdin);
    let mut whole = Toll::default();
    let mut parts = 0;
    let mut refused = None;
    let (to_do, parts_to_do) = mpsc::sync_channel::<Part<'_>>(1);
    let parts_to_do = Mutex::new(parts_to_do);
    let (done, results) = mpsc::channel::<Result<(Toll, u64), Failure>>();
    thread::scope(|scope| {
        for _ in 0..job.threads.max(1) {
            let (done, folder, parts_to_do) = (done.clone(), &folder, &parts_to_do);
            scope.spawn(move || {
                while let Ok(part) = next(parts_to_do) {
                    let came_to = part::finish(&part, job, folder).map(|toll| (toll, part.size));
                    if done.send(came_to).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let mut take = |came_to: Result<(Toll, u64), Failure>, refused: &mut Option<Refusal>| match came_to {
            Ok((toll, size)) => {
                progress.advance(size, toll.rows);
                whole.add(toll);
            }
            Err(failure) => *refused = Some(refused.take().unwrap_or(Refusal::Failed(failure))),
        };
        while refused.is_none() {
            match inputs.next_part() {
                Ok(None) => break,
                Err(refusal) => refused = Some(refusal),
                Ok(Some(part)) => {
                    parts += 1;
                    if let Some(toll) = folder.known(part.number) {
                        take(Ok((Toll { known: 1, ..toll }, part.size)), &mut refused);
                    } else if to_do.send(part).is_err() {
                        break;
                    }
                }
            }
            results.try_iter().for_each(|came_to| take(came_to, &mut refused));
        }
        drop(to_do);
        results.iter().for_each(|came_to| take(came_to, &mut refused));
    });
    drop(progress);
    if let Some(refusal) = refused {
        return Err(refusal);
    }
    if whole.summary.len() > MOST_GROUPS {
        return Err(too_many_groups().into());
    }
    assembly::put_together(job, folder, parts)?;
    Ok(whole)
}

/// The next part that nobody works on.
fn next<'a>(parts: &Mutex<mpsc::Receiver<Part<'a>>>) -> Result<Part<'a>, mpsc::RecvError> {
    parts.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

/// A summary of more groups is no summary.
const MOST_GROUPS: usize = 1_000_000;

fn too_many_groups() -> Failure {
    Failure::new(words!("汇总的组超过一百万个", "the summary has more than a million groups"))
        .help(words!("换一列汇总，如区县", "summarise by another column, such as the district"))
}
