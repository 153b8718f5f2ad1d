//! The headings of a procedure's detail, as dichvucong.gov.vn and decisions write them.

use trangxa_sheets::fold;

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Code,
    Name,
    Decision,
    DecisionDate,
    Level,
    Field,
    ForWhom,
    Steps,
    Ways,
    Papers,
    Result,
    LegalBasis,
    /// Something that the site has no place for.
    Other,
}

/// The headings as [`words_of`].
const KNOWN: [(&str, Label); 56] = [
    ("ma thu tuc", Label::Code),
    ("ma so thu tuc", Label::Code),
    ("so quyet dinh", Label::Decision),
    ("quyet dinh cong bo", Label::Decision),
    ("so quyet dinh cong bo", Label::Decision),
    ("ngay quyet dinh", Label::DecisionDate),
    ("ngay cong bo", Label::DecisionDate),
    ("ngay ban hanh quyet dinh", Label::DecisionDate),
    ("ten thu tuc", Label::Name),
    ("cap thuc hien", Label::Level),
    ("cap thuc hien thu tuc", Label::Level),
    ("linh vuc", Label::Field),
    ("linh vuc thuc hien", Label::Field),
    ("doi tuong", Label::ForWhom),
    ("doi tuong thuc hien", Label::ForWhom),
    ("doi tuong thuc hien thu tuc", Label::ForWhom),
    ("trinh tu", Label::Steps),
    ("trinh tu thuc hien", Label::Steps),
    ("trinh tu thuc hien thu tuc", Label::Steps),
    ("cach thuc", Label::Ways),
    ("cach thuc thuc hien", Label::Ways),
    ("cach thuc thuc hien thu tuc", Label::Ways),
    ("thanh phan ho so", Label::Papers),
    ("thanh phan so luong ho so", Label::Papers),
    ("thanh phan va so luong ho so", Label::Papers),
    ("ho so bao gom", Label::Papers),
    ("ket qua", Label::Result),
    ("ket qua thuc hien", Label::Result),
    ("ket qua thuc hien thu tuc", Label::Result),
    ("ket qua cua viec thuc hien thu tuc", Label::Result),
    ("can cu phap ly", Label::LegalBasis),
    ("can cu phap ly cua thu tuc", Label::LegalBasis),
    ("loai thu tuc", Label::Other),
    ("co quan thuc hien", Label::Other),
    ("co quan thuc hien thu tuc", Label::Other),
    ("co quan giai quyet thu tuc", Label::Other),
    ("co quan co tham quyen", Label::Other),
    ("co quan co tham quyen quyet dinh", Label::Other),
    ("co quan duoc uy quyen", Label::Other),
    ("co quan phoi hop", Label::Other),
    ("dia chi tiep nhan hs", Label::Other),
    ("dia chi tiep nhan ho so", Label::Other),
    ("yeu cau dieu kien", Label::Other),
    ("yeu cau dieu kien thuc hien", Label::Other),
    ("yeu cau dieu kien thuc hien thu tuc", Label::Other),
    ("tu khoa", Label::Other),
    ("mo ta", Label::Other),
    ("so luong ho so", Label::Other),
    ("thoi han giai quyet", Label::Other),
    ("phi", Label::Other),
    ("le phi", Label::Other),
    ("phi le phi", Label::Other),
    ("phi le phi neu co", Label::Other),
    ("ten mau don mau to khai", Label::Other),
    ("mau don mau to khai", Label::Other),
    ("thong tin cong bo", Label::Other),
];

/// A heading and what stands behind it in the same line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading<'a> {
    pub label: Label,
    /// The heading as it is written, without number and colon.
    pub text: &'a str,
    pub rest: &'a str,
}

/// The heading that a line is, or begins with: "Lĩnh vực", "4. Lĩnh vực:", "Lĩnh vực: Hộ tịch".
pub(crate) fn of(line: &str) -> Option<Heading<'_>> {
    let is_item = line.trim_start().starts_with(['-', '+', '*', '•']);
    let is_before = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".)-+*•".contains(c);
    let line = line.trim_start_matches(is_before);
    let (text, rest) = line.split_once([':', '：']).unwrap_or((line, ""));
    let words = words_of(text);
    let label = KNOWN.iter().find(|(known, _)| *known == words).map(|(_, label)| *label)?;
    // "- Lệ phí: không" may be an item among the steps.
    if is_item && label == Label::Other {
        return None;
    }
    Some(Heading { label, text: text.trim(), rest: rest.trim() })
}

/// The words of a heading, in which TTHC may be written out.
fn words_of(text: &str) -> String {
    let words = format!(" {} ", fold::words(text)).replace(" tthc ", " thu tuc ");
    words.replace(" thu tuc hanh chinh ", " thu tuc ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_however_they_are_written() {
        for (line, label, rest) in [
            ("Mã thủ tục:", Label::Code, ""),
            ("1.2. MÃ TTHC: 1.001193", Label::Code, "1.001193"),
            ("Tri\u{300}nh tu\u{31b}\u{323} thu\u{31b}\u{323}c hie\u{302}\u{323}n", Label::Steps, ""),
            ("Căn cứ\u{a0}pháp lý của thủ tục hành chính:", Label::LegalBasis, ""),
            ("12) Yêu cầu, điều kiện thực hiện:  Không", Label::Other, "Không"),
        ] {
            let heading = of(line).unwrap();
            assert_eq!((heading.label, heading.rest), (label, rest), "{line}");
        }
        for line in ["Nộp hồ sơ: tại xã", "- Lệ phí: không", "", "Kết quả thực hiện được trả tại xã"]
        {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
