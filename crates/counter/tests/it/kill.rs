//! Acknowledged hits survive the death of the program at any time.

use crate::long_tests;
use crate::program::{Client, Folder, Program, START_TOTAL, agent};
use crate::pseudo_random::PseudoRandom;
#[cfg(target_os = "linux")]
use std::process::Command;
use std::sync::mpsc::{Sender, channel};

/// How often the program is killed under load: in a normal run, and with `TRANGXA_LONG_TESTS=1`.
const ROUNDS: usize = 20;
const LONG_ROUNDS: usize = 200;
const CLIENTS: usize = 4;
const PATHS: usize = 40;

/// A hit. Each has another visitor, unless a test says otherwise.
struct SentHit {
    agent: String,
    path: String,
}

/// The hits that a client sent.
#[derive(Default)]
struct SentHits {
    acknowledged: Vec<SentHit>,
    /// The program died before it answered these: they may be stored or not.
    unanswered: Vec<SentHit>,
}

fn count_path(hits: &[SentHit], path: &str) -> u64 {
    hits.iter().filter(|hit| hit.path == path).count() as u64
}

fn path(number: usize) -> String {
    format!("/bai/{number}/")
}

/// Sends hits until the program is dead.
fn send_hits(mut client: Client, round: usize, number: usize, acknowledged: &Sender<()>) -> SentHits {
    let mut sent = SentHits::default();
    for n in 0.. {
        let hit = SentHit { agent: agent(format!("{round}.{number}.{n}")), path: path((7 * number + n) % PATHS) };
        let Ok(answer) = client.hit(&hit.agent, &hit.path) else {
            sent.unanswered.push(hit);
            break;
        };
        assert_eq!(answer.status, 204, "{}", answer.body);
        sent.acknowledged.push(hit);
        // Sending fails when the receiver has counted enough.
        let _ = acknowledged.send(());
    }
    sent
}

/// Starts clients, and kills the program when it has acknowledged `after` hits.
fn kill_under_load(program: Program, round: usize, after: usize) -> SentHits {
    let (sender, acknowledged) = channel();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let (client, sender) = (program.client(), sender.clone());
            std::thread::spawn(move || send_hits(client, round, number, &sender))
        })
        .collect();
    drop(sender);
    assert_eq!(acknowledged.iter().take(after).count(), after, "the program ended by itself");
    program.kill();
    let mut all = SentHits::default();
    for client in clients {
        let sent = client.join().unwrap();
        all.acknowledged.extend(sent.acknowledged);
        all.unanswered.extend(sent.unanswered);
    }
    all
}

#[test]
fn no_acknowledged_hit_is_lost_when_the_program_is_killed() {
    let folder = Folder::new();
    let mut random = PseudoRandom::new(2026);
    let mut program = folder.start();
    let mut before = folder.counts();
    for round in 0..if long_tests() { LONG_ROUNDS } else { ROUNDS } {
        let sent = kill_under_load(program, round, random.below(56) as usize + 5);
        let after = folder.counts();
        let least = before.visits + sent.acknowledged.len() as u64;
        let kept = least..=least + sent.unanswered.len() as u64;
        assert!(kept.contains(&after.visits), "round {round}: {} visits of {kept:?}", after.visits);
        for path in (0..PATHS).map(path) {
            let least = before.views_of(&path) + count_path(&sent.acknowledged, &path);
            let kept = least..=least + count_path(&sent.unanswered, &path);
            let views = after.views_of(&path);
            assert!(kept.contains(&views), "round {round}, {path}: {views} views of {kept:?}");
        }

        program = folder.start();
        let visits = program.visits();
        assert_eq!(visits["total"], START_TOTAL + after.visits, "round {round}");
        // If midnight passes during the test, all visitors begin another visit.
        if after.days == 1 {
            assert_eq!(visits["today"], after.visits, "round {round}");
            assert_eq!((after.visitors, after.seen), (after.visits, after.visits), "round {round}");
        }
        // A visitor from before the kill is recognised: another page is a view and not another visit.
        let hits = &sent.acknowledged;
        let known = [&hits[hits.len() - 1], &hits[random.below(hits.len() as u64) as usize]];
        for (n, hit) in known.iter().enumerate() {
            let answer = program.client().hit(&hit.agent, &format!("/bai/lai-{n}/")).unwrap();
            assert_eq!(answer.status, 204, "{}", answer.body);
        }
        before = folder.counts();
        assert_eq!(before.views, after.views + 2, "round {round}");
        if before.days == 1 {
            assert_eq!(before.visits, after.visits, "round {round}: a visitor was forgotten");
        }
    }
}

/// A command that starts the program with a limit on the size of its files, in blocks of 512 bytes. Without a handler, the signal
/// SIGXFSZ kills the program when it writes beyond the limit.
#[cfg(target_os = "linux")]
fn limited(folder: &Folder, blocks: usize) -> Command {
    let mut command = Command::new("sh");
    let script = format!(r#"ulimit -c 0; ulimit -f {blocks}; exec "$0" "$@""#);
    command.args(["-c", &script, env!("CARGO_BIN_EXE_trangxa-counter")]);
    folder.add_options(&mut command);
    command
}

/// The limit kills the program in the middle of a chosen write, where a kill from another process would come at a random time.
#[cfg(target_os = "linux")]
#[test]
fn a_program_killed_while_it_creates_its_files_can_be_started_again() {
    use std::os::unix::process::ExitStatusExt;
    const SIGXFSZ: i32 = 25;
    let mut kills = 0;
    // Not a multiple of the size of a page, so that pages are written in part, too.
    for blocks in (0..).step_by(3) {
        let folder = Folder::new();
        match Program::try_start(&mut limited(&folder, blocks)) {
            Ok(_) => break,
            Err((status, log)) => assert_eq!(status.signal(), Some(SIGXFSZ), "with {blocks} blocks: {log}"),
        }
        assert_eq!(folder.start().visits()["total"], START_TOTAL, "with {blocks} blocks");
        kills += 1;
    }
    assert!(kills > 10, "{kills} kills");
}
