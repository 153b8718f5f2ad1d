//! What a column means, decided by its Vietnamese name.
//!
//! Names are compared as [`fold::words`], without words that carry no meaning here ("số hồ sơ", "trong kỳ"). A name in
//! several rows is read from top to bottom, so that the group ("Đã giải quyết") decides what "Quá hạn" under it counts.

use crate::fold;
use crate::role::Role;
use trangxa_model::tthc::Count;

const RECEIVED: &[&str] = &["moi", "tiep nhan moi", "moi tiep nhan", "nhan moi", "phat sinh", "phat sinh moi", "nhan"];
/// The channels through which dossiers arrive, under "Tiếp nhận".
const CHANNELS: &[&str] = &[
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
/// Names of groups. The longer ones come first, because "đang giải quyết" ends in "giải quyết".
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
const COMPLETED: &[&str] = &[
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

/// The meaning of a column; `path` is its name in each row of the header, from top to bottom.
pub(crate) fn role(path: &[&str]) -> Role {
    let plain = fold::plain(&path.join(" "));
    let is_share =
        plain.contains('%') || plain.contains("ti le") || plain.contains("ty le") || plain.contains("phan tram");
    let (name, is_total) = bare(path);
    let is = |names: &[&str]| names.contains(&name.as_str());
    if is_share {
        return share(&name);
    }
    if name.is_empty() {
        return if is_total { Role::Unclear("it does not say what it is the total of") } else { Role::Unknown };
    }
    if let Some(role) = row_label(&name) {
        return role;
    }
    if is_carried_over(&name)
        || ["tiep nhan ", "da tiep nhan "].iter().any(|group| name.strip_prefix(group).is_some_and(is_carried_over))
    {
        return Role::Count(Count::CarriedOver);
    }
    if let Some(role) = in_any_group(&name) {
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
            leaf => in_any_group(leaf).unwrap_or(Role::Unknown),
        };
    }
    if let Some(leaf) = within(&name, COMPLETED) {
        return match leaf {
            "" => Role::Completed,
            "trong han" | "trong thoi han" => Role::Count(Count::InTime),
            leaf if OVERDUE.contains(&leaf) => Role::Count(Count::Late),
            leaf => completed(leaf).or_else(|| in_any_group(leaf)).unwrap_or(Role::Unknown),
        };
    }
    if let Some(leaf) = within(&name, INTAKE) {
        return match leaf {
            "" if is_total => Role::Intake,
            "" => Role::Count(Count::Received),
            leaf if RECEIVED.contains(&leaf) => Role::Count(Count::Received),
            leaf if CHANNELS.contains(&leaf) => Role::ReceivedPart,
            leaf => in_any_group(leaf).unwrap_or(Role::Unknown),
        };
    }
    if is(RECEIVED) && name != "nhan" {
        return Role::Count(Count::Received);
    }
    if is(OVERDUE) {
        return Role::Unclear(OVERDUE_ALONE);
    }
    if is(&["trong han", "trong thoi han"]) {
        return Role::Unclear("it does not say whether these were completed or are still open");
    }
    completed(&name).unwrap_or(Role::Unknown)
}

/// Why "Quá hạn" without a group is unclear.
pub(crate) const OVERDUE_ALONE: &str = "it does not say whether these were completed late or are still open";

/// Names of columns that say what a row is about.
fn row_label(name: &str) -> Option<Role> {
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

/// Names that have the same meaning in every group.
fn in_any_group(name: &str) -> Option<Role> {
    let tables = [(WAITING, Count::Waiting), (WITHDRAWN, Count::Withdrawn), (REJECTED, Count::Rejected)];
    tables.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

/// Names of completed dossiers, by when they were completed.
fn completed(name: &str) -> Option<Role> {
    let tables = [(EARLY, Count::Early), (ON_TIME, Count::OnTime), (IN_TIME, Count::InTime), (LATE, Count::Late)];
    tables.iter().find(|(names, _)| names.contains(&name)).map(|(_, count)| Role::Count(*count))
}

/// The meaning of a column of percentages.
fn share(name: &str) -> Role {
    let leaf = within(name, COMPLETED).unwrap_or(name);
    if within(name, PENDING).is_none() && (LATE.contains(&leaf) || OVERDUE.contains(&leaf)) {
        Role::LateRate
    } else if leaf.is_empty() && !name.is_empty() && within(name, PENDING).is_none() {
        Role::CompletionRate
    } else {
        // The site computes all other shares itself.
        Role::Ignored
    }
}

/// Whether a name consists only of words for dossiers that an earlier period left open.
fn is_carried_over(name: &str) -> bool {
    const WORDS: [&str; 14] =
        ["tu", "ky", "truoc", "chuyen", "qua", "sang", "ton", "dau", "den", "thang", "nam", "quy", "con", "dong"];
    ["ky truoc", "dau ky", "thang truoc", "quy truoc", "nam truoc"].iter().any(|key| name.contains(key))
        && name.split(' ').all(|word| WORDS.contains(&word))
}

/// What remains of a name without the name of a group, which may stand before or after it. `None` if no group is named.
fn within<'a>(name: &'a str, group: &[&str]) -> Option<&'a str> {
    group.iter().find_map(|group| {
        let before = name.strip_prefix(group).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        let behind = || name.strip_suffix(group).filter(|rest| rest.ends_with(' '));
        before.or_else(behind).map(str::trim)
    })
}

/// A name without words that carry no meaning, and whether it names a total.
fn bare(path: &[&str]) -> (String, bool) {
    // The longer phrases first, because they contain shorter ones.
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
        // Words of digits alone are formulas of a form, as in "Tổng số (3)=(4)+(5)".
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
        // The last row decides: "Tổng số" over other names is not a total. "Cộng" alone is one, and "công dân" is not.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(name: &str, expected: Role) {
        let path: Vec<&str> = name.split(" / ").collect();
        assert_eq!(role(&path), expected, "{name}");
    }

    #[test]
    fn the_labels_of_tthc_json_are_known() {
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
}
