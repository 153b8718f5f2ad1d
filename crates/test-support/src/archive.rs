//! An archive of articles, with words as frequent as in Vietnamese news: a syllable has 9 to 10 bits.

/// A generator of numbers; the same seed gives the same ones.
pub struct Chance(u64);

impl Chance {
    /// One that begins with this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From 0 to below 1.
    fn share(&mut self) -> f64 {
        self.next() as f64 / (1_u64 << 53) as f64
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
    "tr", "v", "x",
];

/// Each with its five other tones; those that end in a stop have only two.
const RIMES: &[&str] = &[
    "a à á ả ã ạ",
    "ai ài ái ải ãi ại",
    "an àn án ản ãn ạn",
    "ang àng áng ảng ãng ạng",
    "anh ành ánh ảnh ãnh ạnh",
    "ao ào áo ảo ão ạo",
    "ac ác ạc",
    "at át ạt",
    "ap áp ạp",
    "am àm ám ảm ãm ạm",
    "ay ày áy ảy ãy ạy",
    "ăn ằn ắn ẳn ẵn ặn",
    "ăng ằng ắng ẳng ẵng ặng",
    "ắt ặt",
    "ắp ặp",
    "âu ầu ấu ẩu ẫu ậu",
    "ây ầy ấy ẩy ẫy ậy",
    "ân ần ấn ẩn ẫn ận",
    "âng ầng ấng ẩng ẫng ậng",
    "ất ật",
    "ập ấp",
    "e è é ẻ ẽ ẹ",
    "en èn én ẻn ẽn ẹn",
    "eo èo éo ẻo ẽo ẹo",
    "ê ề ế ể ễ ệ",
    "ên ền ến ển ễn ện",
    "ênh ềnh ếnh ểnh ễnh ệnh",
    "ết ệt",
    "i ì í ỉ ĩ ị",
    "inh ình ính ỉnh ĩnh ịnh",
    "in ìn ín ỉn ĩn ịn",
    "iên iền iến iển iễn iện",
    "iêu iều iếu iểu iễu iệu",
    "iệc iếc",
    "iệt iết",
    "ích ịch",
    "o ò ó ỏ õ ọ",
    "oa oà oá oả oã oạ",
    "oan oàn oán oản oãn oạn",
    "oi òi ói ỏi õi ọi",
    "ong òng óng ỏng õng ọng",
    "oc óc ọc",
    "ô ồ ố ổ ỗ ộ",
    "ôi ồi ối ổi ỗi ội",
    "ông ồng ống ổng ỗng ộng",
    "ôn ồn ốn ổn ỗn ộn",
    "ốc ộc",
    "ột ốt",
    "ơ ờ ớ ở ỡ ợ",
    "ơn ờn ớn ởn ỡn ợn",
    "ơi ời ới ởi ỡi ợi",
    "ợp ớp",
    "u ù ú ủ ũ ụ",
    "un ùn ún ủn ũn ụn",
    "ung ùng úng ủng ũng ụng",
    "uôn uồn uốn uổn uỗn uộn",
    "uộc uốc",
    "uy ùy úy ủy ũy ụy",
    "uyên uyền uyến uyển uyễn uyện",
    "uyết uyệt",
    "ư ừ ứ ử ữ ự",
    "ưng ừng ứng ửng ững ựng",
    "ươi ười ưới ưởi ưỡi ượi",
    "ương ường ướng ưởng ưỡng ượng",
    "ước ược",
    "ươn ườn ướn ưởn ưỡn ượn",
    "ưu ừu ứu ửu ữu ựu",
    "ực ức",
    "ục úc",
    "út ụt",
];

/// What the articles are about; [`ArchiveText::group`] is a place in it.
pub const ARCHIVE_GROUPS: &[&str] =
    &["tin-tuc", "thong-bao", "van-hoa", "kinh-te", "giao-duc", "y-te", "an-ninh", "huong-dan"];

/// Words of one to three syllables, the most frequent first.
struct Lexicon {
    words: Vec<String>,
    /// Up to which share each word goes.
    shares: Vec<f64>,
}

impl Lexicon {
    fn new(chance: &mut Chance) -> Self {
        let mut syllables = Vec::new();
        for onset in ONSETS {
            for rime in RIMES {
                for form in rime.split(' ') {
                    // Less than half of what could be said is said.
                    if chance.below(100) < 45 {
                        syllables.push(format!("{onset}{form}"));
                    }
                }
            }
        }
        // Short ones are more frequent: with white space a syllable has 5.9 bytes, as in the articles of the demo.
        syllables.sort_by_cached_key(|syllable| syllable.len() + chance.below(60));
        // The frequent syllables are in many words.
        let frequent = |chance: &mut Chance| {
            let share = chance.share();
            ((share * share * share) * syllables.len() as f64) as usize
        };
        let mut words = Vec::new();
        for _ in 0..14_000 {
            let count = match chance.below(20) {
                0..6 => 1,
                6..19 => 2,
                _ => 3,
            };
            let word: Vec<&str> = (0..count).map(|_| syllables[frequent(chance)].as_str()).collect();
            words.push(word.join(" "));
        }
        let mut sum = 0.0;
        let mut shares: Vec<f64> = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 8.0);
                sum
            })
            .collect();
        for share in &mut shares {
            *share /= sum;
        }
        Self { words, shares }
    }

    fn word(&self, chance: &mut Chance) -> &str {
        let share = chance.share();
        &self.words[self.shares.partition_point(|end| *end < share).min(self.words.len() - 1)]
    }

    /// A text of about `syllables` syllables; a third of its words are of its topic.
    fn text(&self, chance: &mut Chance, topic: &[&str], syllables: usize) -> String {
        let mut text = String::new();
        let mut count = 0;
        let mut begins = true;
        while count < syllables {
            if !text.is_empty() {
                let comma = if chance.below(12) == 0 { ", " } else { " " };
                text.push_str(if begins { ". " } else { comma });
            }
            let word = match chance.below(100) {
                0 => format!("{}/{}/{}", 1 + chance.below(28), 1 + chance.below(12), 2015 + chance.below(11)),
                1 => (1 + chance.below(2000)).to_string(),
                2 => format!("{}.{:03}", 1 + chance.below(90), chance.below(1000)),
                3..35 => (*chance.pick(topic)).to_owned(),
                _ => self.word(chance).to_owned(),
            };
            count += word.split(' ').count();
            if begins {
                text.extend(word.chars().take(1).flat_map(char::to_uppercase));
                text.extend(word.chars().skip(1));
            } else {
                text.push_str(&word);
            }
            begins = chance.below(14) == 0;
        }
        text
    }
}

