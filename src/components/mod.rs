//! The components that pages are made of, one file each, named after what they show.

mod archive_notice;
mod aside;
mod attachments;
mod card_list;
mod counters;
mod date;
mod footer;
mod header;
mod lead;
pub mod menu;
mod most_read;
mod neighbours;
mod pagination;
mod pause_button;
mod rich_text;
mod share;
mod status;
pub mod text_island;
mod tthc_card;

pub use archive_notice::ArchiveNotice;
pub use aside::Aside;
pub use attachments::Attachments;
pub use card_list::CardList;
pub use date::Date;
pub use footer::Footer;
pub use header::Header;
pub use lead::Lead;
pub use most_read::MostRead;
pub use neighbours::Neighbours;
pub use pagination::Pagination;
pub use pause_button::PauseButton;
pub use rich_text::RichText;
pub use share::Share;
pub use status::Status;
pub use tthc_card::missing_figures;
