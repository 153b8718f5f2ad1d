//! What the columns of a register mean, and by which names they are known.

use crate::found::Member;
use trangxa_list_imports::header;
use trangxa_messages::document_lists as say;
use trangxa_model::official::RelationKind;
use trangxa_sheets::fold;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The number (số, ký hiệu), or the number alone where another column has the symbol.
    Number,
    /// The symbol (ký hiệu), which stands behind the number.
    Symbol,
    /// A text that is taken as it is.
    Text(Member),
    /// The day of issue.
    Issued,
    /// The first day in force.
    Effective,
    /// The first day no longer in force.
    Expires,
    /// The state of force.
    Force,
    /// The state of force or the first day in force.
    Validity,
    /// What it does to other documents, or they to it.
    Relation(RelationKind),
    /// Its file.
    File,
    /// The number of the row.
    Ordinal,
    /// A column that is known and has no place on the site.
    Ignored,
}

/// Names of columns as `words` makes them, each with its meaning.
const KNOWN: [(&str, Role); 90] = [
    ("stt", Role::Ordinal),
    ("tt", Role::Ordinal),
    ("so tt", Role::Ordinal),
    ("so thu tu", Role::Ordinal),
    ("so", Role::Number),
    ("so ky hieu", Role::Number),
    ("so va ky hieu", Role::Number),
    ("so hieu", Role::Number),
    ("so ki hieu", Role::Number),
    ("so hieu ky hieu", Role::Number),
    ("so ky hieu van ban", Role::Number),
    ("so van ban", Role::Number),
    ("so hieu van ban", Role::Number),
    ("ma van ban", Role::Number),
    ("ky hieu", Role::Symbol),
    ("ky hieu van ban", Role::Symbol),
    ("ngay ban hanh", Role::Issued),
    ("ngay ky", Role::Issued),
    ("ngay thang", Role::Issued),
    ("ngay van ban", Role::Issued),
    ("ngay thang van ban", Role::Issued),
    ("ngay thang nam", Role::Issued),
    ("ngay thang nam ban hanh", Role::Issued),
    ("ngay thang ban hanh", Role::Issued),
    ("thoi gian ban hanh", Role::Issued),
    ("trich yeu", Role::Text(Member::About)),
    ("trich yeu noi dung", Role::Text(Member::About)),
    ("noi dung", Role::Text(Member::About)),
    ("noi dung trich yeu", Role::Text(Member::About)),
    ("trich yeu van ban", Role::Text(Member::About)),
    ("noi dung van ban", Role::Text(Member::About)),
    ("ten van ban", Role::Text(Member::About)),
    ("ten loai va trich yeu noi dung", Role::Text(Member::About)),
    ("tieu de", Role::Text(Member::About)),
    ("loai", Role::Text(Member::Kind)),
    ("loai van ban", Role::Text(Member::Kind)),
    ("ten loai", Role::Text(Member::Kind)),
    ("ten loai van ban", Role::Text(Member::Kind)),
    ("the loai", Role::Text(Member::Kind)),
    ("the loai van ban", Role::Text(Member::Kind)),
    ("hinh thuc", Role::Text(Member::Kind)),
    ("hinh thuc van ban", Role::Text(Member::Kind)),
    ("co quan ban hanh", Role::Text(Member::Issuer)),
    ("don vi ban hanh", Role::Text(Member::Issuer)),
    ("noi ban hanh", Role::Text(Member::Issuer)),
    ("tac gia", Role::Text(Member::Issuer)),
    ("co quan", Role::Text(Member::Issuer)),
    ("nguoi ky", Role::Text(Member::Signer)),
    ("nguoi ky van ban", Role::Text(Member::Signer)),
    ("ho ten nguoi ky", Role::Text(Member::Signer)),
    ("chuc vu", Role::Text(Member::SignerPost)),
    ("chuc vu nguoi ky", Role::Text(Member::SignerPost)),
    ("chuc danh", Role::Text(Member::SignerPost)),
    ("linh vuc", Role::Text(Member::Field)),
    ("linh vuc van ban", Role::Text(Member::Field)),
    ("ngay hieu luc", Role::Effective),
    ("ngay co hieu luc", Role::Effective),
    ("hieu luc tu", Role::Effective),
    ("hieu luc tu ngay", Role::Effective),
    ("co hieu luc tu", Role::Effective),
    ("thoi diem co hieu luc", Role::Effective),
    ("ngay het hieu luc", Role::Expires),
    ("het hieu luc tu", Role::Expires),
    ("het hieu luc tu ngay", Role::Expires),
    ("thoi diem het hieu luc", Role::Expires),
    ("tinh trang hieu luc", Role::Force),
    ("tinh trang", Role::Force),
    ("trang thai", Role::Force),
    ("trang thai hieu luc", Role::Force),
    ("hieu luc", Role::Validity),
    ("thay the", Role::Relation(RelationKind::Replaces)),
    ("thay the van ban", Role::Relation(RelationKind::Replaces)),
    ("bai bo", Role::Relation(RelationKind::Repeals)),
    ("bai bo van ban", Role::Relation(RelationKind::Repeals)),
    ("sua doi", Role::Relation(RelationKind::Amends)),
    ("sua doi bo sung", Role::Relation(RelationKind::Amends)),
    ("bi thay the boi", Role::Relation(RelationKind::ReplacedBy)),
    ("bi thay the", Role::Relation(RelationKind::ReplacedBy)),
    ("van ban thay the", Role::Relation(RelationKind::ReplacedBy)),
    ("bi bai bo boi", Role::Relation(RelationKind::RepealedBy)),
    ("bi sua doi boi", Role::Relation(RelationKind::AmendedBy)),
    ("duoc sua doi bo sung boi", Role::Relation(RelationKind::AmendedBy)),
    ("tep", Role::File),
    ("tep dinh kem", Role::File),
    ("file", Role::File),
    ("file dinh kem", Role::File),
    ("tep van ban", Role::File),
    ("duong dan", Role::File),
    ("noi nhan", Role::Ignored),
    ("ghi chu", Role::Ignored),
];

