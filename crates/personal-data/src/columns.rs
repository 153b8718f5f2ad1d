//! What the columns of a table hold, as their names say.

use crate::names::names_office;
use crate::plain::Plain;

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Numbers of identity cards, old and new, and of passports.
    Identity,
    /// Numbers of insurances.
    Insurance,
    /// Numbers of bank accounts.
    Account,
    /// Telephone numbers.
    Phone,
    /// Telephone numbers of an office.
    OfficePhone,
    /// Dates of birth.
    Birth,
    /// Addresses.
    Address,
    /// The hamlet alone.
    Hamlet,
    /// Offices that the persons hold.
    Office,
    /// Dates of death, and names of the fallen.
    Death,
    /// Names of persons.
    Name,
    /// Names of bodies.
    Body,
    /// The number of the row.
    Number,
    /// Anything else, or nothing that a name tells.
    #[default]
    Other,
}

/// Parts of names of columns, as letters and digits only, and what they say. The first that fits decides.
const PARTS: &[(&str, Role)] = &[
    ("ngaycap", Role::Other),
    ("noicap", Role::Other),
    ("hysinh", Role::Death),
    ("lietsi", Role::Death),
    ("tutran", Role::Death),
    ("ngaymat", Role::Death),
    ("cccd", Role::Identity),
    ("cmnd", Role::Identity),
    ("cmtnd", Role::Identity),
    ("cancuoc", Role::Identity),
    ("dinhdanh", Role::Identity),
    ("chungminh", Role::Identity),
    ("hochieu", Role::Identity),
    ("socmt", Role::Identity),
    ("giaytotuythan", Role::Identity),
    ("bhyt", Role::Insurance),
    ("bhxh", Role::Insurance),
    ("sobaohiem", Role::Insurance),
    ("mathe", Role::Insurance),
    ("chutaikhoan", Role::Name),
    ("tentaikhoan", Role::Name),
    ("sotaikhoan", Role::Account),
    ("taikhoan", Role::Account),
    ("stk", Role::Account),
    ("sotk", Role::Account),
    ("sotheatm", Role::Account),
    ("congvu", Role::OfficePhone),
    ("dienthoai", Role::Phone),
    ("sdt", Role::Phone),
    ("sodt", Role::Phone),
    ("dtdd", Role::Phone),
    ("dtlienhe", Role::Phone),
    ("didong", Role::Phone),
    ("zalo", Role::Phone),
    ("phone", Role::Phone),
    ("ngaysinh", Role::Birth),
    ("sinhngay", Role::Birth),
    ("thangnamsinh", Role::Birth),
    ("namsinh", Role::Birth),
    ("ngaythangnam", Role::Birth),
    ("chucvu", Role::Office),
    ("chucdanh", Role::Office),
    ("nhiemvu", Role::Office),
    ("donvicongtac", Role::Office),
    ("diachi", Role::Address),
    ("thuongtru", Role::Address),
    ("tamtru", Role::Address),
    ("cutru", Role::Address),
    ("noio", Role::Address),
    ("choo", Role::Address),
    ("hokhau", Role::Address),
    ("hktt", Role::Address),
    ("coso", Role::Body),
    ("tentruong", Role::Body),
    ("congty", Role::Body),
    ("doanhnghiep", Role::Body),
    ("tochuc", Role::Body),
    ("coquan", Role::Body),
    ("cuahang", Role::Body),
    ("nganhang", Role::Body),
    ("donvi", Role::Body),
    ("hoten", Role::Name),
    ("hovaten", Role::Name),
    ("hotendem", Role::Name),
    ("hochudem", Role::Name),
    ("chuho", Role::Name),
    ("hodan", Role::Name),
    ("tenchu", Role::Name),
    ("tennguoi", Role::Name),
    ("tenkhachhang", Role::Name),
    ("tendoituong", Role::Name),
    ("tenhocsinh", Role::Name),
    ("tencongdan", Role::Name),
    ("fullname", Role::Name),
    ("thonxom", Role::Hamlet),
    ("khudancu", Role::Hamlet),
];

/// Whole names of columns.
const WHOLE: &[(&str, Role)] = &[
    ("stt", Role::Number),
    ("tt", Role::Number),
    ("sott", Role::Number),
    ("dt", Role::Phone),
    ("tel", Role::Phone),
    ("ten", Role::Name),
    ("name", Role::Name),
    ("thon", Role::Hamlet),
    ("xom", Role::Hamlet),
    ("ap", Role::Hamlet),
    ("ban", Role::Hamlet),
    ("khu", Role::Hamlet),
    ("nam", Role::Other),
    ("dob", Role::Birth),
];

/// The longest name of a column, in letters and digits.
const LONGEST: usize = 70;

impl Role {
    /// What a column with this name holds.
    pub(crate) fn of(name: &Plain) -> Self {
        let compact: String = name.lower.chars().filter(char::is_ascii_alphanumeric).collect();
        if compact.is_empty() || compact.len() > LONGEST {
            return Self::Other;
        }
        let whole = WHOLE.iter().find(|(word, _)| *word == compact);
        let part = || PARTS.iter().find(|(part, _)| compact.contains(part));
        match whole.or_else(part) {
            Some((_, role)) => *role,
            // "Trưởng thôn", "Lãnh đạo trực"
            None if names_office(&name.lower) => Self::Office,
            None => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_say_what_they_hold() {
        for (name, role) in [
            ("Số CCCD", Role::Identity),
            ("SoCMND_CCCD", Role::Identity),
            ("Mã định danh", Role::Identity),
            ("Ngày cấp CCCD", Role::Other),
            ("Số thẻ BHYT", Role::Insurance),
            ("Số tài khoản ngân hàng", Role::Account),
            ("Tên tài khoản", Role::Name),
            ("STK", Role::Account),
            ("ĐT", Role::Phone),
            ("Số điện thoại công vụ", Role::OfficePhone),
            ("Ngày, tháng,\nnăm sinh", Role::Birth),
            ("ngay_sinh", Role::Birth),
            ("Nơi thường trú", Role::Address),
            ("Chức vụ, đơn vị công tác", Role::Office),
            ("Họ, chữ đệm, tên khai sinh", Role::Name),
            ("Thôn", Role::Hamlet),
            ("STT", Role::Number),
            ("Tên cơ sở", Role::Body),
            ("Ngày hy sinh", Role::Death),
            ("Trưởng thôn", Role::Office),
            ("Diện tích", Role::Other),
            ("", Role::Other),
        ] {
            assert_eq!(Role::of(&Plain::of(name)), role, "{name}");
        }
    }
}
