//! Which rows are the header, and what each column is.
//!
//! Names are compared as [`fold::words`], without what says nothing ("số hồ sơ", "trong kỳ"). A name of several rows
//! ("Đã giải quyết" over "Quá hạn") is read as one, so that the group decides what "Quá hạn" counts. Two columns for one
//! count are named and neither is taken: a wrong number is worse than none.

use super::fold;
use super::mapping::Mapping;
use super::table::{Cell, Sheet, letters};
use std::collections::HashSet;
use trangxa_model::tthc::Count;

/// How many rows may stand above the header's last one.
const SEARCHED: usize = 60;
/// A header's rows, at most.
const TALLEST: usize = 4;

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Ordinal,
    Field,
    /// Names of single procedures: finer than the site's figures.
    Procedure,
    /// Names of offices.
    Unit,
    From,
    To,
    Month,
    Quarter,
    Year,
    Count(Count),
    /// One of several columns that make up `received` (online, at the counter).
    ReceivedPart,
    /// `received` and `carried_over` together, or `received` alone where nothing else is there.
    Intake,
    Completed,
    /// Everything open, in time or not: the contract has no place for it.
    PendingTotal,
    CompletionRate,
    LateRate,
    /// Known, and of no use here.
    Ignored,
    /// A known name that may mean two things.
    Unclear(&'static str),
    Unknown,
}

impl Role {
    /// What it became, in words.
    pub fn shown(self) -> String {
        match self {
            Self::Count(count) => format!("{} ({})", count.key(), count.label()),
            Self::Field => "field".to_owned(),
            Self::Unit => "unit".to_owned(),
            Self::From => "from".to_owned(),
            Self::To => "to".to_owned(),
            Self::Month => "month".to_owned(),
            Self::Quarter => "quarter".to_owned(),
            Self::Year => "year".to_owned(),
            Self::ReceivedPart => "a part of received".to_owned(),
            Self::Intake => "received and carried_over together".to_owned(),
            Self::Completed => "stated.completed".to_owned(),
            Self::CompletionRate => "stated.completion_rate".to_owned(),
            Self::LateRate => "stated.late_rate".to_owned(),
            Self::PendingTotal => "all that is open".to_owned(),
            Self::Procedure => "procedures".to_owned(),
            Self::Ordinal | Self::Ignored | Self::Unclear(_) | Self::Unknown => String::new(),
        }
    }

    fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Count(_)
                | Self::ReceivedPart
                | Self::Intake
                | Self::Completed
                | Self::PendingTotal
                | Self::CompletionRate
                | Self::LateRate
        )
    }

    fn is_known(self) -> bool {
        !matches!(self, Self::Unclear(_) | Self::Unknown)
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub index: usize,
    /// As it stands in the file; the rows of a header are parted by ` / `.
    pub name: String,
    pub role: Role,
    /// The name says that its numbers are percents.
    pub in_percent: bool,
    /// The name speaks of days, not of months.
    pub is_day: bool,
}

impl Column {
    /// `column F ("Quá hạn")`.
    pub fn shown(&self) -> String {
        format!("column {} (\"{}\")", letters(self.index), self.name)
    }
}

/// A header, and what its columns are.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    /// Its first and last row, from 0.
    pub rows: (usize, usize),
    pub columns: Vec<Column>,
    /// What was left out because it may mean two things: the numbers under it are not taken.
    pub doubts: Vec<String>,
    /// What is worth knowing.
    pub notes: Vec<String>,
}

impl Header {
    /// How many columns have a meaning.
    pub fn known(&self) -> usize {
        self.columns.iter().filter(|column| column.role.is_known()).count()
    }

    pub fn column(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    pub fn all(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.role == role)
    }
}

