//! Phrases in names of columns, as [`trangxa_sheets::fold::words`] and without words that carry no meaning.

use trangxa_model::tthc::Count;

/// Dossiers that arrived in the period.
pub(super) const RECEIVED: &[&str] = &[
    "moi",
    "tiep nhan moi",
    "moi tiep nhan",
    "nhan moi",
    "moi nhan",
    "phat sinh",
    "phat sinh moi",
    "nhan",
    "nop",
    "nop moi",
    "moi nop",
];
/// The ways in which dossiers arrive, under "Tiếp nhận". A name may join several of them: see [`is_channel`].
const CHANNEL_WORDS: &[&str] = &[
    "truc tuyen",
    "toan trinh",
    "mot phan",
    "qua mang",
    "online",
    "dich vu cong",
    "dich vu buu chinh",
    "dvc",
    "dvctt",
    "dvcqg",
    "quoc gia",
    "truc tiep",
    "tai quay",
    "tai bo phan mot cua",
    "tai mot cua",
    "buu chinh cong ich",
    "buu chinh",
    "buu dien",
    "cong ich",
    "bcci",
    "bccs",
    "giay",
    "qua",
    "tren",
    "bang",
    "hinh thuc",
    "khac",
    "cong",
    "muc do 3",
    "muc do 4",
    "muc 3",
    "muc 4",
    "muc do",
    "hoac",
    "tiep nhan",
    "moi tiep nhan",
    "nop",
    "nhan",
    "moi",
];
pub(super) const EARLY: &[&str] = &["truoc han", "som han", "truoc thoi han", "som", "truoc hen", "som hon han"];
pub(super) const ON_TIME: &[&str] = &["dung han", "dung thoi han", "dung hen"];
pub(super) const IN_TIME: &[&str] = &[
    "truoc dung han",
    "truoc han dung han",
    "dung truoc han",
    "dung han truoc han",
    "truoc hoac dung han",
    "truoc han hoac dung han",
    "som dung han",
    "som han dung han",
    "truoc trong han",
    "truoc han trong han",
    "trong truoc han",
    "trong han truoc han",
    "dung som han",
    "dung han som han",
    "truoc dung thoi han",
    "dung truoc thoi han",
    "truoc thoi han dung thoi han",
    "truoc trong thoi han",
];
pub(super) const LATE: &[&str] = &[
    "tre han",
    "cham han",
    "sau han",
    "tre hen",
    "tre",
    "cham",
    "cham tre",
    "tre qua han",
    "sau thoi han",
    "cham so voi han",
    "tre so voi han",
    "tre so voi hen",
    "tre thoi han",
    "cham thoi han",
    "khong dung han",
    "tra tre",
    "tra cham",
    "muon",
    "muon han",
];
pub(super) const OVERDUE: &[&str] =
    &["qua han", "qua hen", "qua thoi han", "da qua han", "bi qua han", "qua han giai quyet", "qua han xu ly", "qua"];
pub(super) const NOT_DUE: &[&str] = &[
    "chua den han",
    "chua den han tra",
    "chua toi han",
    "chua den han giai quyet",
    "con han",
    "chua qua han",
    "chua den hen",
    "chua het han",
    "chua toi hen",
    "con thoi han",
];
pub(super) const STILL_IN_TIME: &[&str] = &[
    "trong han",
    "con trong han",
    "dang trong han",
    "trong thoi han",
    "dung han",
    "con trong thoi han",
    "trong han giai quyet",
    "dung thoi han",
];
/// Completed within the time limit, whether early or on the day.
pub(super) const DONE_IN_TIME: &[&str] = &["trong han", "trong thoi han"];
const WAITING: &[&str] = &[
    "cho bo sung",
    "yeu cau bo sung",
    "bo sung",
    "dang bo sung",
    "dang cho bo sung",
    "phai bo sung",
    "can bo sung",
    "bi yeu cau bo sung",
    "tra lai bo sung",
    "tra bo sung",
    "cho cong dan bo sung",
    "cho nguoi dan bo sung",
    "cong dan bo sung",
    "nguoi dan bo sung",
    "cho bo sung giay to",
    "tam dung",
    "tam dung xu ly",
    "tam dung giai quyet",
    "tam dung cho bo sung",
    "dang tam dung",
    "tam dung cho bo sung",
    "tam dung bo sung",
    "tam dung xu ly cho bo sung",
    "bo sung hoan thien",
    "yeu cau bo sung hoan thien",
];
const WITHDRAWN: &[&str] = &[
    "rut",
    "da rut",
    "xin rut",
    "rut lai",
    "tu rut",
    "cong dan rut",
    "cong dan xin rut",
    "cong dan rut lai",
    "nguoi dan rut",
    "nguoi dan xin rut",
    "nguoi nop rut",
    "to chuc cong dan rut",
    "to chuc ca nhan rut",
    "bi rut",
    "rut theo yeu cau",
    "huy theo yeu cau",
];
const REJECTED: &[&str] = &[
    "khong tiep nhan",
    "khong duoc tiep nhan",
    "bi tu choi tiep nhan",
    "tu choi",
    "bi tu choi",
    "da tu choi",
    "tu choi tiep nhan",
    "tu choi giai quyet",
    "bi tu choi giai quyet",
    "tra lai",
    "bi tra lai",
    "da tra lai",
    "tra lai cong dan",
    "khong giai quyet",
    "khong duoc giai quyet",
    "khong du dieu kien",
    "khong du dieu kien giai quyet",
    "khong du dieu kien tiep nhan",
    "tra lai khong du dieu kien",
    "khong hop le",
    "tra lai tu choi",
    "tu choi tra lai",
    "tra lai tu choi tiep nhan",
    "tu choi tiep nhan tra lai",
];

