//! The lists that measure how much is found. They were written before the rules, by form of the lists that communes really publish, and the
//! rules were not changed for what is missed here.

use crate::invented::{Dice, Person, grouped, row, table};
use trangxa_personal_data::{Document, Kind};
use trangxa_test_support::{PdfWord as Word, pdf_of_pages};

/// A list with personal data, and how many of each kind it has.
pub(crate) struct List {
    pub(crate) document: Document,
    pub(crate) wanted: Vec<(Kind, usize)>,
}

/// The lists, each form several times with other persons.
pub(crate) fn lists() -> Vec<List> {
    let mut dice = Dice::new(0x0051_ab17);
    let mut lists = Vec::new();
    for _ in 0..4 {
        for make in FORMS {
            let count = dice.number(4, 40);
            let people = Person::many(&mut dice, count);
            let (document, wanted) = make(&people, &mut dice);
            lists.push(List { document, wanted });
        }
    }
    lists
}

type Made = (Document, Vec<(Kind, usize)>);
type Form = fn(&[Person], &mut Dice) -> Made;

const FORMS: &[Form] = &[
    poor_households,
    social_benefits,
    gift,
    land,
    insurance,
    conscripts,
    first_class,
    candidates,
    one_cell,
    headless,
    titled,
    capitals,
    csv,
    csv_english,
    lost_zeros,
    paragraphs,
    items,
    decision,
    inheritance,
    lost_papers,
    fine,
    family_help,
    rent,
    old_cards,
    decomposed,
    pdf_table,
    pdf_wrapped,
    pdf_decision,
    vaccination,
    borrowers,
    clearance,
    by_hamlet,
];

fn n(people: &[Person]) -> String {
    people.len().to_string()
}

fn poor_households(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![row(&[
        "STT",
        "Họ và tên chủ hộ",
        "Ngày, tháng, năm sinh",
        "Số CCCD",
        "Địa chỉ",
        "Số nhân khẩu",
        "Phân loại",
    ])];
    for (i, p) in people.iter().enumerate() {
        let kind = dice.of(&["Hộ nghèo", "Hộ cận nghèo"]);
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            &p.birth(),
            &p.citizen,
            &p.address,
            &dice.number(1, 6).to_string(),
            kind,
        ]));
    }
    let text = format!(
        "<p>Thực hiện Quyết định số 512/QĐ-UBND ngày 15/12/2026, UBND xã công khai danh sách {} hộ nghèo, hộ cận nghèo.</p>{}<p>Mọi thắc mắc gửi về UBND xã trước ngày 25/12/2026.</p>",
        n(people),
        table(&rows, 1)
    );
    let c = people.len();
    (Document::of_html(&text), vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Address, c)])
}

fn social_benefits(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = String::from(
        "<table><tr><th rowspan=2>TT</th><th rowspan=2>Họ tên đối tượng</th><th colspan=2>Năm sinh</th><th rowspan=2>Số định danh cá nhân</th>\
         <th rowspan=2>Số tài khoản</th><th rowspan=2>Ngân hàng</th><th rowspan=2>Mức hưởng (đồng)</th></tr><tr><th>Nam</th><th>Nữ</th></tr>",
    );
    for (i, p) in people.iter().enumerate() {
        let (man, woman) = if p.is_woman { (String::new(), p.birth()) } else { (p.birth(), String::new()) };
        let money = dice.of(&["500.000", "750.000", "1.000.000", "1.250.000"]);
        rows.push_str(&format!(
            "<tr><td>{}</td><td>{}</td><td>{man}</td><td>{woman}</td><td>{}</td><td>{}</td><td>{}</td><td>{money}</td></tr>",
            i + 1, p.name, p.citizen, p.account, p.bank
        ));
    }
    let c = people.len();
    (
        Document::of_html(&format!("<h2>Danh sách chi trả trợ cấp xã hội tháng 11/2026</h2>{rows}</table>")),
        vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::BankAccount, c)],
    )
}