/// Finds the header: the rows under which most columns have a known name, as few of them as will do.
pub(crate) fn find(sheet: &Sheet, mapping: Option<&Mapping>) -> Option<Header> {
    let mut best: Option<(usize, usize, usize)> = None;
    for last in 0..sheet.height().min(SEARCHED) {
        // A row of numbers belongs to the table, not to its header.
        for tall in 1..=TALLEST.min(last + 1) {
            let first = last + 1 - tall;
            if !is_wording(sheet, first) {
                break;
            }
            let columns = columns(sheet, first, last, mapping);
            // Meanings, not columns: a group's name alone would give all of its columns one.
            let mut known: HashSet<Role> = HashSet::new();
            let mut twice = 0;
            for role in columns.iter().map(|column| column.role).filter(|role| role.is_known()) {
                twice += usize::from(!known.insert(role) && matches!(role, Role::Count(_) | Role::Completed));
            }
            let is_header = known.len() >= 2 && known.iter().any(|role| role.is_figure());
            let sense = known.len().saturating_sub(twice);
            if is_header && best.is_none_or(|(most, ..)| sense > most) {
                best = Some((sense, first, last));
            }
        }
    }
    let (_, first, last) = best?;
    let mut header = Header {
        rows: (first, last),
        columns: columns(sheet, first, last, mapping),
        doubts: Vec::new(),
        notes: Vec::new(),
    };
    settle(&mut header, mapping);
    Some(header)
}

fn is_wording(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.row(row);
    cells.iter().any(|cell| matches!(cell, Cell::Text(_)))
        && !cells.iter().any(|cell| match cell {
            Cell::Number { .. } | Cell::Date { .. } | Cell::Other(_) => true,
            Cell::Text(text) => text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ')),
            Cell::Empty => false,
        })
}

