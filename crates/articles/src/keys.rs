//! The names of the fields that may stand before an article's text, in English and in Vietnamese, with and without marks.

use std::sync::LazyLock;
use trangxa_clean::letters::{base_letter, is_combining};

/// A field of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    Title,
    Date,
    Modified,
    Category,
    Tags,
    Author,
    Summary,
    Image,
    Attachments,
    Source,
    OriginUnit,
    Audio,
    PersonalDataOk,
}

/// The names, each as a person would be told to write it. What people write is compared without marks, blanks and capital letters.
const NAMES: [(&str, Key); 65] = [
    ("title", Key::Title),
    ("tiêu đề", Key::Title),
    ("tên bài", Key::Title),
    ("tên bài viết", Key::Title),
    ("headline", Key::Title),
    ("date", Key::Date),
    ("ngày", Key::Date),
    ("ngày đăng", Key::Date),
    ("ngày viết", Key::Date),
    ("ngày ban hành", Key::Date),
    ("ngày xuất bản", Key::Date),
    ("date_published", Key::Date),
    ("published", Key::Date),
    ("date_modified", Key::Modified),
    ("modified", Key::Modified),
    ("updated", Key::Modified),
    ("ngày sửa", Key::Modified),
    ("ngày cập nhật", Key::Modified),
    ("cập nhật", Key::Modified),
    ("cập nhật lần cuối", Key::Modified),
    ("changes", Key::Modified),
    ("lần sửa", Key::Modified),
    ("đính chính", Key::Modified),
    ("category", Key::Category),
    ("categories", Key::Category),
    ("chuyên mục", Key::Category),
    ("danh mục", Key::Category),
    ("mục", Key::Category),
    ("tags", Key::Tags),
    ("tag", Key::Tags),
    ("nhãn", Key::Tags),
    ("từ khoá", Key::Tags),
    ("author", Key::Author),
    ("authors", Key::Author),
    ("tác giả", Key::Author),
    ("người viết", Key::Author),
    ("người đăng", Key::Author),
    ("summary", Key::Summary),
    ("description", Key::Summary),
    ("tóm tắt", Key::Summary),
    ("mô tả", Key::Summary),
    ("trích yếu", Key::Summary),
    ("image", Key::Image),
    ("cover", Key::Image),
    ("thumbnail", Key::Image),
    ("ảnh", Key::Image),
    ("hình", Key::Image),
    ("hình ảnh", Key::Image),
    ("ảnh đại diện", Key::Image),
    ("ảnh chính", Key::Image),
    ("attachments", Key::Attachments),
    ("attachment", Key::Attachments),
    ("đính kèm", Key::Attachments),
    ("tệp đính kèm", Key::Attachments),
    ("file đính kèm", Key::Attachments),
    ("tài liệu đính kèm", Key::Attachments),
    ("source", Key::Source),
    ("nguồn", Key::Source),
    ("nguồn tin", Key::Source),
    ("origin_unit", Key::OriginUnit),
    ("đơn vị đăng", Key::OriginUnit),
    ("audio", Key::Audio),
    ("ghi âm", Key::Audio),
    ("personal_data_ok", Key::PersonalDataOk),
    ("căn cứ công khai", Key::PersonalDataOk),
];

/// The names as they are compared, with the name that a person would be told.
static FOLDED: LazyLock<Vec<(String, &str, Key)>> =
    LazyLock::new(|| NAMES.iter().map(|(name, key)| (folded(name), *name, *key)).collect());

/// The field of a name.
pub(crate) fn key(name: &str) -> Option<Key> {
    let name = folded(name);
    FOLDED.iter().find(|(known, ..)| *known == name).map(|(.., key)| *key)
}

/// The known name that another one resembles.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    let name = folded(name);
    let distances = FOLDED.iter().map(|(known, told, _)| (*told, strsim::osa_distance(known, &name)));
    let (known, distance) = distances.min_by_key(|(_, distance)| *distance)?;
    // A third of the letters may be wrong: of "ngày" one.
    (distance * 3 <= name.len()).then_some(known)
}

/// A name without marks, capital letters, blanks and signs.
pub(crate) fn folded(name: &str) -> String {
    name.chars().filter(|c| !is_combining(*c)).filter_map(base_letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_both_languages_with_and_without_marks() {
        for (name, expected) in [
            ("title", Key::Title),
            ("Title", Key::Title),
            ("TIÊU ĐỀ", Key::Title),
            ("tieu de", Key::Title),
            ("tieu_de", Key::Title),
            ("tie\u{302}u d\u{1ec1}", Key::Title),
            ("Ngày", Key::Date),
            ("ngay dang", Key::Date),
            ("Chuyên mục", Key::Category),
            ("tac-gia", Key::Author),
            ("Tóm tắt", Key::Summary),
            ("Ảnh", Key::Image),
            ("Đính kèm", Key::Attachments),
            ("dinh kem", Key::Attachments),
            ("personal_data_ok", Key::PersonalDataOk),
        ] {
            assert_eq!(key(name), Some(expected), "{name}");
        }
        for name in ["", "layout", "Kính gửi", "Địa điểm", "tiêu"] {
            assert_eq!(key(name), None, "{name}");
        }
    }

    #[test]
    fn a_name_with_a_slip_resembles_one() {
        for (name, expected) in [
            ("tilte", Some("title")),
            ("tiêu đè", None),
            ("tiu đề", Some("tiêu đề")),
            ("ngya", Some("ngày")),
            ("chuyen mucc", Some("chuyên mục")),
            ("attachement", Some("attachment")),
            ("layout", None),
            ("Kính gửi", None),
            ("", None),
        ] {
            let found = if key(name).is_some() { None } else { nearest(name) };
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn no_two_fields_share_a_name() {
        for (i, (name, _)) in NAMES.iter().enumerate() {
            assert!(NAMES[..i].iter().all(|(other, _)| folded(other) != folded(name)), "{name} stands here twice");
        }
    }
}
