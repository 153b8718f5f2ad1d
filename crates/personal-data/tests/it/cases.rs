//! Texts and tables by which the rules were made: what of each is found, and what is not.

use trangxa_personal_data::{Document, Kind, Office, examine};

use Kind::{Address, BankAccount, BirthDate, CitizenNumber, Insurance, OldIdentityNumber, Passport, Phone};

#[track_caller]
fn finds(document: &Document, wanted: &[(Kind, usize)], what: &str) {
    let office = Office::with_phones("0220.3822.123 - 0912 000 111");
    let found: Vec<(Kind, usize)> = examine(document, &office).iter().map(|found| (found.kind, found.count)).collect();
    assert_eq!(found, wanted, "{what}");
}

/// Cells are parted by `|`, rows by a line's end.
fn rows(text: &str) -> Document {
    let rows = text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect();
    Document::of_rows(None, rows)
}

#[test]
fn sentences_about_persons_are_found() {
    for (text, wanted) in [
        ("Ông Phạm Văn Khoa, CCCD 030085004321, được cấp giấy phép.", &[(CitizenNumber, 1)][..]),
        ("Mã số thuế cá nhân 030085004321 của bà Vũ Thị Én", &[(CitizenNumber, 1)]),
        ("Số định danh: 030.085.004.321", &[(CitizenNumber, 1)]),
        ("Căn cước 101085004321 (sinh tại nước ngoài)", &[(CitizenNumber, 1)]),
        ("chứng minh nhân dân số: 141 234 567 do CA Hải Dương cấp ngày 1/2/2010", &[(OldIdentityNumber, 1)]),
        ("CMND/CCCD: 141234567", &[(OldIdentityNumber, 1)]),
        ("Hộ chiếu số B1234567 mang tên Bùi Thị Hạ", &[(Passport, 1)]),
        ("Thẻ BHYT GD4303012345678", &[(Insurance, 1)]),
        ("thẻ bảo hiểm y tế: HN 2 30 3012345678 hết hạn", &[(Insurance, 1)]),
        ("mã số BHXH: 3012345678", &[(Insurance, 1)]),
        ("Bà Đoàn Thị Mơ, sinh ngày 09 tháng 7 năm 1951, ở thôn Đông", &[(BirthDate, 1)]),
        ("cháu Lã Minh Quân (sinh ngày: 05/06/2019) bị lạc", &[(BirthDate, 1)]),
        ("Tạ Văn Bảy – 01/02/1949 – 030049001122", &[(CitizenNumber, 1), (BirthDate, 1)]),
        ("Gửi STK 19031234567890 Techcombank, Đỗ Thị Hiền", &[(BankAccount, 1)]),
        ("Số tài khoản: 0912345678 (MB), chủ tài khoản NGUYEN THI HIEN", &[(BankAccount, 1)]),
        (
            "Nguyễn Văn Sáu, CCCD 030060001234, thường trú: số 5, thôn Đông, điện thoại 0987654321",
            &[(CitizenNumber, 1), (Phone, 1), (Address, 1)],
        ),
    ] {
        finds(&Document::of_html(&format!("<p>{text}</p>")), wanted, text);
        finds(&Document::of_text(text), wanted, text);
    }
}

#[test]
fn tables_of_persons_are_found() {
    for (text, wanted) in [
        (
            "STT|Họ và tên|Ngày sinh|CCCD|Địa chỉ\n1|Lê Thị Tám|1/2/1950|030150001234|Thôn Đông\n2|Ngô Văn Tư|3/4/1960|030060001235|Thôn Đoài",
            &[(CitizenNumber, 2), (BirthDate, 2), (Address, 2)][..],
        ),
        (
            "TT|Họ tên|Nam|Nữ|STK\n1|Lê Thị Tám||1950|0123456789\n2|Ngô Văn Tư|1960||9704 0512 3456 7890",
            &[(BankAccount, 2)],
        ),
        ("Họ tên|Trình độ|Số ĐT\nLê Thị Tám|Cử nhân Kế toán|0987 654 321", &[(Phone, 1)]),
        ("Họ tên|Số ĐT\nLê Thị Tám|0987 654 321\nNgô Văn Tư|+84987654322\nTrần Ba|987654323", &[(Phone, 3)]),
        ("Họ và tên chủ hộ|Nơi ở\nLê Thị Tám|số nhà 5, ngõ 2, thôn Đông\nNgô Văn Tư|Đội 3, thôn Đoài", &[(Address, 2)]),
        (
            "1|Lê Thị Tám|01/02/1950|0987654321\n2|Ngô Văn Tư|03/04/1960|0987654322\n3|Mai Thị Sen|05/06/1971|0987654323",
            &[(BirthDate, 3), (Phone, 3)],
        ),
        (
            "Họ tên|Sinh ngày|Số thẻ BHYT\nLê Thị Tám|1/2/50|DT 2 30 3012345678\nNgô Văn Tư|3/4/60|3012345679",
            &[(Insurance, 2), (BirthDate, 2)],
        ),
        (
            "Họ tên|CMND|Hộ chiếu\nLê Thị Tám|141234567|\nNgô Văn Tư|14 1234 568|C7654321",
            &[(OldIdentityNumber, 2), (Passport, 1)],
        ),
        (
            "Họ tên|Năm sinh\nDANH SÁCH\nHọ và tên|Số CCCD\nLê Thị Tám|30150001234\nNgô Văn Tư|1060001235",
            &[(CitizenNumber, 2)],
        ),
    ] {
        finds(&rows(text), wanted, text);
    }
}

