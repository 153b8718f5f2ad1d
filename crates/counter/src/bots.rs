//! Telling programs (search engines, link previews, scripts) from readers by their user agent.
//!
//! A hit is sent by the script of a page, so its user agent is that of a browser. Three questions are asked:
//!
//! 1. Has it the form of a browser's, with a rendering engine in it? `curl/8.5.0`, `node` and `Dalvik/2.1.0 (…)` do not.
//! 2. Does it give a web or e-mail address, or `(compatible; NAME)`? Programs tell this way whose they are; browsers do not.
//! 3. Is one of its words in the list? Words are compared and not parts of words: `ForwardRuby` is a phone.
//!
//! Where makers and owners write what they like, such as the model of a phone, no words are looked for.

use aho_corasick::{AhoCorasick, BuildError};
use std::borrow::Cow;

/// The list of names; its header describes the format.
const LIST: &str = include_str!("bots.txt");

/// Parts of the names of rendering engines, and of browsers that do not name theirs, in lower case.
const ENGINES: [&str; 18] = [
    "applewebkit",
    "gecko",
    "trident/",
    "msie",
    "presto/",
    "khtml",
    "chrome/",
    "safari/",
    "firefox/",
    "opera mini/",
    "opera mobi",
    "ucbrowser",
    "[fban/",
    "[fb_iab/",
    // Browsers of phones with keys.
    "midp-",
    "netfront/",
    "obigo",
    "blackberry",
];

/// How texts about the phone and its network begin and end: those of Facebook's apps, of Instagram, and of UC Browser.
const FREE_TEXTS: [(&str, char); 3] = [("[fb", ']'), (" android (", ')'), (" dv(", ')')];

/// What follows `compatible;` in user agents of browsers, in lower case.
const COMPATIBLE_BROWSERS: [&str; 6] = ["msie", "konqueror", "googletoolbar", "gecko/", "linux ", "u;"];

/// Why a user agent is taken for a program's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ProgramSign {
    /// Every browser sends one.
    #[error("no user agent")]
    Empty,
    /// It names no rendering engine.
    #[error("not the user agent of a browser")]
    NotABrowser,
    /// It gives a web or e-mail address.
    #[error("the user agent gives an address")]
    Address,
    /// It says `compatible; NAME`, and the name is not that of a browser.
    #[error("the user agent says \"compatible\"")]
    Compatible,
    /// It contains this entry of the list.
    #[error("the user agent contains \"{0}\"")]
    Name(&'static str),
}

/// Recognises programs that identify themselves in their user agent. Programs that claim to be a browser are not recognised; the
/// rate limit applies to them.
pub(crate) struct BotList {
    /// All entries.
    names: NameSearch,
    /// Entries of several words. No phone is called so, and some programs give their name as that of a phone.
    long_names: NameSearch,
}

/// Entries of the list, and an automaton that finds them in the result of [`words`].
struct NameSearch {
    automaton: AhoCorasick,
    /// In the order of the automaton's patterns.
    entries: Vec<&'static str>,
}

impl NameSearch {
    fn new(entries: Vec<&'static str>) -> Result<Self, BuildError> {
        Ok(Self { automaton: AhoCorasick::new(entries.iter().map(|entry| pattern(entry)))?, entries })
    }

    /// The first entry in a text in lower case.
    fn find(&self, text: &str) -> Option<&'static str> {
        let found = self.automaton.find(&words(text))?;
        self.entries.get(found.pattern().as_usize()).copied()
    }
}

impl BotList {
    /// Compiles the list.
    ///
    /// # Errors
    /// If the names cannot be compiled to one automaton.
    pub(crate) fn new() -> Result<Self, BuildError> {
        let lines = LIST.lines().map(str::trim);
        let entries: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let long = entries.iter().copied().filter(|entry| entry.contains(' ')).collect();
        Ok(Self { names: NameSearch::new(entries)?, long_names: NameSearch::new(long)? })
    }

    /// Why a user agent belongs to a program; `None` for a reader's.
    pub(crate) fn sign(&self, agent: &str) -> Option<ProgramSign> {
        if agent.trim().is_empty() {
            return Some(ProgramSign::Empty);
        }
        let full = agent.to_ascii_lowercase();
        if !ENGINES.iter().any(|engine| full.contains(engine)) {
            return Some(ProgramSign::NotABrowser);
        }
        if gives_address(&full) {
            return Some(ProgramSign::Address);
        }
        if is_compatible_program(&full) {
            return Some(ProgramSign::Compatible);
        }
        let name = self.long_names.find(&full).or_else(|| self.names.find(&without_free_text(&full)))?;
        Some(ProgramSign::Name(name))
    }
}

/// What is searched for in the result of [`words`] for an entry of the list.
fn pattern(entry: &str) -> String {
    let name = entry.trim_matches('*');
    let (before, after) = (if entry.starts_with('*') { "" } else { " " }, if entry.ends_with('*') { "" } else { " " });
    format!("{before}{}{after}", words(name).trim())
}