fn columns(sheet: &Sheet, first: usize, last: usize, mapping: Option<&Mapping>) -> Vec<Column> {
    let width = (first..=last).map(|row| sheet.row(row).len()).max().unwrap_or(0);
    let mut columns = Vec::new();
    for index in 0..width {
        let mut path: Vec<&str> = Vec::new();
        for row in first..=last {
            let text = match sheet.seen(row, index) {
                Cell::Text(text) => text,
                Cell::Empty if has_name_below(sheet, row, last, index) => group_left(sheet, row, last, index),
                _ => continue,
            };
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        if path.is_empty() {
            continue;
        }
        let name = path.join(" / ");
        let words = fold::words(&name);
        columns.push(Column {
            index,
            role: mapping.and_then(|mapping| mapped(mapping, &name)).unwrap_or_else(|| role(&path)),
            in_percent: name.contains('%') || words.contains("phan tram"),
            is_day: words.split(' ').any(|word| word == "ngay"),
            name,
        });
    }
    columns
}

fn has_name_below(sheet: &Sheet, row: usize, last: usize, column: usize) -> bool {
    (row + 1..=last).any(|below| !sheet.cell(below, column).is_empty())
}

/// The group that a column belongs to where nothing is merged (a CSV): its name stands over its first column only.
fn group_left(sheet: &Sheet, row: usize, last: usize, column: usize) -> &str {
    for left in (0..column).rev() {
        // A merged region, an empty column, or a name with none below it: the group ended there.
        if sheet.is_merged(row, left) || !has_name_below(sheet, row, last, left) {
            return "";
        }
        if let Cell::Text(text) = sheet.cell(row, left) {
            return text;
        }
    }
    ""
}

/// The meaning that the mapping file gives to a column: by its whole name before its last part.
fn mapped(mapping: &Mapping, name: &str) -> Option<Role> {
    let find = |name: &str| {
        let words = fold::words(name);
        mapping.entries.iter().find(|entry| entry.words == words).map(|entry| entry.role)
    };
    find(name).or_else(|| find(name.rsplit(" / ").next()?))
}

/// Whether an entry of the mapping file names this column.
pub(crate) fn is_named(name: &str, words: &str) -> bool {
    fold::words(name) == words || name.rsplit(" / ").next().is_some_and(|last| fold::words(last) == words)
}

const RECEIVED: &[&str] = &["moi", "tiep nhan moi", "moi tiep nhan", "nhan moi", "phat sinh", "phat sinh moi", "nhan"];
/// Where dossiers come from, under "Tiếp nhận".
const WAYS: &[&str] = &[
    "truc tuyen",
    "qua mang",
    "online",
    "dich vu cong truc tuyen",
    "truc tiep",
    "truc tiep buu chinh",
    "truc tiep dich vu buu chinh",
    "truc tiep buu chinh cong ich",
    "truc tiep qua buu chinh",
    "buu chinh",
    "qua buu chinh",
    "dich vu buu chinh",
    "buu chinh cong ich",
    "qua dich vu buu chinh cong ich",
    "buu dien",
];
const EARLY: &[&str] = &["truoc han", "som han", "truoc thoi han", "som"];
const ON_TIME: &[&str] = &["dung han", "dung thoi han", "dung hen"];
const IN_TIME: &[&str] = &[
    "truoc dung han",
    "truoc han dung han",
    "dung truoc han",
    "dung han truoc han",
    "truoc hoac dung han",
    "som dung han",
    "som han dung han",
];
const LATE: &[&str] =
    &["tre han", "cham han", "sau han", "tre hen", "tre", "cham", "cham tre", "tre qua han", "sau thoi han"];
const OVERDUE: &[&str] = &["qua han", "qua hen", "qua thoi han", "da qua han", "bi qua han"];
const NOT_DUE: &[&str] =
    &["chua den han", "chua den han tra", "chua toi han", "chua den han giai quyet", "con han", "chua qua han"];
const STILL_IN_TIME: &[&str] = &["trong han", "con trong han", "dang trong han", "trong thoi han", "dung han"];
const WAITING: &[&str] = &[
    "cho bo sung",
    "yeu cau bo sung",
    "bo sung",
    "dang bo sung",
    "dang cho bo sung",
    "cho cong dan bo sung",
    "cho nguoi dan bo sung",
    "cho bo sung giay to",
    "tam dung",
    "tam dung xu ly",
    "tam dung giai quyet",
    "tam dung cho bo sung",
];
const WITHDRAWN: &[&str] = &[
    "rut",
    "da rut",
    "xin rut",
    "rut lai",
    "cong dan rut",
    "cong dan xin rut",
    "cong dan rut lai",
    "nguoi dan rut",
    "to chuc cong dan rut",
];
const REJECTED: &[&str] = &[
    "khong tiep nhan",
    "tu choi",
    "bi tu choi",
    "tu choi tiep nhan",
    "tu choi giai quyet",
    "tra lai",
    "bi tra lai",
    "khong giai quyet",
    "khong du dieu kien",
    "khong du dieu kien giai quyet",
    "khong du dieu kien tiep nhan",
];
/// Names of groups, the longest first: "đang giải quyết" ends in "giải quyết".
const PENDING: &[&str] = &[
    "dang trong qua trinh giai quyet",
    "dang con giai quyet",
    "chua giai quyet xong",
    "ton chuyen ky sau",
    "chuyen ky sau",
    "dang giai quyet",
    "chua giai quyet",
    "dang thu ly",
    "ton cuoi ky",
    "dang xu ly",
    "chua xu ly",
    "con ton",
    "ton dong",
    "ton",
];
const DONE: &[&str] = &[
    "ket qua giai quyet",
    "da giai quyet xong",
    "tong hop giai quyet",
    "da tra ket qua",
    "ket qua xu ly",
    "giai quyet xong",
    "da giai quyet",
    "da hoan thanh",
    "hoan thanh",
    "giai quyet",
    "da xu ly",
    "xu ly",
];
const INTAKE: &[&str] = &["tinh hinh tiep nhan", "da tiep nhan", "tiep nhan", "nhan giai quyet"];
const ORDINALS: &[&str] = &["stt", "tt", "thu tu", "no"];
const IGNORED: &[&str] = &["ghi chu", "ma linh vuc", "ma thu tuc", "ma tthc", "ma don vi", "dien giai", "xem chi tiet"];

/// What a column is, by its name from top to bottom.
fn role(path: &[&str]) -> Role {
    let plain = fold::plain(&path.join(" "));
    let is_share =
        plain.contains('%') || plain.contains("ti le") || plain.contains("ty le") || plain.contains("phan tram");
    let (name, is_total) = bare(path);
    let is = |names: &[&str]| names.contains(&name.as_str());
    if is_share {
        return share(&name);
    }
    if name.is_empty() {
        return if is_total { Role::Unclear("a total of what, it does not say") } else { Role::Unknown };
    }
    if let Some(role) = place(&name) {
        return role;
    }
    if is_carried_over(&name)
        || ["tiep nhan ", "da tiep nhan "].iter().any(|group| name.strip_prefix(group).is_some_and(is_carried_over))
    {
        return Role::Count(Count::CarriedOver);
    }
    if let Some(role) = anywhere(&name) {
        return role;
    }
    if is(NOT_DUE) {
        return Role::Count(Count::PendingInTime);
    }
    if let Some(leaf) = within(&name, PENDING) {
        return match leaf {
            "" => Role::PendingTotal,
            leaf if NOT_DUE.contains(&leaf) || STILL_IN_TIME.contains(&leaf) => Role::Count(Count::PendingInTime),
            leaf if OVERDUE.contains(&leaf) || LATE.contains(&leaf) => Role::Count(Count::PendingLate),
            leaf => anywhere(leaf).unwrap_or(Role::Unknown),
        };
    }
    if let Some(leaf) = within(&name, DONE) {
        return match leaf {
            "" => Role::Completed,
            "trong han" | "trong thoi han" => Role::Count(Count::InTime),
            leaf if OVERDUE.contains(&leaf) => Role::Count(Count::Late),
            leaf => done(leaf).or_else(|| anywhere(leaf)).unwrap_or(Role::Unknown),
        };
    }
    if let Some(leaf) = within(&name, INTAKE) {
        return match leaf {
            "" if is_total => Role::Intake,
            "" => Role::Count(Count::Received),
            leaf if RECEIVED.contains(&leaf) => Role::Count(Count::Received),
            leaf if WAYS.contains(&leaf) => Role::ReceivedPart,
            leaf => anywhere(leaf).unwrap_or(Role::Unknown),
        };
    }
    if is(RECEIVED) && name != "nhan" {
        return Role::Count(Count::Received);
    }
    if is(OVERDUE) {
        return Role::Unclear(OVERDUE_ALONE);
    }
    if is(&["trong han", "trong thoi han"]) {
        return Role::Unclear("completed or still open, it does not say");
    }
    done(&name).unwrap_or(Role::Unknown)
}

const OVERDUE_ALONE: &str = "completed late or still open and overdue, it does not say";

/// Columns that say where a row belongs.
fn place(name: &str) -> Option<Role> {
    let role = match name {
        "tu thang" | "tu ky" | "thang bat dau" | "tu ngay" | "tu" => Role::From,
        "den thang" | "den ky" | "thang ket thuc" | "den ngay" | "den" => Role::To,
        "thang" | "thang bao cao" | "ky" | "ky bao cao" | "ky so lieu" | "thang nam" | "thoi gian" | "giai doan"
        | "thang thong ke" | "ky thong ke" => Role::Month,
        "quy" | "quy bao cao" => Role::Quarter,
        "nam" | "nam bao cao" => Role::Year,
        "don vi" | "ten don vi" | "co quan" | "ten co quan" | "co quan don vi" | "don vi giai quyet"
        | "ten co quan don vi" | "don vi xu ly" | "xa phuong" | "ten xa" => Role::Unit,
        "thu tuc" | "ten thu tuc" | "thu tuc hanh chinh" | "ten thu tuc hanh chinh" | "tthc" | "ten tthc" => {
            Role::Procedure
        }
        name if ORDINALS.contains(&name) => Role::Ordinal,
        name if IGNORED.contains(&name) => Role::Ignored,
        name if ["linh vuc", "ten linh vuc", "nhom linh vuc"]
            .iter()
            .any(|field| name.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))) =>
        {
            Role::Field
        }
        _ => return None,
    };
    Some(role)
}

