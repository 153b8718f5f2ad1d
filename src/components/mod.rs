//! The components that pages are made of, one file each, named after what they show.

#![allow(unreachable_pub, reason = "Leptos' macro makes public items of each component")]

mod anew;
mod archive_notice;
mod aside;
mod attachments;
mod card_list;
mod choice_group;
mod counters;
mod date;
mod erase;
mod excerpt;
mod footer;
pub(crate) mod handlers;
mod header;
mod lead;
mod live_text;
pub(crate) mod menu;
mod most_read;
mod neighbours;
mod pagination;
mod pause_button;
mod rich_text;
mod select_list;
mod share;
mod status;
pub(crate) mod text_island;
mod tthc_card;

pub(crate) use anew::anew;
pub(crate) use archive_notice::ArchiveNotice;
pub(crate) use aside::Aside;
pub(crate) use attachments::Attachments;
pub(crate) use card_list::CardList;
pub(crate) use choice_group::{Choice, ChoiceGroup};
pub(crate) use date::Date;
pub(crate) use erase::Erase;
pub(crate) use footer::Footer;
pub(crate) use header::Header;
pub(crate) use lead::{COLUMN, Lead};
pub(crate) use live_text::live_text;
pub(crate) use most_read::MostRead;
pub(crate) use neighbours::Neighbours;
pub(crate) use pagination::Pagination;
pub(crate) use pause_button::PauseButton;
pub(crate) use rich_text::RichText;
pub(crate) use select_list::{SelectList, SelectOption};
pub(crate) use share::Share;
pub(crate) use status::Status;
pub(crate) use tthc_card::missing_figures;