/// The states that mean the same in every group.
pub(super) const STATES: [(&[&str], Count); 3] =
    [(WAITING, Count::Waiting), (WITHDRAWN, Count::Withdrawn), (REJECTED, Count::Rejected)];
/// Completed dossiers, by when they were completed.
pub(super) const COMPLETED_BY_TIME: [(&[&str], Count); 4] =
    [(EARLY, Count::Early), (ON_TIME, Count::OnTime), (IN_TIME, Count::InTime), (LATE, Count::Late)];

/// What the columns of a group count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// "Tiếp nhận"
    Intake,
    /// "Đã giải quyết"
    Completed,
    /// "Đang giải quyết"
    Pending,
}

/// Names of groups, which stand at the begin or the end of a name. Of several that fit, the longest one counts: "nhận giải
/// quyết" ends in "giải quyết".
pub(super) const GROUPS: [(Group, &[&str]); 3] = [
    (
        Group::Pending,
        &[
            "dang trong qua trinh giai quyet",
            "dang con giai quyet",
            "chua giai quyet xong",
            "chua xu ly xong",
            "ton chuyen ky sau",
            "chuyen ky sau",
            "chuyen sang ky sau",
            "chuyen thang sau",
            "dang giai quyet",
            "chua giai quyet",
            "dang thu ly",
            "dang thuc hien",
            "ton cuoi ky",
            "con ton cuoi ky",
            "dang xu ly",
            "chua xu ly",
            "chua hoan thanh",
            "chua tra ket qua",
            "con ton",
            "ton dong",
            "ton",
            "con lai",
            "dang gq",
            "chua gq",
            "chua tra",
            "chua co ket qua",
        ],
    ),
    (
        Group::Completed,
        &[
            "ket qua giai quyet",
            "tinh hinh giai quyet",
            "da giai quyet xong",
            "tong hop giai quyet",
            "da tra ket qua",
            "tra ket qua",
            "ket qua xu ly",
            "giai quyet xong",
            "xu ly xong",
            "da xu ly xong",
            "da giai quyet",
            "da hoan thanh",
            "hoan thanh",
            "giai quyet",
            "da xu ly",
            "xu ly",
            "da tra",
            "da co ket qua",
            "da ket thuc",
            "ket qua",
            "ket qua da giai quyet",
            "ket qua tra",
            "da gq",
            "gq",
        ],
    ),
    (
        Group::Intake,
        &[
            "tinh hinh tiep nhan",
            "da tiep nhan",
            "duoc tiep nhan",
            "tiep nhan",
            "nhan giai quyet",
            "tiep nhan giai quyet",
            "tiep nhan xu ly",
            "tiep nhan va giai quyet",
            "nhan xu ly",
            "da nhan",
        ],
    ),
];

/// Sums of what was received and what the period before left.
pub(super) const WORKLOAD: &[&str] = &[
    "phai giai quyet",
    "can giai quyet",
    "phai xu ly",
    "can xu ly",
    "thu ly",
    "da thu ly",
    "dang thu ly trong ky",
    "tiep nhan va ton",
];

pub(super) const ORDINALS: &[&str] = &["stt", "tt", "thu tu", "no", "s tt"];

