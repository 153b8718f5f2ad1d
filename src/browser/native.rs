//! The native twin of this folder, for the publisher: the functions that components and pages call, with nothing to do.
//! Event handlers and effects are compiled natively too, but no event happens and no effect runs during prerendering.

pub mod action {
    //! See `browser/action.rs`.

    use trangxa_markup::Action;

    pub fn requested<A: Action>(_: &leptos::ev::Event) -> Option<A> {
        None
    }
}

pub mod download {
    //! See `browser/download.rs`.

    pub fn save(_: &str, _: &str, _: &str) {}
}

pub mod navigation {
    //! See `browser/navigation.rs`.

    use crate::data::Store;
    use crate::route::PeriodChoice;
    use trangxa_model::tthc::SpanKind;

    pub fn choose_period(_: &Store, _: SpanKind, _: PeriodChoice) {}
}

pub mod page {
    //! See `browser/page.rs`.

    pub fn load_script(_: &str) {}

    pub fn print() {}
}

pub mod share {
    //! See `browser/share.rs`.

    pub fn is_supported() -> bool {
        false
    }

    pub async fn share(_: &str, _: &str) {}

    pub async fn copy(_: &str) -> bool {
        false
    }
}

pub mod text {
    //! See `browser/text.rs`.

    use std::cmp::Ordering;

    /// The publisher never sorts by a column, so any total order will do.
    pub fn compare(one: &str, other: &str) -> Ordering {
        one.cmp(other)
    }
}