fn gift(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["Stt", "Họ và tên", "CCCD", "STK", "Tên NH", "Số tiền", "Ký nhận"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[&(i + 1).to_string(), &p.name, &p.citizen, &p.account, p.bank, "100.000", ""]));
    }
    let c = people.len();
    (Document::of_rows(Some("Thon 1"), rows), vec![(Kind::CitizenNumber, c), (Kind::BankAccount, c)])
}

fn land(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![row(&[
        "STT",
        "Tên người sử dụng đất",
        "Địa chỉ thường trú",
        "Tờ bản đồ",
        "Thửa đất",
        "Diện tích (m2)",
        "Nguồn gốc sử dụng",
    ])];
    for (i, p) in people.iter().enumerate() {
        let holder = format!("Ông (bà) {}, sinh ngày {}, CCCD số {}", p.name, p.birth(), p.citizen);
        rows.push(row(&[
            &(i + 1).to_string(),
            &holder,
            &p.address,
            &dice.number(1, 60).to_string(),
            &dice.number(1, 900).to_string(),
            &format!("{},{}", dice.number(60, 900), dice.number(0, 9)),
            "Nhà nước công nhận",
        ]));
    }
    let c = people.len();
    (
        Document::of_html(&format!(
            "<p>Niêm yết công khai kết quả kiểm tra hồ sơ đăng ký, cấp Giấy chứng nhận quyền sử dụng đất:</p>{}",
            table(&rows, 1)
        )),
        vec![(Kind::CitizenNumber, c), (Kind::BirthDate, c), (Kind::Address, c)],
    )
}

fn insurance(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["TT", "Họ và tên", "Ngày sinh", "Mã thẻ BHYT", "Mã số BHXH", "Nơi đăng ký KCB ban đầu"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[&(i + 1).to_string(), &p.name, &p.birth(), &p.insurance, &p.social, "Trạm y tế xã"]));
    }
    let c = people.len();
    (Document::of_rows(None, rows), vec![(Kind::BirthDate, c), (Kind::Insurance, 2 * c)])
}

fn conscripts(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&[
        "TT",
        "Họ, chữ đệm, tên khai sinh",
        "Sinh ngày, tháng, năm",
        "Nơi thường trú của gia đình",
        "Họ tên cha, mẹ",
        "Điện thoại",
    ])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            &p.birth(),
            &p.address,
            &format!("{}; Trần Thị Nụ", people[(i + 1) % people.len()].name),
            &p.mobile,
        ]));
    }
    let c = people.len();
    (
        Document::of_html(&format!(
            "<h3>Danh sách công dân đủ điều kiện khám tuyển nghĩa vụ quân sự năm 2027</h3>{}",
            table(&rows, 1)
        )),
        vec![(Kind::BirthDate, c), (Kind::Phone, c), (Kind::Address, c)],
    )
}

fn first_class(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&[
        "STT",
        "Họ tên học sinh",
        "Nữ",
        "Ngày sinh",
        "Mã định danh",
        "Chỗ ở hiện nay",
        "Họ tên phụ huynh",
        "SĐT liên hệ",
    ])];
    for (i, p) in people.iter().enumerate() {
        let parent = &people[(i + 3) % people.len()];
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            if p.is_woman { "x" } else { "" },
            &p.birth(),
            &p.citizen,
            &p.address,
            &parent.name,
            &grouped(&p.mobile, &[4, 3, 3], " "),
        ]));
    }
    let c = people.len();
    (
        Document::of_html(&format!(
            "<p>Danh sách học sinh trúng tuyển vào lớp 1 Trường Tiểu học An Bình năm học 2026 - 2027.</p>{}",
            table(&rows, 1)
        )),
        vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Address, c), (Kind::Phone, c)],
    )
}

