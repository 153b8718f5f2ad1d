//! Questions to the person at the terminal, asked until an answer can be used.

use std::fmt::Display;
use trangxa_messages::command_line as say;

/// The answer that leaves out what is suggested.
const NOTHING: &str = "-";

/// Shows a text and returns the line that a person answers; `None` if there is nobody to answer any more.
/// [`terminal::ask`](crate::terminal::ask) is one.
pub type Ask<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// A question.
pub struct Question<'a> {
    /// The question, without a mark at its end.
    pub text: &'a dyn Display,
    /// What an empty answer stands for.
    pub suggestion: Option<&'a str>,
    /// Whether it may be left unanswered.
    pub is_optional: bool,
}

impl Question<'_> {
    /// Asks until `read` takes the answer. `None` if nobody answers, or if the question may be left unanswered and is.
    pub fn ask<T, E: Display>(&self, read: impl Fn(&str) -> Result<T, E>, ask: Ask<'_>) -> Option<T> {
        let question = self.text;
        let prompt = match self.suggestion {
            Some(suggestion) => say::PromptWithSuggestion { question, suggestion }.to_string(),
            None => say::Prompt { question }.to_string(),
        };
        let mut text = prompt.clone();
        loop {
            let answer = ask(&text)?;
            let answer = match (answer.trim(), self.suggestion) {
                ("", Some(suggestion)) => suggestion,
                ("" | NOTHING, _) if self.is_optional => return None,
                (answer, _) => answer,
            };
            match read(answer) {
                Ok(read) => return Some(read),
                Err(reason) => text = format!("{}\n{prompt}", say::AskAgain { reason }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of a question that gets these answers, and what is shown.
    fn asked(suggestion: Option<&str>, is_optional: bool, answers: &[&str]) -> (Option<u8>, Vec<String>) {
        let mut answers = answers.iter();
        let mut shown = Vec::new();
        let number = Question { text: &"How many", suggestion, is_optional }.ask(str::parse::<u8>, &mut |text| {
            shown.push(text.to_owned());
            answers.next().map(|answer| (*answer).to_owned())
        });
        (number, shown)
    }

    #[test]
    fn a_wrong_answer_is_asked_for_again_with_the_reason() {
        let (number, shown) = asked(None, true, &["x", " 7 "]);
        assert_eq!(number, Some(7));
        assert_eq!(shown, ["How many:", "This cannot be taken: invalid digit found in string.\nHow many:"]);
    }

    #[test]
    fn an_empty_answer_takes_what_is_suggested() {
        assert_eq!(asked(Some("5"), true, &[""]), (Some(5), vec!["How many [5]:".to_owned()]));
        assert_eq!(asked(Some("5"), true, &["-"]).0, None);
        assert_eq!(asked(Some("5"), false, &["-", ""]).0, Some(5));
    }

    #[test]
    fn nobody_is_asked_for_ever() {
        assert_eq!(asked(None, true, &[""]), (None, vec!["How many:".to_owned()]));
        assert_eq!(asked(None, false, &["", "x"]).0, None);
    }
}
