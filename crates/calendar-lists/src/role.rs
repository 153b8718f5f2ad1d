//! What the columns of a schedule mean, and by which names they are known.

use trangxa_list_imports::header;
use trangxa_messages::calendar_lists as say;
use trangxa_sheets::fold;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The day (thứ, ngày).
    Day,
    /// Morning or afternoon (buổi).
    Session,
    /// The time of day (giờ), perhaps with the day.
    Time,
    /// What is done.
    Content,
    /// What is done in the morning, where each part of the day has a column.
    Morning,
    /// What is done in the afternoon.
    Afternoon,
    /// What is done in the evening.
    Evening,
    /// Where.
    Place,
    /// Who takes part.
    Who,
    /// Who is in the chair.
    Chair,
    /// The number of the row.
    Ordinal,
    /// A column that is known and has no place on the site.
    Ignored,
}

/// Names of columns as [`fold::words`], each with its meaning.
const KNOWN: [(&str, Role); 44] = [
    ("stt", Role::Ordinal),
    ("tt", Role::Ordinal),
    ("thu", Role::Day),
    ("ngay", Role::Day),
    ("thu ngay", Role::Day),
    ("ngay thu", Role::Day),
    ("ngay thang", Role::Day),
    ("thu ngay thang", Role::Day),
    ("buoi", Role::Session),
    ("sang chieu", Role::Session),
    ("gio", Role::Time),
    ("thoi gian", Role::Time),
    ("thoi diem", Role::Time),
    ("gio bat dau", Role::Time),
    ("thoi gian bat dau", Role::Time),
    ("noi dung", Role::Content),
    ("noi dung cong viec", Role::Content),
    ("noi dung cong tac", Role::Content),
    ("noi dung lam viec", Role::Content),
    ("noi dung hop", Role::Content),
    ("cong viec", Role::Content),
    ("noi dung cuoc hop", Role::Content),
    ("dia diem", Role::Place),
    ("noi hop", Role::Place),
    ("dia diem to chuc", Role::Place),
    ("phong hop", Role::Place),
    ("thanh phan", Role::Who),
    ("thanh phan tham du", Role::Who),
    ("thanh phan tham gia", Role::Who),
    ("thanh phan du", Role::Who),
    ("thanh phan du hop", Role::Who),
    ("nguoi tham du", Role::Who),
    ("chu tri", Role::Chair),
    ("nguoi chu tri", Role::Chair),
    ("lanh dao chu tri", Role::Chair),
    ("dong chi chu tri", Role::Chair),
    ("lanh dao", Role::Chair),
    ("lanh dao du", Role::Chair),
    ("chuan bi", Role::Ignored),
    ("don vi chuan bi", Role::Ignored),
    ("co quan chuan bi", Role::Ignored),
    ("phuong tien", Role::Ignored),
    ("xe", Role::Ignored),
    ("ghi chu", Role::Ignored),
];

impl Role {
    /// The columns of parts of the day.
    pub(crate) const OF_PARTS: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];
}

/// The column of a part of the day with this name: "Sáng", "Buổi chiều".
pub(crate) fn part_of_day(name: &str) -> Option<Role> {
    let words = fold::words(name);
    Some(match words.strip_prefix("buoi ").unwrap_or(&words) {
        "sang" => Role::Morning,
        "chieu" => Role::Afternoon,
        "toi" => Role::Evening,
        _ => return None,
    })
}

impl header::Role for Role {
    const NAMES: &'static [(&'static str, Self, &'static str)] = &[
        ("content", Self::Content, "Nội dung công việc"),
        ("day", Self::Day, "Thứ, ngày"),
        ("session", Self::Session, "Buổi"),
        ("time", Self::Time, "Thời gian"),
        ("morning", Self::Morning, "Sáng"),
        ("afternoon", Self::Afternoon, "Chiều"),
        ("evening", Self::Evening, "Tối"),
        ("place", Self::Place, "Địa điểm"),
        ("who", Self::Who, "Thành phần tham dự"),
        ("chair", Self::Chair, "Người chủ trì"),
        ("", Self::Ignored, ""),
    ];
    const IGNORED: Self = Self::Ignored;

    fn of(path: &[&str]) -> Option<Self> {
        let of_words = |name: &&str| {
            let words = fold::words(name);
            KNOWN.iter().find(|(known, _)| *known == words).map(|(_, role)| *role)
        };
        let role = path.iter().rev().find_map(of_words);
        match role {
            // "Sáng / Nội dung", "Nội dung / Sáng".
            Some(Self::Content) => path.iter().find_map(|name| part_of_day(name)).or(role),
            None => path.last().and_then(|name| part_of_day(name)),
            Some(_) => role,
        }
    }

    fn is_list(has: &dyn Fn(Self) -> bool, _: usize) -> bool {
        let has_content = has(Self::Content) || Self::OF_PARTS.into_iter().any(has);
        has_content && (has(Self::Day) || has(Self::Time) || has(Self::Session))
    }

    fn becomes(self) -> Option<String> {
        Some(match self {
            Self::Day | Self::Session | Self::Time => say::MemberWhen.to_string(),
            Self::Content | Self::Morning | Self::Afternoon | Self::Evening => say::MemberTitle.to_string(),
            Self::Place => say::MemberPlace.to_string(),
            Self::Who | Self::Chair => say::MemberWho.to_string(),
            Self::Ordinal | Self::Ignored => return None,
        })
    }
}