fn candidates(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![row(&[
        "SBD",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Nơi cư trú",
        "Trình độ",
        "Số điện thoại",
        "Ghi chú",
    ])];
    for (i, p) in people.iter().enumerate() {
        let level = dice.of(&["Đại học Luật", "Cử nhân Kế toán", "Kỹ sư Nông nghiệp", "Cao đẳng Y"]);
        rows.push(row(&[
            &format!("{:03}", i + 1),
            &p.name,
            &format!("{}/{}/{}", p.day, p.month, p.year),
            if p.is_woman { "Nữ" } else { "Nam" },
            &p.address,
            level,
            &grouped(&p.mobile, &[4, 3, 3], "."),
            "",
        ]));
    }
    let c = people.len();
    (Document::of_rows(Some("Vòng 2"), rows), vec![(Kind::BirthDate, c), (Kind::Address, c), (Kind::Phone, c)])
}

fn one_cell(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["TT", "Thông tin người đề nghị", "Nội dung đề nghị"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &format!("{}<br>Sinh ngày: {}<br>Số CCCD: {} cấp ngày 10/05/2021 tại Cục Cảnh sát QLHC về TTXH<br>Thường trú: {}<br>ĐT: {}", p.name, p.birth(), p.citizen, p.address, p.mobile),
            "Xác nhận tình trạng hôn nhân",
        ]));
    }
    let c = people.len();
    (
        Document::of_html(&table(&rows, 1)),
        vec![(Kind::CitizenNumber, c), (Kind::BirthDate, c), (Kind::Phone, c), (Kind::Address, c)],
    )
}

fn headless(people: &[Person], _: &mut Dice) -> Made {
    let rows: Vec<_> = people
        .iter()
        .enumerate()
        .map(|(i, p)| row(&[&(i + 1).to_string(), &p.name, &p.birth(), &p.citizen, p.hamlet, &p.mobile]))
        .collect();
    let c = people.len();
    (Document::of_html(&table(&rows, 0)), vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Phone, c)])
}

fn titled(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![
        row(&["DANH SÁCH NGƯỜI CAO TUỔI HƯỞNG TRỢ CẤP HƯU TRÍ XÃ HỘI", "", "", "", "", "", ""]),
        row(&["(Kèm theo Quyết định số 77/QĐ-UBND ngày 02/07/2026 của UBND xã)", "", "", "", "", "", ""]),
        row(&[]),
        row(&[
            "STT",
            "Họ và tên",
            "Ngày tháng năm sinh",
            "Số CCCD/Thẻ căn cước",
            "Nơi ở hiện tại",
            "Số tài khoản ngân hàng",
            "Số tiền/tháng",
        ]),
        row(&["1", "2", "3", "4", "5", "6", "7"]),
        row(&["I", "Thôn Đông Hà", "", "", "", "", ""]),
    ];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            &format!("{:02}-{:02}-{}", p.day, p.month, p.year),
            &p.citizen,
            &p.address,
            &p.account,
            dice.of(&["500000", "650.000"]),
        ]));
    }
    rows.push(row(&["", "Tổng cộng", "", "", "", "", "12.500.000"]));
    let c = people.len();
    (
        Document::of_rows(Some("Sheet1"), rows),
        vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Address, c), (Kind::BankAccount, c)],
    )
}

fn capitals(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["STT", "HỌ VÀ TÊN", "NGÀY SINH", "SỐ CĂN CƯỚC CÔNG DÂN", "HỘ KHẨU THƯỜNG TRÚ"])];
    for (i, p) in people.iter().enumerate() {
        let number = match i % 3 {
            0 => grouped(&p.citizen, &[3, 3, 3, 3], " "),
            1 => grouped(&p.citizen, &[3, 3, 6], "."),
            _ => grouped(&p.citizen, &[4, 4, 4], " "),
        };
        rows.push(row(&[
            &format!("{:02}", i + 1),
            &p.name.to_uppercase(),
            &format!("{:02}.{:02}.{}", p.day, p.month, p.year),
            &number,
            &p.address.to_uppercase(),
        ]));
    }
    let c = people.len();
    (Document::of_html(&table(&rows, 1)), vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Address, c)])
}

