//! What is said for what is written, line by line, and what holds for every text.

use proptest::prelude::*;
use trangxa_speech::{MAX_LETTERS, spoken, utterances};

/// A text, and how people say it.
const TABLE: &[(&str, &str)] = &[
    // Abbreviations.
    ("UBND xã An Bình", "ủy ban nhân dân xã An Bình"),
    ("HĐND, UBND xã", "hội đồng nhân dân, ủy ban nhân dân xã"),
    ("(TTHC)", "(thủ tục hành chính)"),
    ("Trường THPT và THCS", "Trường trung học phổ thông và trung học cơ sở"),
    ("thẻ BHYT, CCCD", "thẻ bảo hiểm y tế, căn cước công dân"),
    ("TP Huế", "thành phố Huế"),
    ("TP. Huế", "thành phố Huế"),
    ("TP.Huế", "thành phố Huế"),
    ("Q. 1, TP.HCM", "quận một, thành phố Hồ Chí Minh"),
    ("TT. Sịa", "thị trấn Sịa"),
    ("ThS. Lê An", "thạc sĩ Lê An"),
    ("phát triển KT-XH", "phát triển kinh tế xã hội"),
    ("thông tin UBND.", "thông tin ủy ban nhân dân."),
    ("tin TT mới", "tin TT mới"),
    // Numbers of documents.
    ("NĐ-CP", "nghị định chính phủ"),
    ("QĐ-UBND", "quyết định ủy ban nhân dân"),
    ("Nghị định 61/2018/NĐ-CP", "Nghị định sáu mươi mốt, hai nghìn không trăm mười tám, nghị định chính phủ"),
    ("số 12/KH-UBND", "số mười hai, kế hoạch ủy ban nhân dân"),
    ("số 04/2023/NQ-HĐND", "số bốn, hai nghìn không trăm hai mươi ba, nghị quyết hội đồng nhân dân"),
    ("01/TB-UBND", "một, thông báo ủy ban nhân dân"),
    // Numbers.
    ("0", "không"),
    ("5 hộ", "năm hộ"),
    ("15 hộ", "mười lăm hộ"),
    ("21 hộ", "hai mươi mốt hộ"),
    ("24 giờ", "hai mươi tư giờ"),
    ("101", "một trăm linh một"),
    ("1.264", "một nghìn hai trăm sáu mươi tư"),
    ("1264", "một nghìn hai trăm sáu mươi tư"),
    ("12.943 lượt.", "mười hai nghìn chín trăm bốn mươi ba lượt."),
    ("1.005", "một nghìn không trăm linh năm"),
    ("2.500.000 đồng", "hai triệu năm trăm nghìn đồng"),
    ("3,5", "ba phẩy năm"),
    ("0,05", "không phẩy không năm"),
    ("1.264,75", "một nghìn hai trăm sáu mươi tư phẩy bảy mươi lăm"),
    ("mục 2.1", "mục hai chấm một"),
    ("007", "không không bảy"),
    ("98,75%", "chín mươi tám phẩy bảy mươi lăm phần trăm"),
    ("100 %", "một trăm phần trăm"),
    ("5-7 hộ", "năm đến bảy hộ"),
    ("12/15 thôn", "mười hai trên mười lăm thôn"),
    ("COVID-19", "COVID mười chín"),
    ("lớp 10A1", "lớp mười A một"),
    // Units.
    ("12 km2", "mười hai ki lô mét vuông"),
    ("500m2", "năm trăm mét vuông"),
    ("500 m²", "năm trăm mét vuông"),
    ("5 ha", "năm héc ta"),
    ("2,5ha", "hai phẩy năm héc ta"),
    ("40 km/h", "bốn mươi ki lô mét trên giờ"),
    ("20.000đ", "hai mươi nghìn đồng"),
    ("20.000đ/kg", "hai mươi nghìn đồng trên ki lô gam"),
    ("39°C", "ba mươi chín độ C"),
    ("-2°C", "âm hai độ C"),
    ("m và g", "m và g"),
    // Dates.
    ("01/7/2025", "ngày mồng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("ngày 01/07/2025", "ngày mồng một tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("ngày 14.4.2024", "ngày mười bốn tháng tư năm hai nghìn không trăm hai mươi tư"),
    ("ngày 3-2-2024", "ngày mồng ba tháng hai năm hai nghìn không trăm hai mươi tư"),
    ("tháng 7/2025", "tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("trước 7/2025", "trước tháng bảy năm hai nghìn không trăm hai mươi lăm"),
    ("Quốc khánh 2/9", "Quốc khánh ngày mồng hai tháng chín"),
    ("lễ 30/4", "lễ ngày ba mươi tháng tư"),
    ("từ 01/7-15/7", "từ ngày mồng một tháng bảy đến ngày mười lăm tháng bảy"),
    ("tháng 4", "tháng tư"),
    ("giai đoạn 2021-2025", "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
    // Roman digits.
    ("quý III/2023", "quý ba năm hai nghìn không trăm hai mươi ba"),
    ("quý 4/2023", "quý bốn năm hai nghìn không trăm hai mươi ba"),
    ("Quý IV", "Quý bốn"),
    ("Khóa XI", "Khóa mười một"),
    ("Chương II", "Chương hai"),
    ("lần thứ XIV", "lần thứ mười bốn"),
    ("lần thứ I", "lần thứ nhất"),
    ("thứ 4", "thứ tư"),
    ("thế kỷ XXI", "thế kỷ hai mươi mốt"),
    ("bà I Vân", "bà I Vân"),
    // Times.
    ("8h30", "tám giờ ba mươi phút"),
    ("08h00", "tám giờ"),
    ("8h", "tám giờ"),
    ("7:05", "bảy giờ năm phút"),
    ("7h30-11h30", "bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    ("7h30 – 11h", "bảy giờ ba mươi phút – mười một giờ"),
    // Telephones.
    ("0234.3822.111", "không hai ba bốn, ba tám hai hai, một một một"),
    ("0234 3822 111.", "không hai ba bốn, ba tám hai hai, một một một."),
    ("0905123456", "không chín không năm một hai ba bốn năm sáu"),
    ("+84 905 123 456", "cộng tám bốn, chín không năm, một hai ba, bốn năm sáu"),
    ("1900 1234", "một chín không không, một hai ba bốn"),
    ("gọi 113", "gọi một một ba"),
    ("tổng đài 1022", "tổng đài một không hai hai"),
    ("CCCD 046079001234", "căn cước công dân không bốn sáu không bảy chín không không một hai ba bốn"),
];

#[test]
fn each_line_of_the_table_is_said_as_people_say_it() {
    assert!(TABLE.len() >= 60);
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(text, says)| spoken(text) != *says)
        .map(|(text, says)| format!("{text}\n  is said: {}\n  people:  {says}", spoken(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn cut(text: &str) -> Vec<&str> {
    utterances(text).into_iter().map(|it| &text[it.from..it.to]).collect()
}

#[test]
fn a_text_is_cut_where_sentences_end() {
    assert_eq!(
        cut("Xã họp dân lúc 8h30. Mời bà con đến dự!  Ông A. Lê vắng mặt… vì ốm."),
        ["Xã họp dân lúc 8h30.", "Mời bà con đến dự!", "Ông A.", "Lê vắng mặt… vì ốm."]
    );
    assert_eq!(cut("1. Thành phần hồ sơ. 2. Lệ phí"), ["1. Thành phần hồ sơ.", "2. Lệ phí"]);
    assert_eq!(cut("Về TP. Huế. Đường tốt."), ["Về TP. Huế.", "Đường tốt."]);
    assert_eq!(cut(" – *** … "), [""; 0]);
}

#[test]
fn a_long_sentence_is_cut_at_a_comma() {
    let part = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu, ";
    let text = part.repeat(3);
    assert_eq!(cut(&text).iter().map(|it| it.len()).collect::<Vec<_>>(), [part.len() - 1; 3]);
    let endless = "từ ".repeat(200);
    assert!(cut(&endless).len() >= 3);
    let says: Vec<String> = utterances(&"9".repeat(400)).into_iter().map(|it| it.says).collect();
    assert!(says.len() > 5 && says.concat().matches("chín").count() >= 390);
}

/// A word of letters that no table knows.
fn word() -> impl Strategy<Value = String> {
    "[a-zđàáạảãăắặâấậéèẹêếệíìịóòọôốộơớợúùụưứựýỳ]{2,9}x{1,2}"
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => word(),
        2 => "[0-9]{1,13}",
        2 => "[0-9]{1,3}[./,:h-][0-9]{1,4}([/.-][0-9]{1,4})?",
        1 => "[0-9]{1,3}/(QĐ|KH|TB|X)-(UBND|Z)",
        1 => "[0-9]{1,4}(%|m2|km|đ|°C|x|')",
        1 => Just("TP.".to_owned()),
        1 => Just("quý".to_owned()),
        1 => "[XVI]{1,4}",
        1 => "[.,;:!?…–()]{1,3}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn never_panics_and_never_says_too_much(text in ".{0,400}") {
        let mut end = 0;
        for it in utterances(&text) {
            prop_assert!(it.says.chars().count() <= MAX_LETTERS);
            prop_assert!(it.from <= it.to && text.get(it.from..it.to).is_some());
            // One word may need several.
            prop_assert!(it.from >= end || it.to == end);
            end = it.to;
        }
    }

    #[test]
    fn never_loses_a_word(tokens in proptest::collection::vec(token(), 0..60)) {
        let text = tokens.join(" ");
        let spoken = format!(" {} ", spoken(&text));
        let mut rest = spoken.as_str();
        for token in tokens.iter().filter(|it| it.chars().all(char::is_alphabetic) && it.ends_with('x')) {
            let at = rest.find(token.as_str());
            prop_assert!(at.is_some(), "{token} is lost in {spoken}");
            rest = &rest[at.unwrap_or_default() + token.len()..];
        }
        // Every number is said in some words, and no digit is left for an engine to guess.
        prop_assert!(!spoken.contains(|c: char| c.is_ascii_digit()), "{spoken}");
        // What is marked covers every word.
        let covered: Vec<_> = utterances(&text).into_iter().map(|it| it.from..it.to).collect();
        let mut at = 0;
        for token in &tokens {
            let is_said = token.contains(|c: char| c.is_alphanumeric());
            prop_assert!(!is_said || covered.iter().any(|it| it.contains(&at)), "{token} at {at}: {covered:?}");
            at += token.len() + 1;
        }
    }
}
