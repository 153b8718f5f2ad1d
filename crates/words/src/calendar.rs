//! Texts of the calendar.

use crate::office::WEEKDAYS;
use trangxa_model::calendar::{Occurrence, State, When};
use trangxa_model::time::holidays::Holiday;
use trangxa_model::time::{Day, LunarDate};

/// The headline, and the menu entry.
pub const HEADLINE: &str = "Lịch";
/// The section of the home page.
pub const NEXT_DAYS: &str = "Lịch ba ngày tới";
/// What follows the week that is shown.
pub const AHEAD: &str = "Những tuần sau";
/// The entries that are repeated.
pub const REPEATED: &str = "Lịch định kỳ";
/// The choice of a kind.
pub const KIND: &str = "Loại lịch";
/// A choice that leaves all.
pub const ALL: &str = "Tất cả";
/// The field with the day whose week is shown.
pub const WEEK_OF: &str = "Xem tuần có ngày";
/// The mark of the present day.
pub const TODAY: &str = "Hôm nay";
/// A day without an entry.
pub const FREE: &str = "Không có lịch.";
/// Days without an entry, on the home page.
pub const NOTHING: &str = "Ba ngày tới chưa có lịch.";
/// A document without any entry.
pub const NONE: &str = "Chưa có lịch nào được công bố.";
/// A document that is no longer published.
pub const WITHDRAWN: &str = "Lịch này không còn được công bố.";
/// Where it is.
pub const PLACE: &str = "Tại";
/// Who takes part.
pub const WHO: &str = "Người dự";
/// The files to subscribe to.
pub const SUBSCRIBE: &str = "Đưa vào lịch trên điện thoại";
/// What the files are good for.
pub const SUBSCRIBE_HINT: &str = "Mở tệp .ics bằng Google Lịch, Outlook hoặc lịch của iPhone; đăng ký theo địa chỉ thì lịch tự cập nhật khi xã đổi giờ.";

/// The headline of a week: `Tuần từ 16/06/2025 đến 22/06/2025`.
#[must_use]
pub fn week(monday: Day) -> String {
    format!("Tuần từ {} đến {}", monday.start().date(), monday.plus(6).start().date())
}

/// How many entries are not shown: `và 2 việc khác`.
#[must_use]
pub fn others(count: usize) -> String {
    format!("và {count} việc khác")
}

/// A day as a heading: `Thứ Năm, 03/07/2025`.
#[must_use]
pub fn day(day: Day) -> String {
    let name = WEEKDAYS.get(usize::from(day.weekday())).copied().unwrap_or_default();
    let mut letters = name.chars();
    let name: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    format!("{name}, {}", day.start().date())
}

/// A lunar date: `mùng 9 tháng 6 âm lịch`, `rằm tháng Giêng âm lịch`.
#[must_use]
pub fn lunar(date: LunarDate) -> String {
    let day = match date.day {
        15 => "rằm".to_owned(),
        day @ 1..=10 => format!("mùng {day}"),
        day => format!("ngày {day}"),
    };
    let month = match date.month {
        1 => "Giêng".to_owned(),
        12 => "Chạp".to_owned(),
        month => month.to_string(),
    };
    format!("{day} tháng {month}{} âm lịch", if date.is_leap { " nhuận" } else { "" })
}

/// When something is on its day: `8:00–11:30`, `từ 8:00`, `Cả ngày`.
#[must_use]
pub fn time(occurrence: &Occurrence<'_>) -> String {
    match occurrence.minutes() {
        None => "Cả ngày".to_owned(),
        Some((from, None)) => format!("Từ {}", clock(from)),
        Some((from, Some(to))) => format!("{}–{}", clock(from), clock(to)),
    }
}

pub(crate) fn clock(minute: u16) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// What became of an entry on a day: `Đã huỷ`, `Chuyển sang 8:00 ngày 04/07/2025`. `None` for one that is held as planned.
#[must_use]
pub fn state(state: &State<'_>) -> Option<String> {
    Some(match state {
        State::AsPlanned => return None,
        State::Cancelled => "Đã huỷ".to_owned(),
        State::MovedTo(when) => format!("Chuyển sang {}", moment(*when)),
        State::Holiday(holiday) => format!("Nghỉ lễ{}", holiday.map(named).unwrap_or_default()),
        State::AfterHoliday(planned) => format!("Dời từ ngày {} do nghỉ lễ", planned.start().date()),
        State::Changed { start, place } => {
            let before = match (start, place) {
                (Some(start), Some(place)) => format!("{}, tại {place}", moment(*start)),
                (Some(start), None) => moment(*start),
                (None, Some(place)) => format!("tại {place}"),
                (None, None) => return Some("Đã thay đổi".to_owned()),
            };
            format!("Đã thay đổi, trước đây {before}")
        }
    })
}

fn named(holiday: Holiday) -> String {
    let name = match holiday {
        Holiday::NewYear => "Tết Dương lịch",
        Holiday::Tet => "Tết Nguyên đán",
        Holiday::HungKings => "Giỗ Tổ Hùng Vương",
        Holiday::Victory => "30/4",
        Holiday::Labour => "1/5",
        Holiday::National => "Quốc khánh",
        Holiday::Culture => "Ngày Văn hóa Việt Nam",
        Holiday::InLieu => "nghỉ bù",
    };
    format!(": {name}")
}

/// A moment: `8:00 ngày 03/07/2025`, `ngày 03/07/2025`.
pub(crate) fn moment(when: When) -> String {
    let day = format!("ngày {}", when.day.start().date());
    when.minute.map_or_else(|| day.clone(), |minute| format!("{} {day}", clock(minute)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use trangxa_model::Timestamp;

    fn day_of(text: &str) -> Day {
        Day::of(Timestamp::parse(text).unwrap_or(Timestamp::from_unix(0)))
    }

    #[test]
    fn days_and_moments_are_said_as_people_say_them() {
        assert_eq!(day(day_of("2025-07-03")), "Thứ Năm, 03/07/2025");
        assert_eq!(day(day_of("2025-07-06")), "Chủ nhật, 06/07/2025");
        let date = |text: &str| LunarDate::of(day_of(text)).map(lunar).unwrap_or_default();
        assert_eq!(date("2026-02-17"), "mùng 1 tháng Giêng âm lịch");
        assert_eq!(date("2025-08-08"), "rằm tháng 6 nhuận âm lịch");
        let when = When { day: day_of("2025-07-04"), minute: Some(8 * 60) };
        assert_eq!(state(&State::MovedTo(when)).as_deref(), Some("Chuyển sang 8:00 ngày 04/07/2025"));
        let changed = State::Changed { start: None, place: Some("Phòng họp") };
        assert_eq!(state(&changed).as_deref(), Some("Đã thay đổi, trước đây tại Phòng họp"));
        assert_eq!(state(&State::Holiday(Some(Holiday::National))).as_deref(), Some("Nghỉ lễ: Quốc khánh"));
    }
}
