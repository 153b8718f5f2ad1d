//! Numbers in columns.

/// Rows under a heading, printed with aligned columns.
pub(crate) struct Table {
    title: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with the names of its columns.
    pub(crate) fn new(title: &str, columns: &[&str]) -> Self {
        Self { title: title.to_owned(), rows: vec![columns.iter().map(|&name| name.to_owned()).collect()] }
    }

    /// Adds a row; the first cell says what it is about.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it: the first column to the left, numbers to the right.
    pub(crate) fn print(&self) {
        println!("\n{}", self.title);
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (column, (cell, &width)) in row.iter().zip(&widths).enumerate() {
                line += &if column == 0 { format!("  {cell:<width$}") } else { format!("  {cell:>width$}") };
            }
            println!("{}", line.trim_end());
        }
    }
}

/// One target and what was reached.
pub(crate) struct Verdict {
    /// The quantity.
    pub(crate) what: String,
    /// What was reached, with its unit.
    pub(crate) measured: String,
    /// What was asked for, with its unit.
    pub(crate) target: String,
    /// Whether it was reached.
    pub(crate) met: bool,
}

impl Verdict {
    /// A quantity that must not exceed its target; `unit` writes both.
    pub(crate) fn at_most(what: impl Into<String>, measured: f64, target: f64, unit: fn(f64) -> String) -> Self {
        let met = measured <= target;
        Self { what: what.into(), measured: unit(measured), target: format!("≤ {}", unit(target)), met }
    }

    /// A quantity that must reach its target; `unit` writes both.
    pub(crate) fn at_least(what: impl Into<String>, measured: f64, target: f64, unit: fn(f64) -> String) -> Self {
        let met = measured >= target;
        Self { what: what.into(), measured: unit(measured), target: format!("≥ {}", unit(target)), met }
    }
}

/// The middle value, so that one disturbed run does not count; 0 of none.
pub(crate) fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => f64::midpoint(values[n / 2 - 1], values[n / 2]),
    }
}

/// Whole milliseconds.
pub(crate) fn ms(value: f64) -> String {
    format!("{value:.0} ms")
}

/// Milliseconds to the tenth.
pub(crate) fn ms_fine(value: f64) -> String {
    format!("{value:.1} ms")
}

/// Seconds to the hundredth.
pub(crate) fn seconds(value: f64) -> String {
    format!("{value:.2} s")
}

/// Megabytes to the tenth.
pub(crate) fn megabytes(value: f64) -> String {
    format!("{value:.1} MB")
}

/// Exact bytes, in groups of three.
pub(crate) fn bytes(value: f64) -> String {
    format!("{} B", grouped(value))
}

/// Whole times a second, in groups of three.
pub(crate) fn per_second(value: f64) -> String {
    format!("{}/s", grouped(value))
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).expect("digits")).collect();
    groups.join(" ")
}

/// Bytes as they come from a file's length.
#[expect(clippy::cast_precision_loss, reason = "no file here has 2^52 bytes")]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// How many times as much, to the hundredth.
pub(crate) fn times(ratio: f64) -> String {
    format!("{ratio:.2}×")
}
