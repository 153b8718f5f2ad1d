//! What a column means, decided by its Vietnamese name.
//!
//! Names are compared as [`fold::words`], without words that carry no meaning here ("số hồ sơ", "trong kỳ"). A name in
//! several rows is read from top to bottom, so that the group ("Đã giải quyết") decides what "Quá hạn" under it counts.
//! What only the numbers can decide is left to [`crate::evidence`].

mod phrases;

pub(crate) use phrases::{can_be_channel, is_other_period};

use crate::role::{Role, Unclear};
use phrases::{
    COMPLETED_BY_TIME, DONE_IN_TIME, GROUPS, Group, IGNORED, LATE, NOT_DUE, ORDINALS, OTHER_SUBJECTS, OVERDUE,
    RECEIVED, STATES, STILL_IN_TIME, WORKLOAD, is_carried_over, is_carried_over_in_intake, is_channel,
};
use trangxa_model::tthc::Count;
use trangxa_sheets::fold;

/// What a name says about its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub role: Role,
    /// Whether the name is one of a total: "Tổng số", "Cộng".
    pub is_total: bool,
    /// Whether the column counts a part of its role: "Quá hạn (đã có thư xin lỗi)".
    pub is_part: bool,
}

/// The meaning of a column; `path` is its name in each row of the header, from top to bottom.
pub(crate) fn meaning(path: &[&str]) -> Meaning {
    let parts: Vec<Part> = path.iter().map(|part| Part::of(part)).collect();
    let is_part = parts.iter().any(|part| part.is_apology);
    let is_total = parts.last().is_some_and(|part| part.is_total);
    let with_notes = role_of(path, &parts.iter().map(|part| part.with_notes.clone()).collect::<Vec<_>>(), is_total);
    // A note in brackets may say what the name leaves open, "Quá hạn (đang giải quyết)", or nothing that matters here.
    let role = if matches!(with_notes, Role::Unknown) && !parts.iter().any(|part| part.has_carried_over) {
        role_of(path, &parts.into_iter().map(|part| part.name).collect::<Vec<_>>(), is_total)
    } else if parts.iter().any(|part| part.has_carried_over) {
        // "Tổng số tiếp nhận (gồm kỳ trước chuyển sang)"
        match role_of(path, &parts.into_iter().map(|part| part.name).collect::<Vec<_>>(), is_total) {
            Role::Intake | Role::Count(Count::Received) => Role::Workload,
            role => role,
        }
    } else {
        with_notes
    };
    let role = match role {
        Role::Count(count @ (Count::Late | Count::PendingLate)) if is_part => Role::Part(count),
        role => role,
    };
    Meaning { role, is_total, is_part }
}

/// Whether the name of a sheet is that of a way in which dossiers arrive: "Trực tuyến".
pub(crate) fn is_part_of_dossiers(name: &str) -> bool {
    is_channel(&bare(name).0)
}

/// Whether a title is about dossiers of one kind: "HỒ SƠ TRỰC TUYẾN THÁNG 11/2023".
pub(crate) fn is_title_of_a_part(title: &str) -> bool {
    const KINDS: [&str; 8] = [
        "ho so truc tuyen",
        "ho so truc tiep",
        "ho so nop truc tuyen",
        "ho so tiep nhan truc tuyen",
        "ho so qua buu chinh",
        "truc tuyen toan trinh",
        "truc tuyen mot phan",
        "ho so qua han",
    ];
    let words = format!(" {} ", fold::words(title));
    KINDS.iter().any(|kind| words.contains(&format!(" {kind} ")))
}

