//! Texts around recordings, and for the buttons that read an article aloud.

/// The name of the section with the recordings of an article.
pub const RECORDINGS: &str = "Bản ghi âm";
/// The name of a recording that has no title.
pub const LISTEN: &str = "Nghe bài này";
/// Says that the article has the words of the recording.
pub const TRANSCRIPT: &str = "Lời của bản ghi âm có trong bài này.";
/// Before the choice of how fast a recording is played.
pub const SPEED: &str = "Tốc độ";
/// The choices: the value for the player, and its text.
pub const SPEEDS: [(&str, &str); 4] =
    [("0.75", "0,75 lần"), ("1", "Bình thường"), ("1.25", "1,25 lần"), ("1.5", "1,5 lần")];
/// The link that saves a recording.
pub const SAVE: &str = "Tải về";

/// The length of a recording: "45 giây", "1 phút 12 giây", "1 giờ 5 phút".
#[must_use]
pub fn length(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let parts: [(u32, &str); 2] =
        if hours > 0 { [(hours, " giờ"), (minutes, " phút")] } else { [(minutes, " phút"), (rest, " giây")] };
    let mut out = String::new();
    for (number, unit) in parts {
        if number > 0 || out.is_empty() && unit == " giây" {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&number.to_string());
            out.push_str(unit);
        }
    }
    out
}

/// Said beside a player that goes on where the reader stopped.
#[must_use]
pub fn goes_on_at(seconds: u32) -> String {
    ["Nghe tiếp từ ", &length(seconds), "."].concat()
}

/// Said where the part of the program that reads an article aloud could not be had.
pub const UNAVAILABLE: &str = "Chưa tải được phần đọc bài. Xin kiểm tra mạng rồi bấm lại.";
/// The name of the bar while an article is read aloud.
pub const READING: &str = "Đọc bài";
/// Said when the reading has begun.
pub const BEGUN: &str = "Đang đọc bài.";
/// Said when the reading waits.
pub const WAITING: &str = "Đã tạm dừng.";
/// The button that lets the reading wait.
pub const PAUSE: &str = "Tạm dừng";
/// The button that goes on with the sentence.
pub const RESUME: &str = "Đọc tiếp";
/// The button that ends the reading.
pub const STOP: &str = "Thôi đọc";
/// The button that closes a message.
pub const CLOSE: &str = "Đóng";
/// Said where the machine names a voice that does not speak.
pub const NO_VOICE: &str = "Máy không đọc được: giọng tiếng Việt có tên nhưng không phát ra tiếng. Hãy cài giọng tiếng Việt trong phần cài đặt của máy.";

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_length_is_said_in_two_units_at_most() {
        for (seconds, text) in [
            (0, "0 giây"),
            (45, "45 giây"),
            (60, "1 phút"),
            (72, "1 phút 12 giây"),
            (3_600, "1 giờ"),
            (3_905, "1 giờ 5 phút"),
        ] {
            assert_eq!(length(seconds), text);
        }
    }
}