/// One of the articles.
pub struct ArchiveText {
    /// Of 8 to 16 syllables.
    pub headline: String,
    /// Of 25 to 40.
    pub summary: String,
    /// Of 300 to 400.
    pub text: String,
    /// Its day, as `2025-06-27`.
    pub day: String,
    /// Its place in [`ARCHIVE_GROUPS`].
    pub group: usize,
}

/// So many articles, spread over ten years, the newest first.
#[must_use]
pub fn archive(articles: usize) -> Vec<ArchiveText> {
    let mut chance = Chance::new(7);
    let lexicon = Lexicon::new(&mut chance);
    let mut texts = Vec::new();
    for number in 0..articles {
        let topic: Vec<&str> = (0..25).map(|_| lexicon.word(&mut chance)).collect();
        let length = 8 + chance.below(9);
        let headline = lexicon.text(&mut chance, &topic, length).replace(". ", ": ");
        let length = 25 + chance.below(16);
        let summary = lexicon.text(&mut chance, &topic, length) + ".";
        let length = 300 + chance.below(101);
        let text = lexicon.text(&mut chance, &topic, length) + ".";
        let day = (articles - number) * 3650 / articles;
        let day = format!("{}-{:02}-{:02}", 2016 + day / 365, 1 + day % 365 / 31, 1 + day % 28);
        let group = chance.below(8) * chance.below(8) / 7;
        texts.push(ArchiveText { headline, summary, text, day, group });
    }
    texts
}
