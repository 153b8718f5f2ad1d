//! Ordinary articles, in which nothing is to be found: what communes write every day, with the numbers, names and tables that belong to it.
//! They were written before the rules.

use crate::invented::{Dice, HAMLETS, Person};
use trangxa_personal_data::Document;

/// The articles, each form several times with other names and numbers.
pub(crate) fn articles() -> Vec<Document> {
    let mut dice = Dice::new(0x0d_1a_27);
    let mut found = Vec::new();
    for _ in 0..4 {
        for form in FORMS {
            found.push(Document::of_html(&filled(form, &mut dice)));
        }
    }
    found
}

/// A form with its slots filled: each `[ten]` is another name, and so on.
pub(crate) fn filled(form: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let (slot, after) = after.split_once(']').unwrap();
        rest = after;
        let person = Person::new(dice);
        let value = match slot {
            "ten" => person.name,
            "TEN" => person.name.to_uppercase(),
            "thon" => dice.of(HAMLETS).to_owned(),
            "chucvu" => dice.of(TITLES).to_owned(),
            "ngay" => format!("{:02}/{:02}/{}", dice.number(1, 28), dice.number(1, 12), dice.number(2023, 2026)),
            "so" => dice.number(2, 999).to_string(),
            "nam" => dice.number(2018, 2026).to_string(),
            "namsinh" => dice.number(1940, 2012).to_string(),
            "tien" => format!("{}.{}.000", dice.number(1, 900), dice.digits(3)),
            "ty" => format!("{},{} tỷ", dice.number(1, 90), dice.number(1, 9)),
            "didong" => person.mobile,
            "banmay" => format!("0220.3.{}.{}", dice.digits(3), dice.digits(3)),
            "qd" => format!("{}/QĐ-UBND", dice.number(10, 4000)),
            "tk" => person.account,
            "kho" => format!("3714.0.{}.00000", dice.digits(7)),
            "mst" => format!("0800{}", dice.digits(6)),
            "gio" => format!("{:02}h{:02}", dice.number(6, 20), dice.number(0, 59)),
            "thua" => dice.number(1, 900).to_string(),
            "che" => format!("{}******{}", &person.citizen[..4], &person.citizen[10..]),
            "dien" => format!("PA{}", dice.digits(11)),
            "hoso" => format!(
                "000.00.{}.H31-26{:02}{:02}-{}",
                dice.number(10, 40),
                dice.number(1, 12),
                dice.number(1, 28),
                dice.digits(4)
            ),
            "thutuc" => format!("{}.00{}.000.00.00.H31", dice.number(1, 2), dice.digits(4)),
            "toado" => format!("2{}.{}", dice.digits(6), dice.digits(3)),
            "tbmt" => format!("IB26{}-00", dice.digits(8)),
            "lon" => dice.digits(12).replace('0', "7"),
            other => panic!("no slot [{other}]"),
        };
        out.push_str(&value);
    }
    out + rest
}

const TITLES: &[&str] = &[
    "Chủ tịch UBND xã",
    "Phó Chủ tịch UBND xã",
    "Bí thư Đảng uỷ",
    "Trưởng công an xã",
    "Bí thư Đoàn xã",
    "Chủ tịch Hội Phụ nữ",
    "Trưởng thôn",
    "Công chức Tư pháp - Hộ tịch",
    "Chỉ huy trưởng Ban CHQS",
    "Trạm trưởng Trạm Y tế",
    "Chủ tịch Uỷ ban MTTQ",
];