/// Names that mean the same under any group.
fn anywhere(name: &str) -> Option<Role> {
    let tables = [(WAITING, Count::Waiting), (WITHDRAWN, Count::Withdrawn), (REJECTED, Count::Rejected)];
    tables.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

/// Names of what is completed, by when.
fn done(name: &str) -> Option<Role> {
    let tables = [(EARLY, Count::Early), (ON_TIME, Count::OnTime), (IN_TIME, Count::InTime), (LATE, Count::Late)];
    tables.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

fn share(name: &str) -> Role {
    let leaf = within(name, DONE).unwrap_or(name);
    if within(name, PENDING).is_none() && (LATE.contains(&leaf) || OVERDUE.contains(&leaf)) {
        Role::LateRate
    } else if leaf.is_empty() && !name.is_empty() && within(name, PENDING).is_none() {
        Role::CompletionRate
    } else {
        // Shares of one part or another: computed here, never read.
        Role::Ignored
    }
}

/// Made only of the words that speak of what an earlier period left.
fn is_carried_over(name: &str) -> bool {
    const WORDS: [&str; 14] =
        ["tu", "ky", "truoc", "chuyen", "qua", "sang", "ton", "dau", "den", "thang", "nam", "quy", "con", "dong"];
    ["ky truoc", "dau ky", "thang truoc", "quy truoc", "nam truoc"].iter().any(|key| name.contains(key))
        && name.split(' ').all(|word| WORDS.contains(&word))
}

/// What a name says beside that of a group, which may stand before or behind it.
fn within<'a>(name: &'a str, group: &[&str]) -> Option<&'a str> {
    group.iter().find_map(|group| {
        let before = name.strip_prefix(group).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let behind = || name.strip_suffix(group).filter(|rest| rest.ends_with(' '));
        before.or_else(behind).map(str::trim)
    })
}

