//! What a new site says of its unit, and the questions for it.

use crate::answer::{Refusal, editor, email, host, name, phone, text};
use crate::folder::is_free;
use crate::unit::folder_name;
use std::fmt::Display;
use std::path::PathBuf;
use trangxa_command_line::{Ask, Question};
use trangxa_messages::new;
use trangxa_model::site::Editor;

/// The hours of most offices, which an answer can accept.
const HOURS: &str = "Thứ Hai đến thứ Sáu: sáng 7:30–11:30, chiều 13:30–17:00";
/// What a site says of its unit beside its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// The postal address.
    pub address: Option<String>,
    /// Telephone numbers, as people write them.
    pub phone: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// When the office is open, in words.
    pub hours: Option<String>,
    /// The person responsible for the content.
    pub editor: Option<Editor>,
    /// Where the site will be served: absolute, ends in `/`.
    pub base_url: Option<String>,
}

impl Details {
    /// Asks for what is not known yet. An empty answer leaves it so, and one that cannot be taken is asked for again with the reason.
    pub fn ask_missing(&mut self, ask: Ask<'_>) {
        missing(&mut self.address, &new::AskAddress, None, text, ask);
        missing(&mut self.phone, &new::AskPhone, None, phone, ask);
        missing(&mut self.email, &new::AskEmail, None, email, ask);
        missing(&mut self.hours, &new::AskHours, Some(HOURS), text, ask);
        missing(&mut self.editor, &new::AskEditor, None, editor, ask);
        missing(&mut self.base_url, &new::AskHost, None, host, ask);
    }
}

/// Asks for the name of the unit, until there is one. `None` if nobody answers.
pub fn ask_name(ask: Ask<'_>) -> Option<String> {
    // Without a name there is no site.
    Question { text: &new::AskName, suggestion: None, is_optional: false }.ask(name, ask)
}

/// Asks for the folder of the site, and suggests one. `None` if nobody answers.
pub fn ask_folder(name: &str, ask: Ask<'_>) -> Option<PathBuf> {
    let free = |answer: &str| {
        let folder = PathBuf::from(text(answer).map_err(|refusal| refusal.to_string())?);
        is_free(&folder).map(|()| folder).map_err(|error| error.to_string())
    };
    let suggestion = folder_name(name);
    Question { text: &new::AskFolder, suggestion: Some(&suggestion), is_optional: false }.ask(free, ask)
}

fn missing<T>(
    known: &mut Option<T>,
    text: &dyn Display,
    suggestion: Option<&str>,
    read: fn(&str) -> Result<T, Refusal>,
    ask: Ask<'_>,
) {
    if known.is_none() {
        *known = Question { text, suggestion, is_optional: true }.ask(read, ask);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is asked when these are the answers, and what comes of it.
    fn asked<T>(answers: &[&str], run: impl FnOnce(Ask<'_>) -> T) -> (T, Vec<String>) {
        let mut answers = answers.iter();
        let mut questions = Vec::new();
        let made = run(&mut |question| {
            questions.push(question.to_owned());
            answers.next().map(|answer| (*answer).to_owned())
        });
        (made, questions)
    }

    #[test]
    fn only_what_is_missing_is_asked_for() {
        let known = Details { phone: Some("0236 3 891 234".to_owned()), ..Details::default() };
        let answers = ["Thôn Đông", "", "", "Nguyễn Văn An", "xa-an-binh.example"];
        let (details, questions) = asked(&answers, |ask| {
            let mut details = known.clone();
            details.ask_missing(ask);
            details
        });
        assert_eq!(questions.len(), 5, "{questions:?}");
        assert!(!questions.contains(&format!("{}:", new::AskPhone)));
        assert_eq!(details.address.as_deref(), Some("Thôn Đông"));
        assert_eq!(details.phone, known.phone);
        assert_eq!(details.email, None, "an empty answer leaves it out");
        assert_eq!(details.hours.as_deref(), Some(HOURS), "an empty answer accepts what is suggested");
        assert_eq!(details.base_url.as_deref(), Some("https://xa-an-binh.example/"));
    }

    #[test]
    fn nobody_is_asked_for_ever() {
        let (details, _) = asked(&["Thôn Đông"], |ask| {
            let mut details = Details::default();
            details.ask_missing(ask);
            details
        });
        assert_eq!(details, Details { address: Some("Thôn Đông".to_owned()), ..Details::default() });
        assert_eq!(asked(&["", "…"], ask_name).0, None);
        assert_eq!(asked(&["", "Xã An Bình"], ask_name).0.as_deref(), Some("Xã An Bình"));
    }

    #[test]
    fn a_folder_must_be_free() {
        let temporary = tempfile::tempdir().unwrap();
        let taken = temporary.path().display().to_string();
        std::fs::write(temporary.path().join("a.txt"), "a").unwrap();
        let free = temporary.path().join("trang mới").display().to_string();
        let (folder, questions) = asked(&[&taken, &free], |ask| ask_folder("Xã An Bình", ask));
        assert!(questions[0].contains("xa-an-binh") && questions[1].contains(&taken), "{questions:?}");
        assert_eq!(folder, Some(PathBuf::from(free)));
    }
}