const FORMS: &[&str] = &[
    // Meetings and campaigns.
    "<p>Sáng [ngay], tại hội trường UBND xã, Đảng uỷ tổ chức hội nghị sơ kết công tác 6 tháng đầu năm. Đồng chí [ten], [chucvu] chủ trì. Dự hội nghị có đồng chí [ten], [chucvu] và [so] đại biểu.</p><p>Thu ngân sách đạt [ty] đồng, bằng [so]% so với cùng kỳ; tổng diện tích gieo trồng [so] ha.</p>",
    "<p>Kỳ họp thứ [so] HĐND xã khoá XXI đã thông qua [so] nghị quyết. Nghị quyết số [so]/NQ-HĐND về dự toán ngân sách năm [nam] với tổng chi [tien] đồng.</p>",
    "<p>Hưởng ứng Tết trồng cây, nhân dân [thon] đã trồng [so] cây xanh. Ông [ten], [chucvu], cho biết mỗi hộ nhận chăm sóc 5 cây.</p>",
    "<p>Ngày [ngay], Đoàn thanh niên xã ra quân dọn vệ sinh tuyến kênh dài [so] m. Chị [ten] ở [thon] chia sẻ: “Ai cũng thấy vui vì con đường sạch hẳn”.</p>",
    "<p>Tổ công nghệ số cộng đồng hướng dẫn [so] người cao tuổi cài VNeID. Bà [ten], [so] tuổi, ở [thon], lần đầu tự nộp hồ sơ trực tuyến.</p>",
    // Notices with telephones of offices.
    "<p>UBND xã thông báo lịch tiếp công dân: sáng thứ Năm hằng tuần, từ [gio]. Mọi thông tin xin liên hệ Văn phòng UBND xã, điện thoại [banmay].</p>",
    "<p>Điện lực thông báo ngừng cung cấp điện ngày [ngay] từ [gio] đến [gio] tại [thon]. Tổng đài chăm sóc khách hàng: 19006769. Mã trạm [dien].</p>",
    "<p>Đường dây nóng của Công an xã: [banmay] hoặc 113. Khi có cháy, gọi 114; cấp cứu gọi 115.</p>",
    "<p>Người dân phản ánh về vệ sinh môi trường gọi đồng chí [ten], [chucvu], số điện thoại [didong].</p>",
    "<p>Lịch trực lãnh đạo tuần từ [ngay]:</p><table><tr><th>Ngày</th><th>Lãnh đạo trực</th><th>Chức vụ</th><th>Điện thoại</th></tr><tr><td>Thứ Hai</td><td>[ten]</td><td>[chucvu]</td><td>[didong]</td></tr><tr><td>Thứ Ba</td><td>[ten]</td><td>[chucvu]</td><td>[didong]</td></tr><tr><td>Thứ Tư</td><td>[ten]</td><td>[chucvu]</td><td>[didong]</td></tr></table>",
    "<table><tr><th>STT</th><th>Họ và tên</th><th>Chức danh</th><th>Số điện thoại công vụ</th><th>Email</th></tr><tr><td>1</td><td>[ten]</td><td>Bí thư Đảng uỷ</td><td>[didong]</td><td>bithu@anbinh.example</td></tr><tr><td>2</td><td>[ten]</td><td>Chủ tịch UBND</td><td>[didong]</td><td>chutich@anbinh.example</td></tr></table>",
    "<p>Danh bạ các thôn: [thon]: ông [ten], trưởng thôn, ĐT [didong]; [thon]: bà [ten], trưởng thôn, ĐT [didong]; [thon]: ông [ten], trưởng thôn, ĐT [didong].</p>",
    "<p>Phân công trực phòng chống thiên tai: Đ/c [ten] - [chucvu] - Trưởng ban ([didong]); Đ/c [ten] - [chucvu] - Phó ban ([didong]); thường trực: [banmay].</p>",
    "<p>Ông [ten] ở [thon] nhặt được một con bò, ai mất xin liên hệ UBND xã, số [banmay].</p>",
    "<p>Điểm bán vé: cửa hàng vật tư của bà [ten], [thon], điện thoại [didong].</p>",
    // Tables with names and no personal data.
    "<h2>Kết quả giải cầu lông</h2><table><tr><th>Giải</th><th>Vận động viên</th><th>Đơn vị</th></tr><tr><td>Nhất</td><td>[ten]</td><td>[thon]</td></tr><tr><td>Nhì</td><td>[ten]</td><td>[thon]</td></tr><tr><td>Ba</td><td>[ten]</td><td>[thon]</td></tr></table>",
    "<p>Danh sách học sinh giỏi cấp tỉnh:</p><table><tr><th>TT</th><th>Họ và tên</th><th>Lớp</th><th>Môn</th><th>Điểm</th><th>Giải</th></tr><tr><td>1</td><td>[ten]</td><td>9A</td><td>Toán</td><td>17,25</td><td>Nhất</td></tr><tr><td>2</td><td>[ten]</td><td>9B</td><td>Ngữ văn</td><td>15,50</td><td>Ba</td></tr></table>",
    "<table><tr><th>SBD</th><th>Họ và tên</th><th>Toán</th><th>Văn</th><th>Anh</th><th>Tổng</th></tr><tr><td>03012[so]</td><td>[ten]</td><td>8,25</td><td>7,5</td><td>9</td><td>24,75</td></tr><tr><td>03013[so]</td><td>[ten]</td><td>6,25</td><td>7,0</td><td>8</td><td>21,25</td></tr></table>",
    "<p>Danh sách ủng hộ Quỹ Vì người nghèo:</p><table><tr><th>STT</th><th>Họ và tên</th><th>Thôn</th><th>Số tiền (đồng)</th></tr><tr><td>1</td><td>[ten]</td><td>[thon]</td><td>[tien]</td></tr><tr><td>2</td><td>[ten]</td><td>[thon]</td><td>[tien]</td></tr></table>",
    "<p>Mười một thanh niên nhập ngũ: [ten] ([thon]), [ten] ([thon]), [ten] ([thon]) và các bạn.</p>",
    "<table><tr><th>STT</th><th>Họ và tên</th><th>Năm sinh</th><th>Thôn</th></tr><tr><td>1</td><td>[ten]</td><td>[namsinh]</td><td>[thon]</td></tr><tr><td>2</td><td>[ten]</td><td>[namsinh]</td><td>[thon]</td></tr></table>",
    "<p>Lịch tiêm chủng: [thon] [gio] ngày [ngay]; [thon] [gio] ngày [ngay]. Phụ huynh mang theo sổ tiêm chủng và thẻ BHYT của trẻ.</p>",
    // Masked lists.
    "<table><tr><th>STT</th><th>Họ và tên</th><th>Số CCCD</th><th>Số tiền</th></tr><tr><td>1</td><td>[ten]</td><td>[che]</td><td>500.000</td></tr><tr><td>2</td><td>[ten]</td><td>[che]</td><td>500.000</td></tr></table>",
    "<table><tr><th>TT</th><th>Họ tên</th><th>CCCD</th><th>Điện thoại</th></tr><tr><td>1</td><td>[ten]</td><td>0301xxxxxx12</td><td>0912xxx345</td></tr><tr><td>2</td><td>[ten]</td><td>xxxxxxxx4512</td><td>0988***112</td></tr></table>",
    "<p>Ông [ten], số CCCD 0300********45, được hỗ trợ [tien] đồng.</p>",
    // Money, accounts of organisations.
    "<p>Mọi sự ủng hộ xin gửi về Ban Vận động Quỹ cứu trợ, Uỷ ban MTTQ xã An Bình, số tài khoản [tk] tại Agribank chi nhánh Kinh Môn.</p>",
    "<p>Người nộp thuế chuyển vào tài khoản số [kho] của Kho bạc Nhà nước khu vực III. Nội dung ghi rõ mã số thuế.</p>",
    "<p>Tên tài khoản: Trường THCS An Bình</p><p>Số tài khoản: [tk]</p><p>Ngân hàng: BIDV chi nhánh Bắc Hải Dương</p>",
    "<p>Nộp tiền đặt trước vào tài khoản [tk] của Công ty Đấu giá hợp danh Thành Đông mở tại Vietcombank. Mã số thuế [mst].</p>",
    "<p>Thu tiền điện qua tài khoản 102010000123456 của Công ty Điện lực Hải Phòng.</p>",
    "<p>Quỹ Đền ơn đáp nghĩa xã: STK [tk], Agribank; chủ tài khoản: UBND xã An Bình.</p>",
    // Procedures, codes, dates.
    "<p>Thủ tục đăng ký khai sinh (mã [thutuc]) giải quyết trong ngày. Hồ sơ [hoso] đã trả kết quả lúc [gio] ngày [ngay].</p>",
    "<table><tr><th>STT</th><th>Mã TTHC</th><th>Tên thủ tục</th><th>Thời hạn</th></tr><tr><td>1</td><td>[thutuc]</td><td>Đăng ký kết hôn</td><td>Ngay trong ngày</td></tr><tr><td>2</td><td>[thutuc]</td><td>Xác nhận tình trạng hôn nhân</td><td>03 ngày</td></tr></table>",
    "<p>Khi đi mang theo bản sao CCCD hoặc CMND, giấy khai sinh, sổ tài khoản ngân hàng và số điện thoại để bộ phận một cửa liên hệ.</p>",
    "<p>Tờ khai ghi rõ: họ và tên, ngày tháng năm sinh, số định danh cá nhân, nơi thường trú, số tài khoản nhận tiền. Mẫu kèm theo Thông tư số 02/2026/TT-BTC ngày [ngay].</p>",
    "<p>Quyết định số [qd] ngày [ngay] của UBND xã về việc phê duyệt kế hoạch sử dụng đất. Căn cứ Luật số 31/2024/QH15, Nghị định số 102/2024/NĐ-CP.</p>",
    "<p>Thông báo mời thầu [tbmt]: gói thầu thi công đường [thon], giá [tien] đồng, phát hành từ [gio] ngày [ngay]. Nhà thầu: Công ty CP Xây dựng Hoàng Long, MST [mst].</p>",
    "<p>Đấu giá [so] lô đất ở [thon]: lô số 12, thửa [thua], tờ bản đồ số 31, diện tích 100,5 m2, giá khởi điểm [tien] đồng. Tiền đặt trước [tien] đồng.</p>",
    "<table><tr><th>Điểm</th><th>X (m)</th><th>Y (m)</th></tr><tr><td>1</td><td>[toado]</td><td>[toado]</td></tr><tr><td>2</td><td>[toado]</td><td>[toado]</td></tr></table>",
    "<table><tr><th>Mã trạm</th><th>Khu vực</th><th>Từ</th><th>Đến</th></tr><tr><td>[dien]</td><td>[thon]</td><td>[gio] [ngay]</td><td>[gio] [ngay]</td></tr></table>",
    "<p>Mã vạch sản phẩm OCOP: [lon]; mã truy xuất 893[so]000[so]. Ảnh chụp lúc 20260930143015.</p>",
    "<p>Biên lai số 0012345, ký hiệu AA/26E, số tiền [tien] đồng, ngày [ngay].</p>",
    "<p>Xe ô tô biển số 15A-123.45, số khung RLHRW1234KY000123 bị tạm giữ; ai là chủ đến Công an xã trước ngày [ngay].</p>",
    // People in the news.
    "<p>Tin buồn: cụ [ten], sinh ngày 12/03/1935, ở [thon], nguyên Chủ tịch UBND xã, từ trần hồi [gio] ngày [ngay], hưởng thọ 91 tuổi. Lễ viếng tại nhà riêng, an táng tại nghĩa trang [thon].</p>",
    "<p>Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890 tại làng Hoàng Trù, xã Kim Liên, huyện Nam Đàn, tỉnh Nghệ An.</p>",
    "<p>Liệt sĩ [ten] sinh ngày 02/09/1948 tại [thon], nhập ngũ tháng 4/1966, hy sinh ngày 30/01/1968 tại mặt trận phía Nam.</p>",
    "<h2>Danh sách liệt sĩ</h2><table><tr><th>STT</th><th>Họ và tên liệt sĩ</th><th>Năm sinh</th><th>Quê quán</th><th>Ngày hy sinh</th></tr><tr><td>1</td><td>[ten]</td><td>1945</td><td>[thon]</td><td>12/05/1968</td></tr><tr><td>2</td><td>[ten]</td><td>1950</td><td>[thon]</td><td>21/09/1972</td></tr></table>",
    "<p>Bà mẹ Việt Nam anh hùng [ten] có hai con là liệt sĩ; ngày [ngay] lãnh đạo xã đến thăm, tặng quà 1.000.000 đồng.</p>",
    "<p>Tóm tắt tiểu sử: Đồng chí [ten], sinh ngày 20/10/1978, quê quán xã An Bình; trình độ Thạc sĩ Luật; được bầu giữ chức [chucvu] nhiệm kỳ 2026 - 2031.</p>",
    "<p>Cụ [ten], [so] tuổi, ở [thon], được mừng thọ. Cụ sinh năm 1926, có 7 người con.</p>",
    "<p>Em [ten], sinh năm 2012, học sinh lớp 8A, đạt huy chương Bạc môn chạy 800 m với thành tích 2 phút 31 giây.</p>",
    "<p>Gương sáng: ông [ten] (sinh năm 1961) ở [thon] hiến [so] m2 đất làm đường. Gia đình ông nuôi [so] con lợn, lãi [tien] đồng mỗi năm.</p>",
    "<p>Ngày này năm xưa: ngày 03/02/1930 Đảng Cộng sản Việt Nam ra đời; ngày 02/09/1945 Chủ tịch Hồ Chí Minh đọc Tuyên ngôn Độc lập.</p>",
    // Economy and farming.
    "<p>Giá lúa giống: Bắc thơm số 7: 18.500 đ/kg; phân đạm 12.000 đ/kg. Hợp tác xã dịch vụ phục vụ tại kho từ [gio]. Liên hệ HTX: [banmay].</p>",
    "<table><tr><th>Chỉ tiêu</th><th>Kế hoạch</th><th>Thực hiện</th></tr><tr><td>Tổng giá trị sản xuất (triệu đồng)</td><td>[tien]</td><td>[tien]</td></tr><tr><td>Thu nhập bình quân</td><td>92,5</td><td>95,1</td></tr></table>",
    "<table><tr><th>STT</th><th>Nội dung thu</th><th>Dự toán</th><th>Quyết toán</th></tr><tr><td>1</td><td>Thuế sử dụng đất phi nông nghiệp</td><td>123.456.789.012</td><td>[tien]</td></tr><tr><td>2</td><td>Phí, lệ phí</td><td>[tien]</td><td>[tien]</td></tr></table>",
    "<table><tr><th>Tên cơ sở</th><th>Địa chỉ</th><th>Điện thoại</th><th>Mặt hàng</th></tr><tr><td>Cửa hàng vật tư nông nghiệp Hùng Lan</td><td>[thon]</td><td>[banmay]</td><td>Phân bón</td></tr><tr><td>Nhà thuốc Tâm Đức</td><td>[thon]</td><td>[banmay]</td><td>Thuốc tân dược</td></tr></table>",
    "<table><tr><th>TT</th><th>Tên trường</th><th>Địa chỉ</th><th>Hiệu trưởng</th><th>Điện thoại</th></tr><tr><td>1</td><td>Trường Mầm non An Bình</td><td>[thon]</td><td>[ten]</td><td>[banmay]</td></tr><tr><td>2</td><td>Trường Tiểu học An Bình</td><td>[thon]</td><td>[ten]</td><td>[banmay]</td></tr></table>",
    "<p>Bưu điện văn hoá xã nhận trả lương hưu từ ngày 05 đến ngày 10 hằng tháng. Người nhận thay mang theo giấy uỷ quyền và CCCD.</p>",
    "<p>Trạm Y tế xã khám sức khoẻ định kỳ cho [so] người cao tuổi; [so] người được cấp thẻ BHYT. Trạm trưởng [ten] khuyến cáo đo huyết áp mỗi ngày.</p>",
    "<p>Cảnh giác lừa đảo: đối tượng dùng số 0[so]88[so]7 gọi điện xưng cán bộ thuế, yêu cầu cung cấp số CCCD, mã OTP và số tài khoản. Tuyệt đối không chuyển tiền.</p>",
    "<p>Cảnh báo: các đầu số +375, +381, +563 là cuộc gọi quốc tế; tổng đài tiếp nhận 156, 5656.</p>",
    "<p>Từ 01/07/2025, xã An Bình sáp nhập vào xã mới theo Nghị quyết số 1669/NQ-UBTVQH15. Trụ sở đặt tại [thon]. Mã đơn vị hành chính 10591.</p>",
    "<p>Lịch thời vụ: gieo mạ từ ngày [ngay] đến [ngay], cấy xong trước [ngay]. Lịch lấy nước đợt 1: [gio] ngày [ngay].</p>",
    "<p>Hội thi nấu cỗ có [so] đội. Đội [thon] của chị [ten], chị [ten] và anh [ten] đoạt giải Nhất, phần thưởng [tien] đồng.</p>",
    "<p>Toà án nhân dân khu vực mở phiên toà lưu động ngày [ngay], xét xử bị cáo [ten] về tội trộm cắp tài sản.</p>",
    "<table><tr><th>Tổ bầu cử số</th><th>Khu vực bỏ phiếu</th><th>Số cử tri</th><th>Tổ trưởng</th></tr><tr><td>1</td><td>Nhà văn hoá [thon]</td><td>1.204</td><td>[ten]</td></tr><tr><td>2</td><td>Nhà văn hoá [thon]</td><td>987</td><td>[ten]</td></tr></table>",
    "<p>Hỏi: Tôi sinh ngày 31/12/1966 thì bao giờ đủ tuổi hưởng trợ cấp? Trả lời: người đủ 75 tuổi trở lên, hoặc từ 70 tuổi thuộc hộ nghèo.</p>",
    "<p>Số định danh cá nhân gồm 12 chữ số: 3 số đầu là mã tỉnh, số tiếp theo là mã giới tính, hai số sau là năm sinh.</p>",
    "<p>Thẻ BHYT mẫu mới có 10 ký tự, là mã số BHXH. Tra cứu tại Cổng BHXH Việt Nam hoặc gọi 1900 9068.</p>",
    "<p>Tổng đài dịch vụ công: 18001096. Hotline Trung tâm Phục vụ hành chính công xã: 0220 3 822 [so].</p>",
    "<p>Chương trình tri ân ngày 27/7: trao [so] suất quà trị giá [tien] đồng cho thương binh, bệnh binh. Ông [ten], thương binh hạng 2/4 ở [thon], xúc động phát biểu.</p>",
    "<p>Kết quả xổ số ủng hộ: giải đặc biệt 023456, giải nhất 45678, 12345.</p>",
    "<p>Bộ phận một cửa trong quý tiếp nhận 2.786 hồ sơ, trả đúng hạn 2.780 hồ sơ, đạt 99,8%. Công chức phụ trách: [ten] (Tư pháp), [ten] (Địa chính).</p>",
    "<p>Ban quản lý nghĩa trang mời thân nhân các phần mộ chưa có tên liên hệ ông [ten], trưởng ban, điện thoại [didong], trước ngày [ngay].</p>",
    "<p>Dự án cấp nước: tuyến ống D110 dài [so] m, đồng hồ số 240[so]15[so]; mã khách hàng 0301[so]22[so].</p>",
    "<p>Văn bản ký số bởi UBND xã An Bình, 10:15:32 [ngay]; mã định danh 000.12.34.H31; số serial 5404FFFE1234.</p>",
];
