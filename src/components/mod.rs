//! The components that pages are made of, one file each, named after what they show.

#![allow(unreachable_pub, reason = "Leptos' macro makes public items of each component")]

mod alerts;
mod anew;
mod archive_notice;
mod aside;
mod attachments;
mod card_list;
mod changes;
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
mod next_days;
mod office_bar;
mod office_part;
mod pagination;
mod part_island;
mod pause_button;
mod rich_text;
mod search_box;
mod select_list;
mod share;
mod status;
pub(crate) mod text_island;
mod tiles;
mod tthc_card;

pub(crate) use alerts::AlertStrip;
pub(crate) use anew::anew;
pub(crate) use archive_notice::ArchiveNotice;
pub(crate) use aside::Aside;
pub(crate) use attachments::Attachments;
pub(crate) use card_list::CardList;
pub(crate) use changes::changes;
pub(crate) use choice_group::{Choice, ChoiceGroup};
pub(crate) use date::Date;
pub(crate) use erase::Erase;
pub(crate) use footer::Footer;
pub(crate) use header::Header;
pub(crate) use lead::{COLUMN, Lead};
pub(crate) use live_text::live_text;
pub(crate) use most_read::MostRead;
pub(crate) use neighbours::Neighbours;
pub(crate) use next_days::NextDays;
pub(crate) use office_bar::{OfficeBar, OfficeCard};
pub(crate) use office_part::contact_href;
#[cfg(feature = "hydrate")]
pub(crate) use office_part::keep_current;
pub(crate) use pagination::Pagination;
pub(crate) use pause_button::PauseButton;
pub(crate) use rich_text::RichText;
pub(crate) use search_box::{search_box, without_script};
pub(crate) use select_list::{SelectList, SelectOption};
pub(crate) use share::Share;
pub(crate) use status::Status;
pub(crate) use tiles::Tiles;
pub(crate) use tthc_card::missing_figures;