fn role_of(path: &[&str], parts: &[String], is_total: bool) -> Role {
    let plain = fold::plain(&path.join(" "));
    let is_share = plain.contains('%')
        || plain.contains("ti le")
        || plain.contains("ty le")
        || plain.contains("phan tram")
        || fold::words(&plain).split(' ').any(|word| word == "tl");
    let name = joined(parts);
    if is_other_period(&fold::words(&plain)) {
        return Role::OtherPeriod;
    }
    if is_share {
        return share(parts);
    }
    if name.is_empty() {
        return if is_total { Role::Unclear(Unclear::Total) } else { Role::Unknown };
    }
    if OTHER_SUBJECTS.iter().any(|phrase| format!(" {name} ").contains(&format!(" {phrase} "))) {
        return Role::Ignored;
    }
    if let Some(role) = row_label(&name) {
        return role;
    }
    if is_carried_over(&name) {
        return Role::Count(Count::CarriedOver);
    }
    if parts.iter().any(|part| WORKLOAD.contains(&part.as_str())) {
        return Role::Workload;
    }
    if let Some(role) = in_any_group(&name) {
        return role;
    }
    let (group, leaf) = split(parts);
    let leaf = leaf.as_str();
    let is = |names: &[&str]| names.contains(&leaf);
    if let Some(role) = in_any_group(leaf) {
        return role;
    }
    match group {
        Some(Group::Pending) => match leaf {
            "" => Role::PendingTotal,
            _ if is(NOT_DUE) || is(STILL_IN_TIME) => Role::Count(Count::PendingInTime),
            _ if is(OVERDUE) || is(LATE) => Role::Count(Count::PendingLate),
            _ => Role::Unknown,
        },
        Some(Group::Completed) => match leaf {
            "" => Role::Completed,
            "truoc" => Role::Count(Count::Early),
            "dung" => Role::Count(Count::OnTime),
            "qua" => Role::Count(Count::Late),
            _ if is(DONE_IN_TIME) => Role::Count(Count::InTime),
            _ if is(OVERDUE) => Role::Count(Count::Late),
            _ if is(NOT_DUE) => Role::Count(Count::PendingInTime),
            _ => completed(leaf).unwrap_or(Role::Unknown),
        },
        Some(Group::Intake) => match leaf {
            "" if is_total => Role::Intake,
            "" => Role::Count(Count::Received),
            _ if is(RECEIVED) => Role::Count(Count::Received),
            _ if is_carried_over_in_intake(leaf) => Role::Count(Count::CarriedOver),
            _ if is_channel(leaf) => Role::Part(Count::Received),
            _ => Role::Unknown,
        },
        None if is(NOT_DUE) => Role::Count(Count::PendingInTime),
        None if is(OVERDUE) => Role::Unclear(Unclear::Overdue),
        None if is(DONE_IN_TIME) => Role::Unclear(Unclear::InTime),
        // "Nhận" alone may be the name of a person's task; "Nhận trong kỳ" counts dossiers.
        None if is(RECEIVED) && (!matches!(leaf, "nhan" | "nop") || has_period(&plain)) => Role::Count(Count::Received),
        // "Mới tiếp nhận trực tuyến" says that they arrived; "Trực tuyến" alone may be about anything.
        None if is_channel(leaf)
            && ["moi", "nhan", "nop"].iter().any(|word| leaf.split(' ').any(|part| part == *word)) =>
        {
            Role::Part(Count::Received)
        }
        None if is_channel(leaf) => Role::Channel,
        None => completed(leaf).unwrap_or(Role::Unknown),
    }
}

/// Whether a name says that it is about the period of the table.
fn has_period(plain: &str) -> bool {
    ["trong ky", "trong thang", "trong quy", "trong nam", "trong tuan"].iter().any(|phrase| plain.contains(phrase))
}

/// Names of columns that say what a row is about.
fn row_label(name: &str) -> Option<Role> {
    let role = match name {
        "tu thang" | "tu ky" | "thang bat dau" | "tu ngay" | "tu" => Role::From,
        "den thang" | "den ky" | "thang ket thuc" | "den ngay" | "den" => Role::To,
        "thang" | "thang bao cao" | "ky" | "ky bao cao" | "ky so lieu" | "thang nam" | "thoi gian" | "giai doan"
        | "thang thong ke" | "ky thong ke" => Role::Month,
        "quy" | "quy bao cao" => Role::Quarter,
        "nam" | "nam bao cao" => Role::Year,
        "thu tuc" | "ten thu tuc" | "thu tuc hanh chinh" | "ten thu tuc hanh chinh" | "tthc" | "ten tthc" => {
            Role::Procedure
        }
        "ten" | "noi dung" | "ten nhom" | "nhom" | "loai" | "danh muc" | "chi tieu" | "muc" | "ten goi" => Role::Label,
        name if ORDINALS.contains(&name) => Role::Ordinal,
        name if IGNORED.contains(&name) => Role::Ignored,
        name if format!(" {name} ").contains(" linh vuc ") => Role::Field,
        name if names_offices(name) => Role::Unit,
        _ => return None,
    };
    Some(role)
}

/// Whether a name of a column says that its cells name offices: "Tên cơ quan, đơn vị", "Xã, phường".
fn names_offices(name: &str) -> bool {
    const WORDS: &str = " ten don vi co quan dia phuong xa thi tran dac khu hanh chinh thuc hien giai quyet xu ly tiep nhan \
        bao cao ubnd cap trung tam phuc vu cong noi truc thuoc ";
    const KEYS: [&str; 8] =
        [" don vi ", " co quan ", " dia phuong ", " xa phuong ", " phuong xa ", " ubnd ", " ten xa ", " ten phuong "];
    let padded = format!(" {name} ");
    (matches!(name, "xa" | "phuong") || KEYS.iter().any(|key| padded.contains(key)))
        && name.split(' ').all(|word| WORDS.contains(&format!(" {word} ")))
}

