//! Invented persons, and the tables, pages and sentences that a commune could write about them. Nobody here exists: the names, numbers and
//! addresses are put together by a generator with a fixed seed.

/// A generator of numbers that gives the same ones in every run (SplitMix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) fn number(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from + 1)
    }

    /// One of several.
    pub(crate) fn of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[usize::try_from(self.next() % choices.len() as u64).unwrap()]
    }

    /// Whether something with a chance of one in `n` happens.
    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }

    /// `count` digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.next() % 10).unwrap())).collect()
    }
}

/// Somebody who does not exist.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) is_woman: bool,
    pub(crate) day: u64,
    pub(crate) month: u64,
    pub(crate) year: u64,
    /// The citizen number: 12 digits.
    pub(crate) citizen: String,
    /// The number of an old identity card: 9 digits.
    pub(crate) old: String,
    pub(crate) mobile: String,
    pub(crate) account: String,
    pub(crate) bank: &'static str,
    /// The hamlet, such as "thôn Đông Hà".
    pub(crate) hamlet: &'static str,
    /// An address with what stands before the hamlet.
    pub(crate) address: String,
    /// The number of a health insurance card: 15 characters.
    pub(crate) insurance: String,
    /// The number of social insurance: 10 digits.
    pub(crate) social: String,
}

const FAMILIES: &[&str] = &[
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ",
    "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đào", "Đinh", "Đoàn", "Lưu", "Mai", "Tô", "Trịnh", "Trương",
    "Tạ", "Phùng", "Quách", "Kiều", "Cao", "Châu", "Hà", "La", "Lâm", "Lương", "Mạc", "Nghiêm", "Ngụy", "Nông", "Ông",
    "Thạch", "Thái", "Tống", "Triệu", "Vi", "Giàng", "Lò", "Quàng", "Sùng", "Bế", "Chu", "Doãn", "Khổng", "Khuất",
    "Ninh", "Phí", "Từ", "Viên", "Cù", "Diệp", "Tôn", "Âu", "Hứa", "Cấn", "Lã", "Lại", "Lều", "Sầm", "Hoàng", "Vương",
    "Thân", "Nhữ", "Chử", "Bàn", "Tẩn", "Thào",
];
const MIDDLE_W: &[&str] =
    &["Thị", "Thị", "Thị", "Thị Hồng", "Thu", "Thị Minh", "Ngọc", "Thị Thanh", "Bích", "Kim", "Phương"];
const MIDDLE_M: &[&str] =
    &["Văn", "Văn", "Văn", "Đức", "Hữu", "Quang", "Xuân", "Duy", "Công", "Minh", "Bá", "Đình", "Thế", "Viết"];
const GIVEN_W: &[&str] = &[
    "Lan", "Huệ", "Hoa", "Nhàn", "Thơm", "Mận", "Tuyết", "Yến", "Oanh", "Dung", "Thảo", "Loan", "Liên", "Ngân",
    "Trang", "Ánh", "Én", "Ước", "Út", "Sáo", "Nhung", "Gấm", "Chúc", "Vượng", "Khuyên",
];
const GIVEN_M: &[&str] = &[
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Giang",
    "Hải",
    "Hùng",
    "Khánh",
    "Long",
    "Mạnh",
    "Nam",
    "Phúc",
    "Quân",
    "Sơn",
    "Thắng",
    "Toàn",
    "Tú",
    "Tuấn",
    "Việt",
    "Ý",
    "Quý",
    "Nhặn",
    "Ơn",
    "Đợi",
    "Khoẻ",
    "Chiến",
    "Thưởng",
];
const WHOLE: &[&str] = &[
    "Giàng A Páo",
    "Lò Văn Inh",
    "Thạch Sô Phia",
    "H'Lan Niê",
    "Y Thanh Ayun",
    "Vàng Thị Mỷ",
    "Tráng A Sử",
    "Kpă Hờ Nay",
];
pub(crate) const HAMLETS: &[&str] = &[
    "thôn Đông Hà",
    "thôn Xuân Quang",
    "thôn Tân Thành",
    "thôn Phúc Lâm",
    "thôn Trung Hoà",
    "thôn 3",
    "xóm Đình",
    "tổ 5",
    "bản Nà Ten",
    "khu 2",
    "ấp Bình Thuận",
    "tổ dân phố số 4",
    "buôn Ea Sar",
    "khóm 6",
];
const BANKS: &[&str] =
    &["Agribank", "Vietcombank", "BIDV", "VietinBank", "MB", "LPBank", "Ngân hàng CSXH", "Techcombank"];
