//! `people.json`: who holds which post in the unit, and for what one goes to them.

mod read;
mod write;

use crate::remarks::Remark;
use crate::{Slug, Timestamp};

/// The posts of the unit and who holds them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct People {
    /// Version of this document's format: 1.
    pub version: u32,
    /// When the document was last looked through.
    pub updated_at: Option<Timestamp>,
    /// The posts, in the order in which pages show them.
    pub people: Vec<Person>,
    /// What of the document could not be used.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub remarks: Vec<Remark>,
}

/// A post, and who holds it. It has a post or a name, or both.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Its id: `/to-chuc/#<id>`; absent: made of the post, with the name behind it if an earlier entry has the same. No two have the same.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Slug>"))]
    pub id: Slug,
    /// The post: "Chủ tịch UBND xã".
    pub post: Option<String>,
    /// The name of who holds it; absent: the post is vacant.
    pub name: Option<String>,
    /// The body that the post belongs to, by which pages group: "Ủy ban nhân dân".
    pub group: Option<String>,
    /// What one goes to this post for: "Ký giấy tờ đất đai".
    #[cfg_attr(feature = "schema", schemars(default, with = "crate::forms::OneOrMany<String>"))]
    pub tasks: Vec<String>,
    /// The id of the unit of office.json at which they sit.
    pub desk: Option<Slug>,
    /// The telephone of the post, as people write numbers.
    pub phone: Option<String>,
    /// The mail address of the post.
    pub email: Option<String>,
    /// A number of the person's own. It is shown only with `consent`.
    pub private_phone: Option<String>,
    /// Whether the person has agreed that `private_phone` is published (Law on the Protection of Personal Data). Without it the number is left out.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub consent: bool,
    /// The address of a photograph, relative to the document: `../media/chu-tich.jpg`. Once read it is absolute.
    pub photo: Option<String>,
    /// What else people should know: "Tiếp công dân sáng thứ Năm".
    pub note: Option<String>,
    /// The photograph in several sizes, as the value of HTML's `srcset`. The publisher writes it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub srcset: Option<String>,
    /// The name of the unit that `desk` names. The publisher writes it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub desk_name: Option<String>,
    /// Its place in the document's list, counted from 0.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub index: usize,
}

impl People {
    /// The bodies in the order in which they first appear, each with its posts in the order of the document; at the end the posts without one.
    #[must_use]
    pub fn groups(&self) -> Vec<(Option<&str>, Vec<&Person>)> {
        let mut groups: Vec<(Option<Slug>, Option<&str>, Vec<&Person>)> = Vec::new();
        for person in &self.people {
            let slug = person.group.as_deref().and_then(Slug::make);
            match groups.iter_mut().find(|(known, ..)| *known == slug) {
                Some((_, _, people)) => people.push(person),
                None => groups.push((slug, person.group.as_deref(), vec![person])),
            }
        }
        let (rest, mut groups): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(slug, ..)| slug.is_none());
        groups.extend(rest);
        groups.into_iter().map(|(_, name, people)| (name, people)).collect()
    }
}

#[cfg(test)]
mod tests;