fn csv(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["ho_ten", "ngay_sinh", "so_cccd", "dia_chi", "sdt", "so_tai_khoan"])];
    for p in people {
        rows.push(row(&[
            &p.name,
            &p.birth(),
            &format!("'{}", p.citizen),
            &p.address,
            &format!("'{}", p.mobile),
            &format!("'{}", p.account),
        ]));
    }
    let c = people.len();
    (
        Document::of_rows(None, rows),
        vec![
            (Kind::BirthDate, c),
            (Kind::CitizenNumber, c),
            (Kind::Address, c),
            (Kind::Phone, c),
            (Kind::BankAccount, c),
        ],
    )
}

fn csv_english(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["MaDT", "HoTen", "NgaySinh", "SoCMND_CCCD", "DiaChi", "DienThoai"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &format!("DT{i:05}"),
            &p.name,
            &format!("{}-{:02}-{:02}", p.year, p.month, p.day),
            &p.citizen,
            &p.address,
            &format!("+84{}", &p.mobile[1..]),
        ]));
    }
    let c = people.len();
    (
        Document::of_rows(None, rows),
        vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Address, c), (Kind::Phone, c)],
    )
}

fn lost_zeros(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["STT", "Họ và tên", "Số CCCD", "Điện thoại", "Thôn"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            p.citizen.trim_start_matches('0'),
            p.mobile.trim_start_matches('0'),
            p.hamlet,
        ]));
    }
    let c = people.len();
    (Document::of_rows(Some("DS"), rows), vec![(Kind::CitizenNumber, c), (Kind::Phone, c)])
}

fn paragraphs(people: &[Person], _: &mut Dice) -> Made {
    let mut html = String::from("<p>Danh sách các hộ được hỗ trợ sửa chữa nhà ở:</p>");
    for (i, p) in people.iter().enumerate() {
        let who = if p.is_woman { "Bà" } else { "Ông" };
        html.push_str(&format!(
            "<p>{}. {who} {}, sinh ngày {}, CCCD {}, trú tại {}.</p>",
            i + 1,
            p.name,
            p.birth(),
            p.citizen,
            p.address
        ));
    }
    let c = people.len();
    (Document::of_html(&html), vec![(Kind::CitizenNumber, c), (Kind::BirthDate, c)])
}

fn items(people: &[Person], _: &mut Dice) -> Made {
    let items: String =
        people.iter().map(|p| format!("<li>{} - {} - {} - {}</li>", p.name, p.birth(), p.citizen, p.hamlet)).collect();
    let c = people.len();
    (
        Document::of_html(&format!("<h2>Người trúng đấu giá</h2><ol>{items}</ol>")),
        vec![(Kind::CitizenNumber, c), (Kind::BirthDate, c)],
    )
}

fn decision(people: &[Person], _: &mut Dice) -> Made {
    let p = &people[0];
    let text = format!(
        "<p><b>QUYẾT ĐỊNH</b></p><p>Về việc hưởng trợ cấp hưu trí xã hội</p><p>CHỦ TỊCH UỶ BAN NHÂN DÂN XÃ AN BÌNH</p>\
         <p>Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/06/2025;</p>\
         <p>Điều 1. Trợ cấp hưu trí xã hội đối với ông/bà {}, sinh ngày {:02} tháng {:02} năm {}; số căn cước: {}; nơi thường trú: {}; mức trợ cấp 500.000 đồng/tháng kể từ ngày 01/07/2026.</p>\
         <p>Chi trả qua tài khoản số {} mở tại {}, chủ tài khoản: {}.</p>",
        p.name,
        p.day,
        p.month,
        p.year,
        p.citizen,
        p.address,
        p.account,
        p.bank,
        p.name.to_uppercase()
    );
    (Document::of_html(&text), vec![(Kind::CitizenNumber, 1), (Kind::BirthDate, 1), (Kind::BankAccount, 1)])
}

