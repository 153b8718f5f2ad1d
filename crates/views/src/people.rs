//! The people of the unit.

use crate::contact::{is_mail_address, phones};
use trangxa_markup::{Markup, draw};
use trangxa_model::people::{People, Person};
use trangxa_words::people as words;

/// Draws the posts by body, in the order of the document. `contact` is the address of the page with the office's desks.
pub fn people(out: &mut Markup, people: &People, contact: &str) {
    if people.people.is_empty() {
        draw!(out, "<p>{}</p>", words::NONE);
        return;
    }
    let groups = people.groups();
    let is_alone = groups.len() == 1;
    for (name, members) in groups {
        draw!(out, "<section>");
        match name {
            Some(name) => draw!(out, "<h2>{}</h2>", name),
            None if is_alone => {}
            None => draw!(out, "<h2>{}</h2>", words::OTHERS),
        }
        draw!(out, "<ul class='people'>");
        for member in members {
            person(out, member, contact);
        }
        draw!(out, "</ul></section>");
    }
}

fn person(out: &mut Markup, person: &Person, contact: &str) {
    draw!(out, "<li id='{}'>", person.id.as_str());
    if let Some(photo) = &person.photo {
        let srcset = person.srcset.as_deref().unwrap_or_default();
        draw!(
            out,
            "<img src='{}' srcset='{}' sizes='6rem' alt='' width='96' height='128' loading='lazy'>",
            photo,
            srcset
        );
    }
    draw!(out, "<div><h3>{}</h3>", person.name.as_deref().unwrap_or(words::VACANT));
    if let Some(post) = &person.post {
        draw!(out, "<p>{}</p>", post);
    }
    if !person.tasks.is_empty() {
        draw!(out, "<p>{}:</p><ul>", words::TASKS);
        for task in &person.tasks {
            draw!(out, "<li>{}</li>", task);
        }
        draw!(out, "</ul>");
    }
    if let Some(desk) = &person.desk {
        let name = person.desk_name.as_deref().unwrap_or_else(|| desk.as_str());
        draw!(out, "<p>{}: <a href='{}#{}'>{}</a></p>", words::DESK, contact, desk.as_str(), name);
    }
    for (label, number) in [(words::PHONE, &person.phone), (words::PRIVATE_PHONE, &person.private_phone)] {
        if let Some(number) = number {
            draw!(out, "<p>{}: ", label);
            phones(out, number);
            draw!(out, "</p>");
        }
    }
    match &person.email {
        Some(email) if is_mail_address(email) => {
            draw!(out, "<p>{}: <a href='mailto:{}'>{}</a></p>", words::EMAIL, email, email);
        }
        Some(email) => draw!(out, "<p>{}: {}</p>", words::EMAIL, email),
        None => {}
    }
    if let Some(note) = &person.note {
        draw!(out, "<p><small>{}</small></p>", note);
    }
    draw!(out, "</div></li>");
}