const PROVINCES: &[&str] = &[
    "001", "030", "031", "034", "036", "038", "040", "048", "056", "066", "075", "079", "087", "092", "096", "024",
    "002",
];

impl Person {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let is_woman = dice.one_in(2);
        let name = if dice.one_in(40) {
            dice.of(WHOLE).to_owned()
        } else {
            let (middle, given) = if is_woman { (MIDDLE_W, GIVEN_W) } else { (MIDDLE_M, GIVEN_M) };
            format!("{} {} {}", dice.of(FAMILIES), dice.of(middle), dice.of(given))
        };
        let year = dice.number(1935, 2016);
        let century = if year < 2000 { u64::from(is_woman) } else { 2 + u64::from(is_woman) };
        let citizen = format!("{}{century}{:02}{}", dice.of(PROVINCES), year % 100, dice.digits(6));
        let mobile = format!(
            "0{}{}",
            dice.of(&["91", "98", "97", "36", "35", "39", "86", "78", "70", "83", "58", "90"]),
            dice.digits(7)
        );
        let hamlet = dice.of(HAMLETS);
        let before = match dice.number(0, 3) {
            0 => format!("số nhà {}, ", dice.number(1, 120)),
            1 => format!("Đội {}, ", dice.number(1, 9)),
            2 => format!("ngõ {}, ", dice.number(2, 60)),
            _ => String::new(),
        };
        let after = dice.of(&[", xã An Bình", "", ", An Bình", ", xã An Bình, Hải Phòng"]);
        let account = match dice.number(0, 4) {
            0 => format!("{}{}", dice.number(1000, 9999), dice.digits(9)),
            1 => format!("10{}", dice.digits(10)),
            2 => mobile.clone(),
            3 => format!("{}{}", dice.number(10, 99), dice.digits(12)),
            _ => format!("{}{}", dice.number(1, 9), dice.digits(8)),
        };
        Self {
            name,
            is_woman,
            day: dice.number(1, 28),
            month: dice.number(1, 12),
            year,
            citizen,
            old: format!("{}{}", dice.of(&["14", "03", "16", "17", "01", "20"]), dice.digits(7)),
            mobile,
            account,
            bank: dice.of(BANKS),
            hamlet,
            address: format!("{before}{hamlet}{after}"),
            insurance: format!(
                "{}{}{}{}",
                dice.of(&["GD", "HN", "BT", "TE", "CN", "HS", "CC", "DT"]),
                dice.number(1, 5),
                dice.of(&["30", "31", "01", "79"]),
                dice.digits(10)
            ),
            social: format!("{}{}", dice.of(&["30", "31", "01", "79"]), dice.digits(8)),
        }
    }

    pub(crate) fn many(dice: &mut Dice, count: u64) -> Vec<Self> {
        (0..count).map(|_| Self::new(dice)).collect()
    }

    /// `12/03/1956`
    pub(crate) fn birth(&self) -> String {
        format!("{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

/// Some digits in groups: `grouped("030156001234", &[3, 3, 6], " ")` is `030 156 001234`.
pub(crate) fn grouped(digits: &str, sizes: &[usize], between: &str) -> String {
    let mut rest = digits;
    let mut parts = Vec::new();
    for size in sizes {
        let (part, after) = rest.split_at((*size).min(rest.len()));
        parts.push(part);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.join(between)
}

/// An HTML table. The first rows, `heads` of them, have header cells.
pub(crate) fn table(rows: &[Vec<String>], heads: usize) -> String {
    let mut html = String::from("<table>");
    for (i, row) in rows.iter().enumerate() {
        let name = if i < heads { "th" } else { "td" };
        html.push_str("<tr>");
        for cell in row {
            html.push_str(&format!("<{name}>{cell}</{name}>"));
        }
        html.push_str("</tr>");
    }
    html + "</table>"
}

pub(crate) fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}