fn inheritance(people: &[Person], _: &mut Dice) -> Made {
    let (a, b) = (&people[0], &people[1]);
    let text = format!(
        "<p>THÔNG BÁO NIÊM YẾT VIỆC THỤ LÝ CÔNG CHỨNG VĂN BẢN PHÂN CHIA DI SẢN</p><p>Những người thừa kế gồm:</p>\
         <p>1. Ông {}, sinh năm {}, CMND số {} do Công an tỉnh cấp ngày 03/04/2009, nơi cư trú: {};</p>\
         <p>2. Bà {}, sinh năm {}, thẻ căn cước công dân số {} do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày 12/08/2021.</p>\
         <p>Trong thời hạn 15 ngày kể từ ngày niêm yết, nếu có khiếu nại, tố cáo, đề nghị gửi về UBND xã.</p>",
        a.name, a.year, a.old, a.address, b.name, b.year, b.citizen
    );
    (Document::of_html(&text), vec![(Kind::OldIdentityNumber, 1), (Kind::CitizenNumber, 1)])
}

fn lost_papers(people: &[Person], _: &mut Dice) -> Made {
    let p = &people[0];
    let text = format!(
        "<p>UBND xã nhận được đơn trình báo mất Giấy chứng nhận quyền sử dụng đất số BK 123456 của ông (bà) {} (số chứng minh nhân dân {}), địa chỉ: {}. Ai nhặt được xin liên hệ số điện thoại {}.</p>",
        p.name,
        grouped(&p.old, &[3, 3, 3], " "),
        p.address,
        p.mobile
    );
    (Document::of_html(&text), vec![(Kind::OldIdentityNumber, 1)])
}

fn fine(people: &[Person], _: &mut Dice) -> Made {
    let p = &people[0];
    let text = format!(
        "<h1>Xử phạt vi phạm hành chính trong lĩnh vực đất đai</h1><p>Ngày 11/11/2026, Chủ tịch UBND xã ban hành Quyết định số 903/QĐ-XPHC đối với ông {}; ngày, tháng, năm sinh: {}; quốc tịch: Việt Nam; nghề nghiệp: tự do; nơi ở hiện tại: {}; số định danh cá nhân/CMND/Hộ chiếu: {}; ngày cấp: 19/04/2021. Mức phạt: 4.000.000 đồng.</p>",
        p.name,
        p.birth(),
        p.address,
        p.citizen
    );
    (Document::of_html(&text), vec![(Kind::CitizenNumber, 1), (Kind::BirthDate, 1)])
}

fn family_help(people: &[Person], _: &mut Dice) -> Made {
    let p = &people[0];
    let text = format!(
        "<p>Hoàn cảnh gia đình chị {} ở {} rất khó khăn, chồng mất sớm, con nhỏ mắc bệnh tim.</p>\
         <p>Mọi sự giúp đỡ xin gửi về số tài khoản {}, ngân hàng {}, chủ tài khoản {}.</p>",
        p.name, p.hamlet, p.account, p.bank, p.name
    );
    (Document::of_html(&text), vec![(Kind::BankAccount, 1)])
}

fn rent(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![
        row(&["TT", "Người lao động", "", "", "Doanh nghiệp", "Tài khoản nhận tiền", ""]),
        row(&["", "Họ và tên", "Số CMND/CCCD", "Số sổ BHXH", "", "Số tài khoản", "Ngân hàng"]),
    ];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            if i % 4 == 3 { &p.old } else { &p.citizen },
            &p.social,
            "Công ty TNHH May Phúc Lâm",
            &p.account,
            p.bank,
        ]));
    }
    let c = people.len();
    let old = c / 4;
    let mut wanted = vec![(Kind::CitizenNumber, c - old), (Kind::Insurance, c), (Kind::BankAccount, c)];
    if old > 0 {
        wanted.push((Kind::OldIdentityNumber, old));
    }
    (Document::of_html(&format!("<p>Danh sách đề nghị hỗ trợ tiền thuê nhà</p>{}", table(&rows, 2))), wanted)
}

