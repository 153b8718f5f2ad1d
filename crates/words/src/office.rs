//! Texts about the office: its bar, its hours, its card.

use trangxa_model::Timestamp;
use trangxa_model::office::{OpenState, Reason};
use trangxa_model::time::{DAY_S, Day};

/// The name of the bar below the header.
pub const BAR: &str = "Cơ quan";
/// The link that calls the office.
pub const CALL: &str = "Gọi";
/// The link to the hours.
pub const HOURS: &str = "Giờ làm việc";
/// The headline of the page with the office's card, on a site that has no page of its own for it.
pub const CONTACT: &str = "Liên hệ";
/// The address.
pub const ADDRESS: &str = "Địa chỉ";
/// The telephone.
pub const PHONE: &str = "Điện thoại";
/// The mail address.
pub const EMAIL: &str = "Thư điện tử";
/// The link to a map.
pub const MAP: &str = "Xem bản đồ";
/// What is done at a desk.
pub const HANDLES: &str = "Giải quyết";
/// The days on which the office is closed or has other hours.
pub const SPECIAL_DAYS: &str = "Ngày nghỉ và ngày đổi giờ";

/// The days of the week, from Monday.
pub(crate) const WEEKDAYS: [&str; 7] = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];

/// Whether a desk is open: `Đang mở, đến 16:30`, `Nghỉ trưa, mở lại 13:30`, `Đã đóng, mở 7:30 thứ Hai`. `None` where that is not known.
#[must_use]
pub fn state(state: &OpenState, now: Timestamp) -> Option<String> {
    match state {
        OpenState::Open { until } => Some(format!("Đang mở, đến {}", until.clock())),
        OpenState::Closed { opens, reason } => {
            let why = match reason {
                Some(Reason::Lunch) => "Nghỉ trưa",
                Some(Reason::Day(Some(why))) => why.as_str(),
                Some(Reason::Day(None)) | None => "Đang đóng",
            };
            Some(match opens {
                Some(opens) => format!("{why}, mở {}", when(*opens, now)),
                None => why.to_owned(),
            })
        }
        OpenState::Unknown { .. } => None,
    }
}

/// A time within the next days as people say it: `13:30`, `7:30 sáng mai`, `7:30 thứ Hai`, `7:30 ngày 03/09`.
fn when(at: Timestamp, now: Timestamp) -> String {
    let clock = at.clock();
    let clock = clock.strip_prefix('0').unwrap_or(&clock);
    let midnight = |at: Timestamp| Day::of(at).start().unix();
    match (midnight(at) - midnight(now)) / DAY_S {
        ..=0 => clock.to_owned(),
        1 => format!("{clock} ngày mai"),
        2..=6 => format!("{clock} {}", WEEKDAYS[usize::from(Day::of(at).weekday())]),
        _ => format!("{clock} ngày {}", at.date().get(..5).unwrap_or_default()),
    }
}

/// A day, or the first and the last of some: `30/04/2025 – 01/05/2025`.
#[must_use]
pub fn days(from: Timestamp, to: Option<Timestamp>) -> String {
    match to.filter(|to| Day::of(*to) != Day::of(from)) {
        Some(to) => format!("{} – {}", from.date(), to.date()),
        None => from.date(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_opening_is_said_as_people_say_it() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let monday = at("2025-06-30T12:00:00+07:00");
        let closed = |opens: &str, reason: Option<Reason>| {
            state(&OpenState::Closed { opens: Some(at(opens)), reason }, monday).unwrap()
        };
        assert_eq!(closed("2025-06-30T13:30:00+07:00", Some(Reason::Lunch)), "Nghỉ trưa, mở 13:30");
        assert_eq!(closed("2025-07-01T07:30:00+07:00", None), "Đang đóng, mở 7:30 ngày mai");
        assert_eq!(closed("2025-07-05T07:30:00+07:00", None), "Đang đóng, mở 7:30 thứ Bảy");
        let holiday = Some(Reason::Day(Some("Nghỉ lễ".to_owned())));
        assert_eq!(closed("2025-07-08T08:00:00+07:00", holiday), "Nghỉ lễ, mở 8:00 ngày 08/07");
        assert_eq!(
            state(&OpenState::Open { until: at("2025-06-30T16:30:00+07:00") }, monday).unwrap(),
            "Đang mở, đến 16:30"
        );
        assert_eq!(state(&OpenState::Unknown { holiday: None }, monday), None);
        // 00:30 in Vietnam is still yesterday in UTC.
        let night = at("2025-06-30T17:30:00Z");
        let opens = OpenState::Closed { opens: Some(at("2025-07-01T07:30:00+07:00")), reason: None };
        assert_eq!(state(&opens, night).unwrap(), "Đang đóng, mở 7:30");
    }
}
