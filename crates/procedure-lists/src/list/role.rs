//! What the columns of a list mean, and by which names they are known.

use crate::level::Level;
use crate::shown::member;
use trangxa_list_imports::header;
use trangxa_messages::procedure_lists as say;
use trangxa_sheets::fold;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// The code (mã TTHC).
    Code,
    /// The name (tên TTHC).
    Name,
    /// The field of administration (lĩnh vực).
    Field,
    /// The number of the decision that announced it, and its date perhaps.
    Decision,
    /// The date of that decision.
    DecisionDate,
    /// The levels that carry it out.
    Level,
    /// A mark in this column says that communes, or others, carry it out.
    LevelMark { is_commune: bool },
    /// For whom it is.
    ForWhom,
    /// Whether it is in force.
    Status,
    /// The number of the row.
    Ordinal,
    /// A column that is known and has no place on the site.
    Ignored,
}

/// Names of columns as [`words`], each with its meaning.
const KNOWN: [(&str, Role); 45] = [
    ("stt", Role::Ordinal),
    ("tt", Role::Ordinal),
    ("so tt", Role::Ordinal),
    ("so thu tu", Role::Ordinal),
    ("ma", Role::Code),
    ("ma so", Role::Code),
    ("ma thu tuc", Role::Code),
    ("ma so thu tuc", Role::Code),
    ("ma ho so thu tuc", Role::Code),
    ("so ho so thu tuc", Role::Code),
    ("thu tuc", Role::Name),
    ("ten", Role::Name),
    ("ten thu tuc", Role::Name),
    ("danh muc thu tuc", Role::Name),
    ("linh vuc", Role::Field),
    ("ten linh vuc", Role::Field),
    ("linh vuc thu tuc", Role::Field),
    ("quyet dinh", Role::Decision),
    ("so quyet dinh", Role::Decision),
    ("quyet dinh cong bo", Role::Decision),
    ("so quyet dinh cong bo", Role::Decision),
    ("qd cong bo", Role::Decision),
    ("so qd", Role::Decision),
    ("ngay quyet dinh", Role::DecisionDate),
    ("ngay cong bo", Role::DecisionDate),
    ("ngay ban hanh", Role::DecisionDate),
    ("ngay quyet dinh cong bo", Role::DecisionDate),
    ("cap thuc hien", Role::Level),
    ("cap giai quyet", Role::Level),
    ("cap thuc hien thu tuc", Role::Level),
    ("cap tiep nhan", Role::Ignored),
    ("doi tuong", Role::ForWhom),
    ("doi tuong thuc hien", Role::ForWhom),
    ("doi tuong thuc hien thu tuc", Role::ForWhom),
    ("trang thai", Role::Status),
    ("tinh trang", Role::Status),
    ("hieu luc", Role::Status),
    ("co quan cong bo", Role::Ignored),
    ("co quan thuc hien", Role::Ignored),
    ("co quan ban hanh", Role::Ignored),
    ("loai thu tuc", Role::Ignored),
    ("muc do", Role::Ignored),
    ("muc do dich vu cong", Role::Ignored),
    ("dich vu cong", Role::Ignored),
    ("ghi chu", Role::Ignored),
];

impl header::Role for Role {
    const NAMES: &'static [(&'static str, Self, &'static str)] = &[
        ("code", Self::Code, "Mã TTHC"),
        ("name", Self::Name, "Tên TTHC"),
        ("field", Self::Field, "Lĩnh vực"),
        ("decision", Self::Decision, "Quyết định công bố"),
        ("decision_date", Self::DecisionDate, "Ngày quyết định"),
        ("level", Self::Level, "Cấp thực hiện"),
        ("for_whom", Self::ForWhom, "Đối tượng thực hiện"),
        ("status", Self::Status, "Trạng thái"),
        ("", Self::Ignored, ""),
    ];
    const IGNORED: Self = Self::Ignored;

    fn of(path: &[&str]) -> Option<Self> {
        let (leaf, groups) = path.split_last()?;
        let of_words = |name: &str| {
            let words = words(name);
            KNOWN.iter().find(|(known, _)| *known == words).map(|(_, role)| *role)
        };
        let group = groups.last().and_then(|group| of_words(group));
        if group == Some(Self::Level)
            && let Some(level) = Level::of_column(leaf)
        {
            return Some(Self::LevelMark { is_commune: level == Level::Commune });
        }
        of_words(leaf).or(group)
    }

    fn is_list(has: &dyn Fn(Self) -> bool, known: usize) -> bool {
        // "Mã" and "Tên" alone may be columns of any table.
        let others = [Self::Code, Self::Field, Self::Decision, Self::Level, Self::ForWhom, Self::Ordinal];
        has(Self::Name) && others.into_iter().any(has) || has(Self::Code) && known > 1
    }

    fn becomes(self) -> Option<String> {
        Some(match self {
            Self::Code => member("code"),
            Self::Name => member("name"),
            Self::Field => member("field"),
            Self::Decision | Self::DecisionDate => member("decision"),
            Self::ForWhom => member("for_whom"),
            Self::Level | Self::LevelMark { .. } => say::LevelColumn.to_string(),
            Self::Status => say::StatusColumn.to_string(),
            Self::Ordinal | Self::Ignored => return None,
        })
    }
}

/// The words of a column's name that carry its meaning: TTHC is written out or not, and often left out.
fn words(name: &str) -> String {
    let words = format!(" {} ", fold::words(name)).replace(" tthc ", " thu tuc ");
    words.replace(" thu tuc hanh chinh ", " thu tuc ").trim().to_owned()
}

/// What a status says.
pub(crate) fn is_out_of_force(status: &str) -> bool {
    let words = fold::words(status);
    ["bai bo", "het hieu luc", "huy bo", "huy cong khai", "khong con hieu luc", "ngung ap dung"]
        .iter()
        .any(|gone| words.contains(gone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use header::Role as _;

    #[test]
    fn columns_are_known_however_their_names_are_written() {
        for (path, role) in [
            (&["Mã TTHC"][..], Some(Role::Code)),
            (&["MÃ  SỐ thủ tục hành chính"], Some(Role::Code)),
            (&["Tên thủ tục hành chính"], Some(Role::Name)),
            (&["Ho\u{302}\u{323} so\u{31b}"], None),
            (&["Tên TTHC"], Some(Role::Name)),
            (&["Đối tượng (thực hiện)"], Some(Role::ForWhom)),
            (&["Quyết định công bố"], Some(Role::Decision)),
            (&["Cấp thực hiện", "Xã"], Some(Role::LevelMark { is_commune: true })),
            (&["Cấp thực hiện", "Cấp tỉnh"], Some(Role::LevelMark { is_commune: false })),
            (&["Cấp thực hiện"], Some(Role::Level)),
            (&["Số lượt xem"], None),
        ] {
            assert_eq!(Role::of(path), role, "{path:?}");
        }
        assert!(is_out_of_force("Đã bãi bỏ") && !is_out_of_force("Đã công khai"));
    }
}