fn old_cards(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["Số TT", "Họ và tên", "Năm sinh", "Số CMTND", "Ngày cấp", "Thôn", "Chữ ký"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[&(i + 1).to_string(), &p.name, &p.year.to_string(), &p.old, "12/09/2011", p.hamlet, ""]));
    }
    (Document::of_html(&table(&rows, 1)), vec![(Kind::OldIdentityNumber, people.len())])
}

fn decomposed(people: &[Person], dice: &mut Dice) -> Made {
    use unicode_normalization::UnicodeNormalization as _;
    let mut rows = vec![row(&["STT", "Họ và tên", "Ngày sinh", "Địa chỉ", "Số tài khoản"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[&(i + 1).to_string(), &p.name, &p.birth(), &p.address, &p.account]));
    }
    rows.push(row(&["", "Cộng", "", "", &format!("{} người", dice.number(4, 40))]));
    let c = people.len();
    let html: String = table(&rows, 1).nfd().collect();
    (Document::of_html(&html), vec![(Kind::BirthDate, c), (Kind::Address, c), (Kind::BankAccount, c)])
}

/// The words of a table's row on a page, each at the left edge of its column.
fn line(y: f64, columns: &[f64], cells: &[&str]) -> Vec<Word> {
    columns
        .iter()
        .zip(cells)
        .filter(|(_, text)| !text.is_empty())
        .map(|(x, text)| Word { x: *x, y, text: (*text).to_owned() })
        .collect()
}

fn pages_of(head: Vec<Word>, rows: Vec<Vec<&str>>, columns: &[f64]) -> Document {
    let mut pages = vec![head];
    let mut y = 640.0;
    for cells in rows {
        if y < 60.0 {
            pages.push(Vec::new());
            y = 780.0;
        }
        pages.last_mut().unwrap().extend(line(y, columns, &cells));
        y -= 18.0;
    }
    Document::of_pdf(pdf_of_pages(&pages)).unwrap()
}

fn pdf_table(people: &[Person], _: &mut Dice) -> Made {
    let columns = [40.0, 70.0, 210.0, 290.0, 390.0, 500.0];
    let mut head = line(760.0, &[120.0], &["DANH SÁCH CHI TRẢ TRỢ CẤP THÁNG 11 NĂM 2026"]);
    head.extend(line(700.0, &columns, &["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số tài khoản", "Số tiền"]));
    let cells: Vec<(String, String)> =
        people.iter().enumerate().map(|(i, p)| ((i + 1).to_string(), p.birth())).collect();
    let rows = people
        .iter()
        .zip(&cells)
        .map(|(p, (i, birth))| vec![i.as_str(), &p.name, birth, &p.citizen, &p.account, "500.000"])
        .collect();
    let c = people.len();
    (pages_of(head, rows, &columns), vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::BankAccount, c)])
}

fn pdf_wrapped(people: &[Person], _: &mut Dice) -> Made {
    let columns = [40.0, 70.0, 200.0, 270.0, 370.0, 450.0];
    let mut head = line(720.0, &columns, &["Số", "Họ và tên", "Ngày, tháng,", "Nơi thường trú", "Số điện", "Số CMND/"]);
    head.extend(line(706.0, &columns, &["TT", "", "năm sinh", "", "thoại", "CCCD"]));
    let cells: Vec<(String, String)> =
        people.iter().enumerate().map(|(i, p)| ((i + 1).to_string(), p.birth())).collect();
    let rows = people
        .iter()
        .zip(&cells)
        .map(|(p, (i, birth))| vec![i.as_str(), &p.name, birth, p.hamlet, &p.mobile, &p.citizen])
        .collect();
    let c = people.len();
    (pages_of(head, rows, &columns), vec![(Kind::BirthDate, c), (Kind::CitizenNumber, c), (Kind::Phone, c)])
}