impl header::Role for Role {
    const NAMES: &'static [(&'static str, Self, &'static str)] = &[
        ("number", Self::Number, "Số ký hiệu"),
        ("symbol", Self::Symbol, "Ký hiệu"),
        ("type", Self::Text(Member::Kind), "Loại văn bản"),
        ("abstract", Self::Text(Member::About), "Trích yếu nội dung"),
        ("issuer", Self::Text(Member::Issuer), "Cơ quan ban hành"),
        ("signer", Self::Text(Member::Signer), "Người ký"),
        ("signer_post", Self::Text(Member::SignerPost), "Chức vụ người ký"),
        ("field", Self::Text(Member::Field), "Lĩnh vực"),
        ("issued", Self::Issued, "Ngày ban hành"),
        ("effective", Self::Effective, "Ngày có hiệu lực"),
        ("expires", Self::Expires, "Ngày hết hiệu lực"),
        ("force", Self::Force, "Tình trạng hiệu lực"),
        ("replaces", Self::Relation(RelationKind::Replaces), "Thay thế văn bản"),
        ("repeals", Self::Relation(RelationKind::Repeals), "Bãi bỏ văn bản"),
        ("amends", Self::Relation(RelationKind::Amends), "Sửa đổi, bổ sung văn bản"),
        ("replaced_by", Self::Relation(RelationKind::ReplacedBy), "Bị thay thế bởi"),
        ("repealed_by", Self::Relation(RelationKind::RepealedBy), "Bị bãi bỏ bởi"),
        ("amended_by", Self::Relation(RelationKind::AmendedBy), "Được sửa đổi, bổ sung bởi"),
        ("files", Self::File, "Tệp đính kèm"),
        ("", Self::Ignored, ""),
    ];
    const IGNORED: Self = Self::Ignored;

    fn of(path: &[&str]) -> Option<Self> {
        let (leaf, groups) = path.split_last()?;
        let of_words = |name: &str| {
            let words = fold::words(name);
            KNOWN.iter().find(|(known, _)| *known == words).map(|(_, role)| *role)
        };
        // "Hiệu lực / Từ ngày": the group and the name together, then the name, then the group.
        let whole = groups.last().and_then(|group| of_words(&format!("{group} {leaf}")));
        whole.or_else(|| of_words(leaf)).or_else(|| groups.last().and_then(|group| of_words(group)))
    }

    fn is_list(has: &dyn Fn(Self) -> bool, known: usize) -> bool {
        // "Số", "Nội dung" and "Ngày" alone may be columns of any table.
        let others = [Self::Issued, Self::Effective, Self::Text(Member::Issuer), Self::Text(Member::Kind), Self::Force];
        let number_and_text = has(Self::Number) && has(Self::Text(Member::About));
        let dated = others.into_iter().any(has);
        (number_and_text || (has(Self::Number) || has(Self::Text(Member::About))) && dated) && known > 1
    }

    fn becomes(self) -> Option<String> {
        Some(match self {
            Self::Number | Self::Symbol => Member::Number.shown(),
            Self::Text(member) => member.shown(),
            Self::Issued => Member::Issued.shown(),
            Self::Effective => Member::Effective.shown(),
            Self::Expires => Member::Expires.shown(),
            Self::Force => Member::Force.shown(),
            Self::Validity => say::ValidityColumn.to_string(),
            Self::Relation(kind) => Member::Relation(kind).shown(),
            Self::File => Member::Files.shown(),
            Self::Ordinal | Self::Ignored => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use header::Role as _;

    #[test]
    fn columns_are_known_however_their_names_are_written() {
        for (path, role) in [
            (&["SỐ, KÝ HIỆU"][..], Some(Role::Number)),
            (&["Số/Ký hiệu"], Some(Role::Number)),
            (&["Ngày, tháng, năm ban hành"], Some(Role::Issued)),
            (&["Hiệu lực", "Từ ngày"], Some(Role::Effective)),
            (&["Hiệu lực"], Some(Role::Validity)),
            (&["Bị thay thế bởi"], Some(Role::Relation(RelationKind::ReplacedBy))),
            (&["Văn bản", "Trích yếu"], Some(Role::Text(Member::About))),
            (&["Số lượt xem"], None),
        ] {
            assert_eq!(Role::of(path), role, "{path:?}");
        }
    }
}