#[test]
fn sentences_of_offices_are_left_alone() {
    for text in [
        "Điện thoại UBND xã: 0220.3822.123; trực ban: 0912 000 111.",
        "Liên hệ đồng chí Nguyễn Văn An, Chủ tịch UBND xã, ĐT 0987654321",
        "Anh Nguyễn Văn Nam mất ví, ai nhặt được gọi 0987654321",
        "Số tài khoản 3761.0.1234567 của Kho bạc Nhà nước Kinh Môn",
        "Tài khoản: 2308201012345 – Quỹ Vì người nghèo xã, Agribank",
        "STK 0123456789 tại MB, chủ tài khoản: Uỷ ban MTTQ xã",
        "Ủng hộ qua số tài khoản 0123456789 (Agribank)",
        "Công ty TNHH An Phát, MST 0801234567, tài khoản 19012345678901",
        "Hồ sơ 000.00.31.H55-230622-0012, mã khách hàng 030156001234",
        "Mã vận đơn: 030156001234",
        "Tổng thu 030.156.001.234.000 đồng; chi 123.456.789.012 đồng",
        "CCCD 0301******34, 030156001xxx, xxxxxxxx1234, 0301…1234",
        "Đồng chí Trần Văn Hai, sinh ngày 01/02/1975, giữ chức Bí thư Đảng uỷ",
        "Liệt sĩ Trần Văn Hai, sinh ngày 01/02/1945, hy sinh ngày 03/04/1968",
        "Cụ Trần Văn Hai, sinh ngày 01/02/1935, đã từ trần",
        "Lê Lợi sinh ngày 10/9/1385",
        "Người sinh ngày 01/02/1951 trở về trước được hưởng trợ cấp",
        "Ông Trần Văn Hai sinh năm 1951, nhận quà ngày 27/07/2026",
        "Ngày 01/02/2026, bà Trần Thị Hai nhận 500.000 đồng",
        "Nghị định số 131/2021/NĐ-CP ngày 30/12/2021",
        "CCCD 0301******34, được hỗ trợ 790.385.000 đồng; tài khoản thu 1.234.567.890 đ",
        "Điểm chuẩn 123456789, 030156",
        "https://xa.example/ho-so/030156001234/",
        "",
    ] {
        finds(&Document::of_html(&format!("<p>{text}</p>")), &[], text);
    }
}

#[test]
fn tables_of_offices_bodies_and_the_dead_are_left_alone() {
    for text in [
        "Họ và tên|Chức vụ|Điện thoại|Địa chỉ\nLê Thị Tám|Chủ tịch|0987654321|số 5 thôn Đông\nNgô Văn Tư|Bí thư|0987654322|số 6 thôn Đông",
        "Thôn|Trưởng thôn|Điện thoại\nĐông|Ngô Văn Tư|0987654322\nĐoài|Lê Thị Tám|0987654321",
        "Ngày trực|Họ tên|SĐT công vụ\n01/02/2026|Ngô Văn Tư|0987654322\n02/02/2026|Lê Thị Tám|0987654321",
        "Tên cơ sở|Địa chỉ|Điện thoại\nNhà thuốc Hoa Mai|số 5, đường Trần Hưng Đạo|0987654322\nCửa hàng Hải Yến|số 7, ngõ 3|0987654321",
        "Tên đơn vị|Số tài khoản|Ngân hàng\nTrường THCS An Bình|0123456789|Agribank\nTrạm Y tế xã|0123456788|BIDV",
        "Họ và tên liệt sĩ|Ngày sinh|Quê quán|Ngày hy sinh\nNgô Văn Tư|01/02/1948|Thôn Đông|03/04/1972\nLê Văn Sáu|05/06/1950|Thôn Đông|07/08/1971",
        "Họ tên|Thôn|Số tiền\nNgô Văn Tư|Đông|500.000\nLê Thị Tám|Đoài|200.000",
        "Họ tên|Địa chỉ|Giải\nNgô Văn Tư|Thôn Đông|Nhất\nLê Thị Tám|Thôn Đoài|Nhì",
        "STT|Nội dung|Số tiền\n1|Thu phí|123.456.789\n2|Thu thuế|123.456.789.012",
        "Họ tên|Năm sinh|Đơn vị\nNgô Văn Tư|1960|Thôn Đông\nLê Thị Tám|1950|Thôn Đoài",
        "Họ tên|Ngày nộp|Số biên lai\nNgô Văn Tư|01/02/2026|0012345\nLê Thị Tám|03/04/2026|0012346",
        "Ngô Văn Tư|01/02/2026|500.000\nLê Thị Tám|03/04/2026|500.000\nMai Thị Sen|05/04/2026|500.000",
        "Họ tên|Số CCCD|STK\nNgô Văn Tư|0301******34|19*****67\nLê Thị Tám|0301xxxxxx35|xxxx4567",
    ] {
        finds(&rows(text), &[], text);
    }
}