/// Names of columns that hold no counts of tthc.json.
pub(super) const IGNORED: &[&str] =
    &["ghi chu", "ma linh vuc", "ma thu tuc", "ma tthc", "ma don vi", "ma dinh danh", "dien giai", "xem chi tiet"];

/// Phrases in names of columns about other things than counts of dossiers by their state: data exchange, payments, digitised
/// papers, scores. tthc.json has no members for them.
pub(super) const OTHER_SUBJECTS: &[&str] = &[
    "dong bo",
    "nghia vu tai chinh",
    "thanh toan truc tuyen",
    "nvtc",
    "tttt",
    "so hoa",
    "muc do hai long",
    "hai long",
    "phi le phi",
    "xep loai",
    "xep hang",
    "danh gia",
];

/// Phrases in names of columns and rows about other periods than the table's own, or about differences between periods.
const OTHER_PERIODS: &[&str] = &[
    "luy ke",
    "cong don",
    "tu dau nam",
    "dau nam den nay",
    "cung ky",
    "so voi thang",
    "so voi ky",
    "so voi quy",
    "so voi nam",
    "so voi tuan",
    "so voi cung",
    "so voi truoc",
    "so voi ke hoach",
    "so sanh",
    "tang giam",
    "chenh lech",
    "binh quan",
    "trung binh",
    "ke hoach nam",
];

/// Whether a name is about another period, or about a difference between periods: "Lũy kế từ đầu năm", "So với tháng trước".
pub(crate) fn is_other_period(words: &str) -> bool {
    let words = format!(" {words} ");
    OTHER_PERIODS.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
}

/// Whether a name consists of ways in which dossiers arrive: "Trực tiếp, dịch vụ bưu chính".
pub(super) fn is_channel(name: &str) -> bool {
    let strong = ["truc tuyen", "toan trinh", "mot phan", "truc tiep", "qua mang", "online", "buu chinh", "buu dien"];
    let is_strong = |name: &str| {
        let name = format!(" {name} ");
        strong
            .iter()
            .chain(&["bcci", "cong ich", "tai quay", "dvctt", "mot cua", "dich vu cong"])
            .any(|word| name.contains(&format!(" {word} ")))
    };
    let mut rest = name;
    while !rest.is_empty() {
        let fits = CHANNEL_WORDS.iter().filter_map(|word| {
            rest.strip_prefix(word)
                .filter(|after| after.is_empty() || after.starts_with(' '))
                .map(|after| (word.len(), after))
        });
        let Some((_, after)) = fits.max_by_key(|(length, _)| *length) else { return false };
        rest = after.trim_start();
    }
    is_strong(name)
}

/// Words for dossiers that an earlier period left open.
const CARRIED_WORDS: [&str; 24] = [
    "tu", "ky", "truoc", "chuyen", "qua", "sang", "ton", "dau", "den", "thang", "nam", "quy", "con", "dong", "tuan",
    "lai", "de", "don", "cu", "chua", "giai", "quyet", "xong", "xu",
];

/// Whether a name consists only of words for dossiers that an earlier period left open.
pub(super) fn is_carried_over(name: &str) -> bool {
    const KEYS: [&str; 13] = [
        "ky truoc",
        "dau ky",
        "thang truoc",
        "quy truoc",
        "nam truoc",
        "tuan truoc",
        "dau thang",
        "dau quy",
        "ton dau",
        "ton truoc",
        "truoc chuyen",
        "don ky",
        "cu chuyen",
    ];
    KEYS.iter().any(|key| name.contains(key)) && name.split(' ').all(|word| CARRIED_WORDS.contains(&word))
}

/// Whether a name under "Tiếp nhận" is about dossiers of an earlier period: "Cũ", "Tồn năm 2022".
pub(super) fn is_carried_over_in_intake(name: &str) -> bool {
    is_carried_over(name)
        || name.split(' ').any(|word| matches!(word, "ton" | "cu" | "don"))
            && name.split(' ').all(|word| CARRIED_WORDS.contains(&word))
}

/// Whether a name of an unknown column can be that of a way in which dossiers arrive: it has no word about another time or
/// about the end of a dossier.
pub(crate) fn can_be_channel(words: &str) -> bool {
    const OTHERS: [&str; 14] =
        ["ton", "cu", "truoc", "don", "con", "chua", "chuyen", "tra", "rut", "choi", "huy", "khong", "ky", "sau"];
    !words.split(' ').any(|word| OTHERS.contains(&word))
}