/// A name without what says nothing, and whether it spoke of a total.
fn bare(path: &[&str]) -> (String, bool) {
    // Each says nothing where a count's name is looked for; the longer ones first.
    const NOISE: [&str; 16] = [
        "thu tuc hanh chinh duoc",
        "trong ky bao cao",
        "cua cong dan",
        "so luong",
        "so ho so",
        "trong ky",
        "trong thang",
        "trong quy",
        "trong nam",
        "trong do",
        "ky nay",
        "ho so",
        "ti le",
        "ty le",
        "phan tram",
        "tthc duoc",
    ];
    const TOTALS: [&str; 3] = ["tong cong", "tong so", "tong"];
    let mut is_total = false;
    let mut parts: Vec<String> = Vec::new();
    for part in path {
        // Formulas of a form, as in "Tổng số (3)=(4)+(5)", and units.
        let words = fold::words(part);
        let mut name = format!(
            " {} ",
            words.split(' ').filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect::<Vec<_>>().join(" ")
        );
        let cut = |name: &mut String, phrases: &[&str]| {
            let mut found = false;
            for phrase in phrases {
                let phrase = format!(" {phrase} ");
                while name.contains(&phrase) {
                    *name = name.replacen(&phrase, " ", 1);
                    found = true;
                }
            }
            found
        };
        // A total of a group is said by its last name: "Tổng số" over parts is not one.
        // "Cộng" alone is one; "công dân" is not.
        is_total = cut(&mut name, &TOTALS) || name.trim() == "cong";
        if name.trim() == "cong" {
            name.clear();
        }
        cut(&mut name, &NOISE);
        let name: Vec<&str> = name.split_whitespace().filter(|word| !matches!(*word, "so" | "va")).collect();
        let name = name.join(" ");
        if !name.is_empty() && parts.last() != Some(&name) {
            parts.push(name);
        }
    }
    (parts.join(" "), is_total)
}

