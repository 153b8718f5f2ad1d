//! Keys, as the DevTools Protocol wants them.

use serde_json::{Value, json};

/// The bit of a modifier key in `Input.dispatchKeyEvent`.
fn modifier(key: &str) -> Option<u32> {
    match key {
        "Alt" => Some(1),
        "Control" => Some(2),
        "Meta" => Some(4),
        "Shift" => Some(8),
        _ => None,
    }
}

/// A key's code on the keyboard, the number that Windows gives it, and the text that it types.
///
/// # Panics
/// If the key is not known here.
fn key(name: &str) -> (String, u32, Option<&str>) {
    let code = |code: u32| (name.to_owned(), code, None);
    match name {
        "Tab" => code(9),
        "Enter" => ("Enter".to_owned(), 13, Some("\r")),
        "Escape" => code(27),
        "Space" => ("Space".to_owned(), 32, Some(" ")),
        "PageUp" => code(33),
        "PageDown" => code(34),
        "End" => code(35),
        "Home" => code(36),
        "ArrowLeft" => code(37),
        "ArrowUp" => code(38),
        "ArrowRight" => code(39),
        "ArrowDown" => code(40),
        "Delete" => code(46),
        _ => match name.as_bytes() {
            [letter @ b'a'..=b'z'] => {
                let upper = letter.to_ascii_uppercase();
                (format!("Key{}", char::from(upper)), u32::from(upper), Some(name))
            }
            _ => panic!("no such key: {name}"),
        },
    }
}

/// The parameters of the events of pressing and releasing a chord, such as `Tab`, `Shift+Tab` or `Control+a`.
///
/// # Panics
/// If a key of it is not known here.
pub(crate) fn chord(keys: &str) -> Vec<Value> {
    let mut names: Vec<&str> = keys.split('+').collect();
    let last = names.pop().unwrap_or_default();
    let modifiers =
        names.iter().map(|it| modifier(it).unwrap_or_else(|| panic!("no such modifier: {it}"))).sum::<u32>();
    let (code, number, text) = key(last);
    let value = if last == "Space" { " " } else { last };
    let event = |kind: &str| {
        json!({
            "type": kind, "key": value, "code": code, "windowsVirtualKeyCode": number,
            "nativeVirtualKeyCode": number, "modifiers": modifiers,
        })
    };
    // A letter with Control is a command and types nothing.
    let is_text = modifiers & !8 == 0;
    let mut down = event("rawKeyDown");
    if let Some(text) = text.filter(|_| is_text) {
        down["type"] = json!("keyDown");
        down["text"] = json!(text);
    }
    vec![down, event("keyUp")]
}