/// The words of a text in lower case, with one space before, between and after them. A slash is a word.
fn words(text: &str) -> String {
    let mut words = " ".to_owned();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || !c.is_ascii() {
            words.push(c);
            continue;
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
        if c == '/' {
            words += "/ ";
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// The user agent without what makers and owners choose freely: what follows the version of Android in the first parentheses (the
/// model of the phone), and the [`FREE_TEXTS`] (model, carrier, …).
fn without_free_text(agent: &str) -> Cow<'_, str> {
    let mut agent = Cow::Borrowed(agent);
    if let Some(comment) = first_comment(&agent)
        && let Some(end) = end_of_system(&agent[comment.clone()])
        && !agent[comment.clone()][end..].contains("compatible")
    {
        let (before, after) = (comment.start + end, comment.end);
        agent = Cow::Owned(format!("{}{}", &agent[..before], &agent[after..]));
    }
    for (begin, end) in FREE_TEXTS {
        if let Some(at) = agent.find(begin) {
            let rest = agent[at..].find(end).map_or("", |length| &agent[at + length..]);
            agent = Cow::Owned(format!("{}{rest}", &agent[..at]));
        }
    }
    agent
}

/// The range of the text in the first parentheses. There may be further ones in it: models are called `Moto G (4)`.
fn first_comment(agent: &str) -> Option<std::ops::Range<usize>> {
    let start = agent.find('(')? + 1;
    let mut depth = 1;
    for (at, c) in agent[start..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(start..start + at);
        }
    }
    Some(start..agent.len())
}

/// Where the part of a comment ends that names Android and its version. UC Browser writes `Adr`.
fn end_of_system(comment: &str) -> Option<usize> {
    let mut end = 0;
    for part in comment.split(';') {
        end += part.len();
        let system = part.trim_start();
        if system.starts_with("android") || system.starts_with("adr ") {
            return Some(end);
        }
        end += 1;
    }
    None
}

/// Whether a text contains a web or e-mail address.
fn gives_address(agent: &str) -> bool {
    // Ecosia's browsers write `android@126.0.6478.122`, some phones `vi_VN@calendar=gregorian`.
    let is_host = |text: &str| {
        let host = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default();
        host.starts_with(|c: char| c.is_ascii_alphabetic()) && host.contains('.')
    };
    ["http:", "https:", "www.", "(at)"].iter().any(|part| agent.contains(part)) || agent.split('@').skip(1).any(is_host)
}

/// Whether `compatible;` introduces something that is not a browser.
fn is_compatible_program(agent: &str) -> bool {
    agent.match_indices("compatible;").any(|(at, compatible)| {
        let name = agent[at + compatible.len()..].trim_start();
        !COMPATIBLE_BROWSERS.iter().any(|browser| name.starts_with(browser))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENTS: &str = include_str!("../tests/fixtures/agents.txt");

    #[test]
    fn programs_are_recognised_and_readers_are_not() {
        let bots = BotList::new().unwrap();
        let lines = AGENTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let wrong: Vec<_> = lines
            .filter(|line| {
                let (kind, agent) = line.split_once('\t').unwrap();
                assert!(["reader", "program"].contains(&kind), "{line}");
                bots.sign(agent).is_some() != (kind == "program")
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_reason_is_told() {
        let bots = BotList::new().unwrap();
        const BROWSER: &str =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
        for (agent, sign) in [
            ("  ", ProgramSign::Empty),
            ("curl/8.5.0", ProgramSign::NotABrowser),
            (&format!("{BROWSER} (ops@xa.example)"), ProgramSign::Address),
            (&format!("{BROWSER} (compatible; Xa/1.0)"), ProgramSign::Compatible),
            (&format!("{BROWSER} Tinbot"), ProgramSign::Name("*bot")),
            (&format!("{BROWSER} Page-Speed"), ProgramSign::Name("page speed")),
        ] {
            assert_eq!(bots.sign(agent), Some(sign), "{agent}");
        }
        assert_eq!(bots.sign(BROWSER), None);
        assert_eq!(ProgramSign::Name("*bot").to_string(), "the user agent contains \"*bot\"");
    }

    #[test]
    fn words_are_compared_and_not_parts_of_words() {
        let browser = |words: &str| format!("Mozilla/5.0 (X11; Linux x86_64) {words} Gecko/20100101 Firefox/132.0");
        let bots = BotList::new().unwrap();
        for (words, is_program) in [
            ("Python", true),
            ("Pythonista", false),
            ("node", true),
            ("Nodeum", false),
            ("curl/8", true),
            ("Curl", false),
            ("Barcrawler", true),
            ("bots", true),
            ("bottle", false),
            ("Headless", true),
            ("FooHeadless", false),
        ] {
            assert_eq!(bots.sign(&browser(words)).is_some(), is_program, "{words}");
        }
    }

    #[test]
    fn unusual_user_agents_are_read_to_the_end() {
        let bots = BotList::new().unwrap();
        for agent in [
            "Mozilla/5.0 (Android 9; ((( Gecko",
            "Gecko [FBAN/ bot",
            "(",
            ")(",
            "Gecko Android (",
            "Gecko ệ@ệ.ệ @",
            "Gecko @",
        ] {
            let _ = bots.sign(agent);
        }
        assert_eq!(bots.sign(&format!("Gecko {}", "(".repeat(10_000))), None);
    }
}