/// Decides what only the whole header can decide, and takes out what is there twice.
fn settle(header: &mut Header, mapping: Option<&Mapping>) {
    let named: Vec<bool> = header
        .columns
        .iter()
        .map(|column| {
            mapping.is_some_and(|mapping| mapping.entries.iter().any(|entry| is_named(&column.name, &entry.words)))
        })
        .collect();
    let has = |header: &Header, role: Role| header.columns.iter().any(|column| column.role == role);
    let is_done = |role: Role| matches!(role, Role::Count(Count::Early | Count::OnTime | Count::InTime));
    let is_open = |role: Role| matches!(role, Role::PendingTotal | Role::Unclear(_));
    // "Quá hạn" in a row of "Trước hạn", "Đúng hạn" is theirs, unless something open may claim it.
    let overdue: Vec<usize> =
        (0..header.columns.len()).filter(|at| header.columns[*at].role == Role::Unclear(OVERDUE_ALONE)).collect();
    if let [only] = overdue[..]
        && header.columns.iter().any(|column| is_done(column.role))
        && !has(header, Role::Count(Count::Late))
        && !header.columns.iter().enumerate().any(|(at, column)| at != only && is_open(column.role))
    {
        header.columns[only].role = Role::Count(Count::Late);
    }
    // A total of what came in is `received` where nothing else could be in it.
    let parts = header.columns.iter().any(|column| column.role == Role::ReceivedPart);
    let (carried, received) = (has(header, Role::Count(Count::CarriedOver)), has(header, Role::Count(Count::Received)));
    for (column, named) in header.columns.iter_mut().zip(&named).filter(|(column, _)| column.role == Role::Intake) {
        if *named || parts && carried {
            continue;
        }
        if !carried && !received && !parts {
            column.role = Role::Count(Count::Received);
        } else if received || parts {
            // Derived from what is beside it.
            column.role = Role::Ignored;
        } else {
            // In the form of the Government Office the total and what came from the period before stand in one group.
            let is_group = column.name.contains(" / ");
            if !is_group {
                column.role = Role::Unclear("with what the period before left or without, it does not say");
            }
        }
    }
    if received {
        for column in header.columns.iter_mut().filter(|column| column.role == Role::ReceivedPart) {
            column.role = Role::Ignored;
        }
    }
    doubles(header, &named);
    if header.all(Role::PendingTotal).next().is_some()
        && !has(header, Role::Count(Count::PendingInTime))
        && !has(header, Role::Count(Count::PendingLate))
    {
        let columns: Vec<_> = header.all(Role::PendingTotal).map(Column::shown).collect();
        header.notes.push(format!(
            "{}: what is open is published in time and overdue apart; a sum of both has no place, and was passed over",
            columns.join(", ")
        ));
    }
}