fn pdf_decision(people: &[Person], _: &mut Dice) -> Made {
    let p = &people[0];
    let lines = [
        "UỶ BAN NHÂN DÂN XÃ AN BÌNH".to_owned(),
        "QUYẾT ĐỊNH".to_owned(),
        format!("Điều 1. Giải quyết chế độ mai táng phí đối với bà {}, sinh ngày", p.name),
        format!("{}, số định danh cá nhân {}, thường trú tại", p.birth(), p.citizen),
        format!("{}, số tiền 12.000.000 đồng.", p.address),
    ];
    let words = lines
        .iter()
        .enumerate()
        .map(|(i, text)| Word { x: 60.0, y: 760.0 - f64::from(20 * u16::try_from(i).unwrap()), text: text.clone() })
        .collect();
    (Document::of_pdf(pdf_of_pages(&[words])).unwrap(), vec![(Kind::CitizenNumber, 1), (Kind::BirthDate, 1)])
}

fn vaccination(people: &[Person], _: &mut Dice) -> Made {
    let mut rows = vec![row(&["STT", "Họ tên trẻ", "Sinh ngày", "Họ tên mẹ", "Số ĐT mẹ", "Địa chỉ", "Mũi tiêm"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            &p.birth(),
            &people[(i + 1) % people.len()].name,
            &p.mobile,
            &p.address,
            "Sởi - Rubella",
        ]));
    }
    let c = people.len();
    (Document::of_html(&table(&rows, 1)), vec![(Kind::BirthDate, c), (Kind::Phone, c), (Kind::Address, c)])
}

fn borrowers(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![row(&["TT", "Tên khách hàng", "Số CCCD", "Dư nợ", "Nơi ở", "Số ĐTDĐ"])];
    for (i, p) in people.iter().enumerate() {
        rows.push(row(&[
            &(i + 1).to_string(),
            &p.name,
            &p.citizen,
            &format!("{}.000.000", dice.number(5, 90)),
            &p.address,
            &p.mobile,
        ]));
    }
    let c = people.len();
    (
        Document::of_html(&format!("<p>Danh sách hộ vay vốn Ngân hàng Chính sách xã hội</p>{}", table(&rows, 1))),
        vec![(Kind::CitizenNumber, c), (Kind::Address, c), (Kind::Phone, c)],
    )
}

fn clearance(people: &[Person], dice: &mut Dice) -> Made {
    let mut rows = vec![row(&["STT", "Chủ sử dụng", "Địa chỉ", "CCCD", "Tổng kinh phí bồi thường, hỗ trợ (đồng)"])];
    for (i, p) in people.iter().enumerate() {
        let money = format!("{}.{}.{}", dice.number(12, 900), dice.digits(3), dice.digits(3));
        let spouse = &people[(i + 2) % people.len()];
        rows.push(row(&[
            &(i + 1).to_string(),
            &format!("{} và vợ (chồng) {}", p.name, spouse.name),
            &p.address,
            &format!("{}; {}", p.citizen, spouse.citizen),
            &money,
        ]));
    }
    let c = people.len();
    (Document::of_html(&table(&rows, 1)), vec![(Kind::CitizenNumber, 2 * c), (Kind::Address, c)])
}

fn by_hamlet(people: &[Person], _: &mut Dice) -> Made {
    let mut html = String::new();
    let half = people.len() / 2;
    for (title, part) in [("Thôn Đông Hà", &people[..half]), ("Thôn Phúc Lâm", &people[half..])] {
        let mut rows = vec![row(&["Họ tên chủ hộ", "Năm sinh", "Số thẻ căn cước", "SĐT"])];
        rows.extend(part.iter().map(|p| row(&[&p.name, &p.year.to_string(), &p.citizen, &p.mobile])));
        html.push_str(&format!("<h3>{title}</h3>{}", table(&rows, 1)));
    }
    let c = people.len();
    (Document::of_html(&html), vec![(Kind::CitizenNumber, c), (Kind::Phone, c)])
}
