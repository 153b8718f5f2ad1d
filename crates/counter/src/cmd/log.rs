//! The log on standard error.

use clap::ValueEnum;
use std::fmt::{self, Debug, Write as _};
use std::io;
use tracing::field::{Field, Visit};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::FormatFields;
use tracing_subscriber::fmt::format::Writer;
use trangxa_command_line::terminal::indented;
use trangxa_model::printable::printable;

/// For whom the log is.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people: time, level and sentence.
    Text,
    /// One JSON object in each line: `event`, which is the same in every language, the sentence as `message`, and its values.
    Json,
}

/// Starts the log. The program goes on if nobody reads it.
pub(crate) fn start(format: LogFormat) {
    // A line that cannot be written is lost. By default, tracing-subscriber would report that on standard error, and panic where that
    // is closed or its disk is full.
    let builder = tracing_subscriber::fmt().with_writer(io::stderr).with_target(false).log_internal_errors(false);
    match format {
        LogFormat::Text => builder.with_ansi(false).fmt_fields(Sentences).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
}

/// Writes the sentence of an event of this program, in which its values are. Of a library's event it writes the values, too. None of its lines looks
/// like another event.
struct Sentences;

impl<'w> FormatFields<'w> for Sentences {
    fn format_fields<R: RecordFields>(&self, mut writer: Writer<'w>, fields: R) -> fmt::Result {
        let mut line = Line::default();
        fields.record(&mut line);
        let values = if line.has_event { "" } else { line.values.as_str() };
        writer.write_str(&printable(&indented([line.sentence.as_str(), values].concat())))
    }
}

/// What an event says.
#[derive(Default)]
struct Line {
    sentence: String,
    values: String,
    has_event: bool,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // Writing into a text does not fail.
        let _ = match field.name() {
            "message" => write!(self.sentence, "{value:?}"),
            name => write!(self.values, " {name}={value:?}"),
        };
        self.has_event |= field.name() == "event";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    static WRITTEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

    struct Written;

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            WRITTEN.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_line_for_people_is_a_sentence() {
        let format = tracing_subscriber::fmt().with_ansi(false).with_target(false).without_time();
        tracing::subscriber::with_default(format.fmt_fields(Sentences).with_writer(|| Written).finish(), || {
            tracing::info!(event = "counting", address = "127.0.0.1:1", "{}", "đang đếm ở 127.0.0.1:1");
            tracing::warn!(event = "file-made", "{}", "tệp\u{1b}[2J\nERROR của ai");
            tracing::warn!(left = 7, "a library's event");
        });
        let written = String::from_utf8(WRITTEN.lock().unwrap().clone()).unwrap();
        assert_eq!(
            written,
            " INFO đang đếm ở 127.0.0.1:1\n WARN tệp\\u001b[2J\n    ERROR của ai\n WARN a library's event left=7\n"
        );
    }
}