/// Names that have the same meaning in every group.
fn in_any_group(name: &str) -> Option<Role> {
    STATES.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

/// Names of completed dossiers, by when they were completed.
fn completed(name: &str) -> Option<Role> {
    COMPLETED_BY_TIME.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

/// The meaning of a column of percentages.
fn share(parts: &[String]) -> Role {
    let (group, leaf) = split(parts);
    let leaf = leaf.as_str();
    match group {
        None | Some(Group::Completed) if LATE.contains(&leaf) || OVERDUE.contains(&leaf) => Role::LateRate,
        Some(Group::Completed) if leaf.is_empty() => Role::CompletionRate,
        // The site computes all other shares itself.
        _ => Role::Ignored,
    }
}

/// The group that the parts of a name put a column in, and what remains of the name. The group in the lowest row counts.
fn split(parts: &[String]) -> (Option<Group>, String) {
    let mut group = None;
    let mut rest: Vec<String> = Vec::new();
    for part in parts {
        let is_state = in_any_group(part).is_some() || NOT_DUE.contains(&part.as_str()) || is_carried_over(part);
        let named = if is_state { None } else { group_in(part) };
        let (found, left) = named.map_or((None, part.as_str()), |(group, left)| (Some(group), left));
        // "Tồn" under "Tiếp nhận" is what the period before left; elsewhere it is what is open now.
        if group == Some(Group::Intake) && found == Some(Group::Pending) {
            rest.push(part.clone());
            continue;
        }
        group = found.or(group);
        if !left.is_empty() && rest.last().is_none_or(|last| last != left) {
            rest.push(left.to_owned());
        }
    }
    (group, rest.join(" "))
}

/// The group that a part of a name begins or ends with, and what remains of the part.
fn group_in(part: &str) -> Option<(Group, &str)> {
    let fits = GROUPS.iter().flat_map(|(group, names)| names.iter().map(move |name| (*group, *name)));
    let found = fits.filter_map(|(group, name)| {
        let before = part.strip_prefix(name).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let behind = || part.strip_suffix(name).filter(|rest| rest.ends_with(' '));
        Some((name.len(), group, before.or_else(behind)?.trim()))
    });
    let longest = found.max_by_key(|(length, ..)| *length).map(|(_, group, rest)| (group, rest));
    // "Trả quá hạn": to hand over the result completes a dossier.
    longest.or_else(|| {
        let rest = part.strip_prefix("tra").filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
        Some((Group::Completed, rest.trim()))
    })
}

/// One row of a column's name, without words that carry no meaning.
struct Part {
    name: String,
    /// The name with what stands in brackets.
    with_notes: String,
    is_total: bool,
    /// Whether it is about letters of apology, by which some systems split overdue dossiers in two columns.
    is_apology: bool,
    /// Whether a note in brackets says that dossiers of the period before are included.
    has_carried_over: bool,
}

impl Part {
    fn of(text: &str) -> Self {
        let text = &with_marked_words(text);
        let (outside, notes) = without_notes(text);
        let notes: Vec<String> = notes.iter().map(|note| fold::words(note)).collect();
        let has_carried_over = notes.iter().any(|note| {
            let note = format!(" {note} ");
            let of_before = ["ky truoc", "dau ky", "thang truoc", "ton", "chuyen sang", "chuyen qua", "quy truoc"];
            of_before.iter().any(|words| note.contains(&format!(" {words} ")))
                && !["khong", "chua", "tru"].iter().any(|word| note.contains(&format!(" {word} ")))
        });
        let (name, is_total) = bare(&outside);
        let (with_notes, _) = bare(text);
        let is_apology = fold::words(text).contains("xin loi");
        let (name, with_notes) =
            if is_apology { (without_apology(&name), without_apology(&with_notes)) } else { (name, with_notes) };
        Self { name, with_notes, is_total, is_apology, has_carried_over }
    }
}

/// A text in which words are told apart that differ in their marks only: "Dừng" (stopped) is no "Đúng" (on time).
fn with_marked_words(text: &str) -> String {
    let tidy = fold::tidy(text);
    let mut words: Vec<&str> = Vec::new();
    for word in tidy.split(' ') {
        let small = word.to_lowercase();
        if small.trim_matches(|c: char| !c.is_alphabetic()) == "dừng"
            && words.last().is_none_or(|last| fold::plain(last) != "tam")
        {
            words.push("tạm");
        }
        words.push(word);
    }
    words.join(" ")
}

/// A text without what stands in round or square brackets, and these notes.
fn without_notes(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut notes, mut depth) = (String::new(), Vec::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                if depth == 1 {
                    notes.push(String::new());
                }
                outside.push(' ');
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            c => {
                if let Some(note) = notes.last_mut() {
                    note.push(c);
                }
            }
        }
    }
    (outside, notes)
}

