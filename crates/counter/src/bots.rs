//! Telling programs (search engines, link previews, scripts) from readers by their user agent.

use aho_corasick::{AhoCorasick, BuildError};

/// The list of patterns; its header describes the format.
const LIST: &str = include_str!("bots.txt");

/// Recognises programs that identify themselves in their user agent. Programs that claim to be a browser are not recognised; the
/// rate limit applies to them.
pub(crate) struct BotList {
    bots: AhoCorasick,
    exceptions: Vec<String>,
}

impl BotList {
    /// Compiles the list.
    ///
    /// # Errors
    /// If the patterns cannot be compiled to one automaton.
    pub(crate) fn new() -> Result<Self, BuildError> {
        let lines = || LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let bots = lines().filter(|line| !line.starts_with('!'));
        Ok(Self {
            bots: AhoCorasick::builder().ascii_case_insensitive(true).build(bots)?,
            exceptions: lines().filter_map(|line| Some(line.strip_prefix('!')?.to_owned())).collect(),
        })
    }

    /// Whether a user agent belongs to a program. An empty one does, because every browser sends a user agent.
    pub(crate) fn is_bot(&self, agent: &str) -> bool {
        // The usual case, a reader, needs no copy of the user agent.
        if !agent.trim().is_empty() && !self.bots.is_match(agent) {
            return false;
        }
        let mut agent = agent.to_ascii_lowercase();
        for exception in &self.exceptions {
            agent = agent.replace(exception.as_str(), "");
        }
        agent.trim().is_empty() || self.bots.is_match(&agent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_recognised_and_readers_are_not() {
        let bots = BotList::new().unwrap();
        for agent in [
            "",
            "  ",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
            "facebookexternalhit/1.1",
            "curl/8.5.0",
            "python-requests/2.32",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36",
            "Mozilla/5.0 CUBOT Googlebot/2.1",
            "GPTBot/1.2",
        ] {
            assert!(bots.is_bot(agent), "{agent}");
        }
        for agent in [
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_S) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/118.0.132 Chrome/112.0.5615.132 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 12; SM-A127F; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0 Mobile Safari/537.36 Zalo android/12110527 ZaloTheme/light ZaloLanguage/vi",
            "Mozilla/5.0 (Linux; Android 11; wv) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/463.0.0.47.82;]",
            "Mozilla/5.0 (Mobile; Nokia 8110 4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5",
        ] {
            assert!(!bots.is_bot(agent), "{agent}");
        }
    }
}