/// One place for each count: of two columns, the mapping file's stands, and otherwise none.
fn doubles(header: &mut Header, named: &[bool]) {
    let single: Vec<Role> = {
        let mut roles: Vec<Role> = header.columns.iter().map(|column| column.role).collect();
        roles.retain(|role| {
            !matches!(
                role,
                Role::Ordinal
                    | Role::Ignored
                    | Role::Unknown
                    | Role::Unclear(_)
                    | Role::ReceivedPart
                    | Role::PendingTotal
                    | Role::Procedure
            )
        });
        let mut seen = Vec::new();
        for role in roles {
            if !seen.contains(&role) {
                seen.push(role);
            }
        }
        seen
    };
    for role in single {
        let at: Vec<usize> = (0..header.columns.len()).filter(|at| header.columns[*at].role == role).collect();
        if at.len() < 2 {
            continue;
        }
        let chosen: Vec<usize> = at.iter().copied().filter(|at| named[*at]).collect();
        let columns = at.iter().map(|at| header.columns[*at].shown()).collect::<Vec<_>>().join(" and ");
        if let [chosen] = chosen[..] {
            for other in at.into_iter().filter(|at| *at != chosen) {
                header.columns[other].role = Role::Ignored;
                let other = header.columns[other].shown();
                header.notes.push(format!("{other}: passed over; the mapping file names another column for it"));
            }
            continue;
        }
        header.doubts.push(format!(
            "{columns} both mean {}; neither was taken. Name the right one with --map, or \"\" for the other",
            role.shown()
        ));
        for at in at {
            header.columns[at].role = Role::Ignored;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(name: &str, expected: Role) {
        let path: Vec<&str> = name.split(" / ").collect();
        assert_eq!(role(&path), expected, "{name}");
    }

    #[test]
    fn the_contracts_labels_mean_what_they_say() {
        for count in Count::ALL {
            let label = count.label();
            is(label, Role::Count(count));
            is(&label.to_uppercase(), Role::Count(count));
            is(&format!("Số hồ sơ {}", label.to_lowercase()), Role::Count(count));
        }
        is("Từ tháng", Role::From);
        is("Đến tháng", Role::To);
        is("Lĩnh vực", Role::Field);
        is("Đã giải quyết", Role::Completed);
        is("Tỉ lệ giải quyết (%)", Role::CompletionRate);
        is("Tỉ lệ trễ hạn (%)", Role::LateRate);
    }

    #[test]
    fn what_reports_really_write() {
        let count = Role::Count;
        for (name, role) in [
            ("Tiếp nhận trong kỳ", count(Count::Received)),
            ("Số hồ sơ mới tiếp nhận", count(Count::Received)),
            ("Tiếp nhận mới", count(Count::Received)),
            ("Hồ sơ nhận mới", count(Count::Received)),
            ("Kỳ trước chuyển sang", count(Count::CarriedOver)),
            ("Tồn kỳ trước", count(Count::CarriedOver)),
            ("Số hồ sơ tồn đầu kỳ", count(Count::CarriedOver)),
            ("Số lượng hồ sơ tiếp nhận / Từ kỳ trước", count(Count::CarriedOver)),
            ("Tháng trước chuyển sang", count(Count::CarriedOver)),
            ("Giải quyết trước hạn", count(Count::Early)),
            ("Số hồ sơ giải quyết đúng hạn", count(Count::OnTime)),
            ("Trước và đúng hạn", count(Count::InTime)),
            ("Trước hạn, đúng hạn", count(Count::InTime)),
            ("Đã giải quyết đúng và trước hạn", count(Count::InTime)),
            ("Đã giải quyết / Trong hạn", count(Count::InTime)),
            ("Đã giải quyết / Quá hạn", count(Count::Late)),
            ("Số lượng hồ sơ đã giải quyết / Quá hạn (10)", count(Count::Late)),
            ("Kết quả giải quyết / Chậm hạn", count(Count::Late)),
            ("Giải quyết quá hạn", count(Count::Late)),
            ("Đã xử lý / Trễ hạn", count(Count::Late)),
            ("Đang giải quyết / Trong hạn", count(Count::PendingInTime)),
            ("Đang giải quyết chưa đến hạn", count(Count::PendingInTime)),
            ("Số lượng hồ sơ đang giải quyết / Quá hạn", count(Count::PendingLate)),
            ("Chưa giải quyết / Trễ hạn", count(Count::PendingLate)),
            ("Hồ sơ quá hạn chưa giải quyết", count(Count::PendingLate)),
            ("Đang xử lý / Chưa đến hạn", count(Count::PendingInTime)),
            ("Đang giải quyết / Chờ bổ sung", count(Count::Waiting)),
            ("Yêu cầu bổ sung hồ sơ", count(Count::Waiting)),
            ("Tạm dừng giải quyết", count(Count::Waiting)),
            ("Công dân rút hồ sơ", count(Count::Withdrawn)),
            ("Từ chối", count(Count::Rejected)),
            ("Hồ sơ trả lại", count(Count::Rejected)),
            ("Không tiếp nhận hồ sơ", count(Count::Rejected)),
            ("Số hồ sơ xử lý", Role::Completed),
            ("Đã giải quyết / Tổng số", Role::Completed),
            ("Số lượng hồ sơ tiếp nhận / Tổng số (3)=(4)+(5)+(6)", Role::Intake),
            ("Số lượng hồ sơ tiếp nhận / Trong kỳ / Trực tuyến", Role::ReceivedPart),
            ("Số lượng hồ sơ tiếp nhận / Trong kỳ / Trực tiếp, dịch vụ bưu chính", Role::ReceivedPart),
            ("Đang giải quyết / Tổng số", Role::PendingTotal),
            ("Tồn cuối kỳ", Role::PendingTotal),
            ("Trễ hạn / Tỷ lệ %", Role::LateRate),
            ("Tỷ lệ hồ sơ quá hạn", Role::LateRate),
            ("Tỷ lệ giải quyết đúng hạn (%)", Role::Ignored),
            ("Trễ hạn / Số lượng", count(Count::Late)),
            ("STT", Role::Ordinal),
            ("Số TT", Role::Ordinal),
            ("Lĩnh vực, công việc giải quyết theo cấp", Role::Field),
            ("Tên lĩnh vực", Role::Field),
            ("Tên thủ tục hành chính", Role::Procedure),
            ("Kỳ báo cáo", Role::Month),
            ("Quá hạn", Role::Unclear(OVERDUE_ALONE)),
            ("Mã hồ sơ", Role::Unknown),
            ("Số phí đã thu", Role::Unknown),
        ] {
            is(name, role);
        }
    }

    fn roles(rows: &[&[&str]]) -> Vec<Role> {
        find(&Sheet::of(rows), None).unwrap().columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn overdue_alone_is_late_only_where_nothing_open_may_claim_it() {
        let of = |rows: &[&[&str]]| roles(rows).pop().unwrap();
        assert_eq!(of(&[&["Lĩnh vực", "Trước hạn", "Đúng hạn", "Quá hạn"]]), Role::Count(Count::Late));
        assert!(matches!(of(&[&["Lĩnh vực", "Đúng hạn", "Đang giải quyết", "Quá hạn"]]), Role::Unclear(_)));
        assert!(matches!(of(&[&["Lĩnh vực", "Đã giải quyết", "Trong hạn", "Quá hạn"]]), Role::Unclear(_)));
    }

    #[test]
    fn a_total_of_what_came_in_is_received_only_where_nothing_else_is_in_it() {
        let of = |rows: &[&[&str]], at: usize| roles(rows)[at];
        assert_eq!(of(&[&["Lĩnh vực", "Tổng số tiếp nhận", "Trễ hạn"]], 1), Role::Count(Count::Received));
        assert!(matches!(of(&[&["Lĩnh vực", "Tổng số tiếp nhận", "Kỳ trước chuyển sang"]], 1), Role::Unclear(_)));
        assert_eq!(of(&[&["Tổng số tiếp nhận", "Tiếp nhận trong kỳ", "Kỳ trước chuyển sang"]], 0), Role::Ignored);
    }

    #[test]
    fn groups_of_a_csv_reach_to_the_next_name() {
        let rows: [&[&str]; 3] = [
            &["Báo cáo tình hình giải quyết hồ sơ"],
            &["Lĩnh vực", "Đã giải quyết", "", "", "Đang giải quyết", "", "Rút"],
            &["", "Trước hạn", "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn", ""],
        ];
        let count = Role::Count;
        assert_eq!(
            roles(&rows),
            [
                Role::Field,
                count(Count::Early),
                count(Count::OnTime),
                count(Count::Late),
                count(Count::PendingInTime),
                count(Count::PendingLate),
                count(Count::Withdrawn)
            ]
        );
    }
}