/// A name without the words about letters of apology: "quá hạn đã có thư xin lỗi" is "quá hạn".
fn without_apology(name: &str) -> String {
    const WORDS: [&str; 13] =
        ["da", "chua", "co", "khong", "duoc", "thu", "van", "ban", "phieu", "gui", "xin", "loi", "kem"];
    let words: Vec<&str> = name.split(' ').collect();
    let Some(at) = words.windows(2).position(|pair| pair == ["xin", "loi"]) else { return name.to_owned() };
    let first = words[..at].iter().rposition(|word| !WORDS.contains(word)).map_or(0, |last| last + 1);
    [&words[..first], &words[at + 2..]].concat().join(" ")
}

/// The parts of a name as one, each once.
fn joined(parts: &[String]) -> String {
    let mut name: Vec<&str> = Vec::new();
    for part in parts {
        if !part.is_empty() && name.last().is_none_or(|last| last != part) {
            name.push(part);
        }
    }
    name.join(" ")
}

/// One row of a name without words that carry no meaning, and whether it names a total.
fn bare(part: &str) -> (String, bool) {
    // The longer phrases first, because they contain shorter ones.
    const NOISE: [&str; 28] = [
        "tren cong dvc qg",
        "thu tuc hanh chinh duoc",
        "trong ky bao cao",
        "thu tuc hanh chinh",
        "cua nguoi dan",
        "cua cong dan",
        "trong nam",
        "trong thang",
        "trong tuan",
        "so luong",
        "so ho so",
        "trong ky",
        "trong quy",
        "trong do",
        "bao gom",
        "ky nay",
        "thang nay",
        "cong dvc qg",
        "tren cong dvc",
        "ho so",
        "ti le",
        "ty le",
        "phan tram",
        "tthc duoc",
        "tthc",
        "hs",
        "sl",
        "chia ra",
    ];
    const TOTALS: [&str; 4] = ["tong cong", "tong so", "tong chung", "tong"];
    // Words of digits alone are formulas of a form, as in "Tổng số (3)=(4)+(5)".
    let words = fold::words(part);
    let words = words.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut name = format!(" {} ", words.collect::<Vec<_>>().join(" "));
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
    // "Cộng" alone is a total, and "công dân" is not.
    let is_total = cut(&mut name, &TOTALS) || name.trim() == "cong";
    if name.trim() == "cong" {
        name.clear();
    }
    // The words for a kind of procedure are a name of their own in a column of procedures.
    if !matches!(name.trim(), "thu tuc hanh chinh" | "ten thu tuc hanh chinh" | "tthc" | "ten tthc" | "ma tthc") {
        cut(&mut name, &NOISE);
    }
    let name: Vec<&str> = name.split_whitespace().filter(|word| !matches!(*word, "so" | "va")).collect();
    (name.join(" "), is_total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(name: &str, expected: Role) {
        let path: Vec<&str> = name.split(" / ").collect();
        assert_eq!(meaning(&path).role, expected, "{name}");
    }

    #[test]
    fn the_labels_of_tthc_json_are_known() {
        for (name, role) in [
            ("Dừng xử lý", Role::Count(Count::Waiting)),
            ("Dừng giải quyết", Role::Count(Count::Waiting)),
            ("Dừng", Role::Count(Count::Waiting)),
            ("Dừng xử lý (chờ bổ sung)", Role::Count(Count::Waiting)),
            ("Đúng", Role::Unknown),
            ("Đã trả / Đúng", Role::Count(Count::OnTime)),
            ("Tiếp nhận / Tồn kỳ trước", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / Tồn trước", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / HS cũ", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / Số cũ chuyển qua", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / Tồn năm 2022", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / Dồn kỳ trước", Role::Count(Count::CarriedOver)),
            ("Tiếp nhận / Chưa giải quyết kỳ trước", Role::Count(Count::CarriedOver)),
            ("Tồn kỳ trước", Role::Count(Count::CarriedOver)),
            ("Tồn / Quá hạn", Role::Count(Count::PendingLate)),
            ("Số HS đã GQ / Trước hạn", Role::Count(Count::Early)),
            ("Còn lại / Quá hạn", Role::Count(Count::PendingLate)),
        ] {
            is(name, role);
        }
        for count in Count::ALL {
            let label = trangxa_words::counts::name(count);
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
    fn names_from_real_reports_are_known() {
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
            ("Số lượng hồ sơ tiếp nhận / Trong kỳ / Trực tuyến", Role::Part(Count::Received)),
            ("Số lượng hồ sơ tiếp nhận / Trong kỳ / Trực tiếp, dịch vụ bưu chính", Role::Part(Count::Received)),
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
            ("Quá hạn", Role::Unclear(Unclear::Overdue)),
            ("Mã hồ sơ", Role::Unknown),
            ("Số phí đã thu", Role::Unknown),
        ] {
            is(name, role);
        }
    }
}
