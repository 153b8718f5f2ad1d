//! Writes a calendar file and what it must expand to, for `tests/calendar/expand.mjs`: `expand CALENDAR.json TODAY OUT.ics OUT.json`.

use std::process::ExitCode;
use std::{env, fs, io};
use trangxa_calendar_files::{Options, write_ics};
use trangxa_model::Calendar;
use trangxa_model::calendar::{State, When};
use trangxa_model::document::JsonDocument;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [document, today, ics, json] = arguments.as_slice() else {
        return Err(io::Error::other("expand CALENDAR.json TODAY OUT.ics OUT.json"));
    };
    let calendar = Calendar::read(document, &fs::read(document)?).map_err(io::Error::other)?;
    let today = When::parse(today).ok_or_else(|| io::Error::other("TODAY is no day"))?.day;
    let options = Options { kind: None, name: "Lịch", host: "xa.example", url: None, today };
    fs::write(ics, write_ics(&calendar, &options))?;
    let mut expected = Vec::new();
    for entry in &calendar.entries {
        for plan in entry.plans(today.plus(-120), today.plus(485)) {
            if plan.start.day < today || plan.start.day > today.plus(365) || matches!(plan.state, State::Holiday(_)) {
                continue;
            }
            expected.push(serde_json::json!({
                "id": entry.id.as_str(),
                "start": plan.start.to_string(),
                "end": plan.end.map(|end| end.to_string()),
                "place": plan.place,
                "cancelled": plan.state == State::Cancelled,
            }));
        }
    }
    fs::write(json, serde_json::Value::from(expected).to_string())
}
