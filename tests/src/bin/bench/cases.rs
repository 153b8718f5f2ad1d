//! Files and situations of people who do this job: whether each has its right outcome, and how long it takes.

use crate::table::{Table, Verdict, ms, ms_fine, real};

/// No run may take longer, in milliseconds.
const LONGEST_MS: f64 = 2_000.0;

/// Runs every case once and prints the table.
pub(crate) fn measure() -> Vec<Verdict> {
    let mut table = Table::new("Cases", &["", "outcome", "time"]);
    let (mut wrong, mut longest) = (0, 0.0_f64);
    for case in trangxa_cases::all() {
        let run = case.run();
        let time = run.time.as_secs_f64() * 1_000.0;
        wrong += usize::from(run.result.is_err());
        longest = longest.max(time);
        table.row([case.name.to_owned(), run.to_string(), ms_fine(time)]);
    }
    table.print();
    vec![
        Verdict::at_most("cases with a wrong outcome", real(wrong), 0.0, |count| format!("{count:.0}")),
        Verdict::at_most("the longest run of a case", longest, LONGEST_MS, ms),
    ]
}
