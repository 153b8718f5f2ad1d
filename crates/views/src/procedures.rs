//! The list of procedures, and the page of one.

use trangxa_markup::{Markup, draw};
use trangxa_model::procedures::{Procedure, Procedures};
use trangxa_words::procedures as words;

/// A list of more procedures than this has its fields folded, so that all fields are seen at a glance.
pub const FOLDED_ABOVE: usize = 60;

/// Draws the list: what happens in a life, then the fields, each with its procedures. `href` is the address of the page of an id.
pub fn procedure_list(out: &mut Markup, list: &Procedures, href: &dyn Fn(&str) -> String) {
    if list.procedures.is_empty() {
        draw!(out, "<p>{}</p>", words::NONE);
        return;
    }
    let events: Vec<_> =
        list.events.iter().map(|event| (event, list.of_event(&event.id).collect::<Vec<_>>())).collect();
    if events.iter().any(|(_, procedures)| !procedures.is_empty()) {
        draw!(out, "<section class='events'><h2>{}</h2>", words::EVENTS);
        for (event, procedures) in events.iter().filter(|(_, procedures)| !procedures.is_empty()) {
            draw!(out, "<details><summary>{}</summary>", event.name);
            links(out, procedures, href);
            draw!(out, "</details>");
        }
        draw!(out, "</section>");
    }
    draw!(out, "<p role='status'>{}</p>", words::count(list.procedures.len()));
    let state = if list.procedures.len() > FOLDED_ABOVE { "" } else { " open" };
    for field in list.fields() {
        draw!(out, "<details class='field'{}><summary><h2>{}</h2> ", state, field.name.unwrap_or(words::OTHER));
        draw!(out, "<small>{}</small></summary>", words::count(field.procedures.len()));
        links(out, &field.procedures, href);
        draw!(out, "</details>");
    }
    draw!(out, "<p class='none' hidden>{}</p>", words::NONE_LEFT);
}

fn links(out: &mut Markup, procedures: &[&Procedure], href: &dyn Fn(&str) -> String) {
    draw!(out, "<ul>");
    for procedure in procedures {
        draw!(out, "<li><a href='{}'>{}</a>", href(procedure.id.as_str()), procedure.name);
        if let Some(code) = &procedure.code {
            draw!(out, " <small>{}</small>", code);
        }
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
}

/// Draws a procedure below its headline. `contact` is the address of the page with the office's desks. What a person brings comes first: that is what most come for.
pub fn procedure(out: &mut Markup, procedure: &Procedure, contact: &str) {
    draw!(out, "<p class='byline'>");
    for part in [&procedure.field, &procedure.code].into_iter().flatten() {
        draw!(out, "<span>{}</span>", part);
    }
    draw!(out, "</p><section class='papers'><h2>{}</h2>", words::PAPERS);
    papers(out, procedure);
    draw!(out, "</section>");
    ways(out, procedure, contact);
    if !procedure.steps.is_empty() {
        draw!(out, "<h2>{}</h2><ol>", words::STEPS);
        for step in &procedure.steps {
            draw!(out, "<li>{}</li>", step);
        }
        draw!(out, "</ol>");
    }
    draw!(out, "<dl>");
    let for_whom = (!procedure.for_whom.is_empty()).then(|| procedure.for_whom.join(", "));
    for (term, value) in [(words::RESULT, &procedure.result), (words::FOR_WHOM, &for_whom)] {
        if let Some(value) = value {
            draw!(out, "<dt>{}</dt><dd>{}</dd>", term, value);
        }
    }
    if !procedure.legal_basis.is_empty() {
        draw!(out, "<dt>{}</dt>", words::LEGAL_BASIS);
        for law in &procedure.legal_basis {
            match &law.url {
                Some(url) => draw!(out, "<dd><a href='{}' rel='external noopener'>{}</a></dd>", url, law.title),
                None => draw!(out, "<dd>{}</dd>", law.title),
            }
        }
    }
    if let Some(decision) = &procedure.decision {
        draw!(out, "<dt>{}</dt><dd>{}", words::DECISION, decision.number.as_deref().unwrap_or_default());
        if let Some(date) = decision.date {
            draw!(out, " ({})", date.date());
        }
        draw!(out, "</dd>");
    }
    draw!(out, "</dl>");
    if let Some(note) = &procedure.note {
        draw!(out, "<p class='note'>{}</p>", note);
    }
    if let Some(url) = &procedure.national_url {
        draw!(
            out,
            "<p class='noprint'><a class='button' href='{}' rel='external noopener'>{}</a></p>",
            url,
            words::NATIONAL
        );
    }
}

/// Draws the papers, each with a box to tick on paper.
fn papers(out: &mut Markup, procedure: &Procedure) {
    if procedure.papers.is_empty() {
        draw!(out, "<p>{}</p>", words::NO_PAPERS);
        return;
    }
    draw!(out, "<ul>");
    for paper in &procedure.papers {
        draw!(out, "<li>{}", paper.name);
        let copies = words::copies(paper.original.unwrap_or(0), paper.copies.unwrap_or(0));
        if !copies.is_empty() {
            draw!(out, " <small>({})</small>", copies);
        }
        if let Some(form) = &paper.form {
            draw!(out, " <a class='noprint' href='{}'>{}</a>", form, words::FORM);
        }
        if let Some(note) = &paper.note {
            draw!(out, "<br><small>{}</small>", note);
        }
        draw!(out, "</li>");
    }
    draw!(out, "</ul>");
}

/// Draws where to file, how long it takes and what it costs; what the figures prove of that; and the desk.
fn ways(out: &mut Markup, procedure: &Procedure, contact: &str) {
    draw!(out, "<h2>{}</h2>", words::WAYS);
    if !procedure.ways.is_empty() {
        draw!(out, "<ul class='ways'>");
        for way in &procedure.ways {
            draw!(out, "<li><b>{}</b>", way.way);
            for (name, value) in [(words::TIME, &way.time), (words::FEE, &way.fee)] {
                draw!(out, "<span>{}: {}</span>", name, value.as_deref().unwrap_or(words::UNKNOWN));
            }
            if let Some(note) = &way.note {
                draw!(out, "<small>{}</small>", note);
            }
            draw!(out, "</li>");
        }
        draw!(out, "</ul>");
    }
    if let (Some(proof), Some(field)) = (&procedure.in_time, &procedure.field) {
        draw!(out, "<p class='proof'>{}</p>", words::in_time(field, &proof.period, proof.in_time, proof.completed));
    }
    if let Some(place) = &procedure.place {
        draw!(out, "<p><b>{}:</b> ", words::PLACE);
        match &procedure.desk {
            Some(desk) => draw!(out, "<a href='{}#{}'>{}</a></p>", contact, desk.as_str(), place),
            None => draw!(out, "{}</p>", place),
        }
    }
}
