//! Numbers that the state gives to persons.

/// The codes of the provinces in citizen numbers: circular 07/2016/TT-BCA, appendix 1. The mergers of 2025 changed no number that had been
/// given, and newborn children get the codes of the old provinces' places.
const PROVINCES: [u16; 63] = [
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45,
    46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92,
    93, 94, 95, 96,
];

/// The last two digits of the last year of birth that is taken for one: nobody writes down who is not born.
const LAST_YEAR: u8 = 49;

/// Whether 12 digits are a citizen number (decree 137/2015/NĐ-CP, article 13): the province of the registration of birth, the century with
/// the sex, the year of birth, and six digits that mean nothing.
pub(crate) fn is_citizen_number(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u16>().ok());
    if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_province = number(0, 3).is_some_and(|code| PROVINCES.binary_search(&code).is_ok());
    let is_year = match digits.as_bytes()[3] {
        // Men and women of the 20th century, and of the 21st.
        b'0' | b'1' => true,
        b'2' | b'3' => number(4, 6).is_some_and(|year| year <= u16::from(LAST_YEAR)),
        _ => false,
    };
    is_province && is_year
}

/// Whether 15 characters are the number of a health insurance card: two letters for the group of persons, a digit for the share of the costs,
/// two digits for the province, ten digits for the person (decision 1351/QĐ-BHXH of 2015).
pub(crate) fn is_insurance_card(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 15
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && matches!(bytes[2], b'1'..=b'5')
        && bytes[3..].iter().all(u8::is_ascii_digit)
}

/// Whether ten digits are a mobile number of today.
pub(crate) fn is_mobile(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u8>().ok());
    digits.len() == 10
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.starts_with('0')
        && number(1, 3)
            .is_some_and(|prefix| matches!(prefix, 32..=39 | 52 | 55 | 56 | 58 | 59 | 70 | 76..=79 | 81..=99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citizen_number_has_a_province_a_sex_and_a_year() {
        for good in ["030156001234", "001099000001", "096349999999", "079200000000"] {
            assert!(is_citizen_number(good), "{good}");
        }
        for bad in [
            "003156001234",
            "097156001234",
            "100156001234",
            "030456001234",
            "030250001234",
            "03015600123",
            "0301560012345",
            "03015600123x",
            "",
        ] {
            assert!(!is_citizen_number(bad), "{bad}");
        }
        assert!(PROVINCES.is_sorted());
    }

    #[test]
    fn cards_and_mobiles_are_told_by_their_form() {
        assert!(is_insurance_card("GD4303012345678"));
        for bad in ["GD6303012345678", "gd4303012345678", "GD430301234567", "G44303012345678", "GD43030123456x8"] {
            assert!(!is_insurance_card(bad), "{bad}");
        }
        assert!(is_mobile("0912345678") && is_mobile("0321234567"));
        for bad in ["0123456789", "912345678", "0220382212", "09123456789", "0512345678"] {
            assert!(!is_mobile(bad), "{bad}");
        }
    }
}
