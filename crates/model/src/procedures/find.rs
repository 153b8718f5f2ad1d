//! Finds procedures in their list.

use super::{Procedure, Procedures};
use crate::Slug;

/// The procedures of one field of administration.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldGroup<'a> {
    /// The field, as its first procedure writes it; `None` for the procedures without one.
    pub name: Option<&'a str>,
    /// The field as part of an address.
    pub slug: Option<Slug>,
    /// Its procedures, in the order of the list.
    pub procedures: Vec<&'a Procedure>,
}

impl Procedures {
    /// The procedure with an id.
    #[must_use]
    pub fn find(&self, id: &Slug) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.id == *id)
    }

    /// The most used procedures, at most `n`.
    #[must_use]
    pub fn popular(&self, n: usize) -> Vec<&Procedure> {
        let mut popular: Vec<&Procedure> = Vec::new();
        for procedure in self.procedures.iter().filter(|procedure| procedure.popular.is_some()) {
            let comes_after = |other: &&Procedure| other.popular > procedure.popular;
            let place = popular.iter().position(comes_after).unwrap_or(popular.len());
            popular.insert(place, procedure);
        }
        popular.truncate(n);
        popular
    }

    /// The fields in the order in which they first appear, each with its procedures; at the end the procedures without a field. Names that differ
    /// only in marks, capital letters or signs are one field.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldGroup<'_>> {
        let mut groups: Vec<FieldGroup<'_>> = Vec::new();
        let mut rest = FieldGroup { name: None, slug: None, procedures: Vec::new() };
        for procedure in &self.procedures {
            let Some((name, slug)) = procedure.field.as_deref().and_then(|name| Some((name, Slug::make(name)?))) else {
                rest.procedures.push(procedure);
                continue;
            };
            match groups.iter_mut().find(|group| group.slug.as_ref() == Some(&slug)) {
                Some(group) => group.procedures.push(procedure),
                None => groups.push(FieldGroup { name: Some(name), slug: Some(slug), procedures: vec![procedure] }),
            }
        }
        groups.extend(Some(rest).filter(|rest| !rest.procedures.is_empty()));
        groups
    }

    /// The procedures that an event of life leads to, in the order of the list.
    pub fn of_event<'a>(&'a self, id: &'a Slug) -> impl Iterator<Item = &'a Procedure> {
        self.procedures.iter().filter(move |procedure| procedure.events.contains(id))
    }
}
