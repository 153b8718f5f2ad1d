//! What was acknowledged is kept, whatever happens to the program.

use crate::program::{Client, Folder, Program, START_TOTAL, agent};
use std::process::Stdio;
use std::sync::mpsc::{Sender, channel};

const ROUNDS: usize = 200;
const CLIENTS: usize = 4;
const PATHS: usize = 40;

/// Chance that is the same in every run: Knuth's generator (MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % bound).unwrap()
    }
}

/// A hit of a visitor who sends no other, unless a test says so.
struct Hit {
    agent: String,
    path: String,
}

/// What became of a client's hits.
#[derive(Default)]
struct Sent {
    acknowledged: Vec<Hit>,
    /// Sent, and the program was gone before it answered: it may be kept or not.
    unanswered: Vec<Hit>,
}

impl Sent {
    fn of(hits: &[Hit], path: &str) -> u64 {
        hits.iter().filter(|hit| hit.path == path).count() as u64
    }
}

fn path(number: usize) -> String {
    format!("/bai/{number}/")
}

/// Sends hits until the program is gone.
fn load(mut client: Client, round: usize, number: usize, acknowledged: &Sender<()>) -> Sent {
    let mut sent = Sent::default();
    for n in 0.. {
        let hit = Hit { agent: agent(format!("{round}.{number}.{n}")), path: path((7 * number + n) % PATHS) };
        match client.hit(&hit.agent, &hit.path) {
            Ok(answer) => {
                assert_eq!(answer.status, 204, "{}", answer.body);
                sent.acknowledged.push(hit);
                // Once enough is acknowledged, nobody listens any more.
                let _ = acknowledged.send(());
            }
            Err(_) => {
                sent.unanswered.push(hit);
                break;
            }
        }
    }
    sent
}

/// Starts clients, and kills the program when it has acknowledged so many hits.
fn kill_under_load(program: Program, round: usize, after: usize) -> Sent {
    let (tell, told) = channel();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let (client, tell) = (program.client(), tell.clone());
            std::thread::spawn(move || load(client, round, number, &tell))
        })
        .collect();
    drop(tell);
    assert_eq!(told.iter().take(after).count(), after, "the program went by itself");
    program.kill();
    let mut all = Sent::default();
    for client in clients {
        let sent = client.join().unwrap();
        all.acknowledged.extend(sent.acknowledged);
        all.unanswered.extend(sent.unanswered);
    }
    all
}

#[test]
fn two_hundred_kills_lose_no_acknowledged_hit() {
    let folder = Folder::new();
    let mut chance = Chance(2026);
    let mut program = folder.start();
    let mut before = folder.counts();
    for round in 0..ROUNDS {
        let sent = kill_under_load(program, round, chance.below(56) + 5);
        let after = folder.counts();
        let least = before.visits + sent.acknowledged.len() as u64;
        let kept = least..=least + sent.unanswered.len() as u64;
        assert!(kept.contains(&after.visits), "round {round}: {} visits of {kept:?}", after.visits);
        for path in (0..PATHS).map(path) {
            let least = before.views_of(&path) + Sent::of(&sent.acknowledged, &path);
            let kept = least..=least + Sent::of(&sent.unanswered, &path);
            assert!(
                kept.contains(&after.views_of(&path)),
                "round {round}, {path}: {} views of {kept:?}",
                after.views_of(&path)
            );
        }

        program = folder.start();
        let visits = program.visits();
        assert_eq!(visits["total"], START_TOTAL + after.visits, "round {round}");
        // Midnight may come while this runs, and begins everyone's visit anew.
        if after.days == 1 {
            assert_eq!(visits["today"], after.visits, "round {round}");
            assert_eq!((after.visitors, after.seen), (after.visits, after.visits), "round {round}");
        }
        // A visitor from before is known: a page more, and no visit.
        let hits = &sent.acknowledged;
        let known = [&hits[hits.len() - 1], &hits[chance.below(hits.len() as u64)]];
        for (n, hit) in known.iter().enumerate() {
            let answer = program.client().hit(&hit.agent, &format!("/lai/{n}/")).unwrap();
            assert_eq!(answer.status, 204, "{}", answer.body);
        }
        before = folder.counts();
        assert_eq!(before.views, after.views + 2, "round {round}");
        if before.days == 1 {
            assert_eq!(before.visits, after.visits, "round {round}: a visitor was forgotten");
        }
    }
}

#[test]
fn a_program_killed_while_it_makes_its_file_can_be_started_again() {
    let mut chance = Chance(5);
    for round in 0..40 {
        let folder = Folder::new();
        let mut child = folder.serve().stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // Its lock is the first thing it makes.
        while !folder.file("counts.db.lock").exists() && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        for _ in 0..chance.below(300) {
            std::hint::black_box(folder.db().exists());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(folder.start().visits()["total"], START_TOTAL, "round {round}");
    }
}
