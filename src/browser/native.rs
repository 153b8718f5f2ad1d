//! The native twin of this folder, for the publisher: the functions that components and pages call, with nothing to do.
//! Event handlers and effects are compiled natively too, but no event happens and no effect runs during prerendering.

pub(crate) mod action {
    //! See `browser/action.rs`.

    use trangxa_markup::Action;

    pub(crate) fn requested<A: Action>(_: &leptos::ev::Event) -> Option<A> {
        None
    }
}

pub(crate) mod download {
    //! See `browser/download.rs`.

    pub(crate) fn save(_: &str, _: &str, _: &str) {}
}

pub(crate) mod filter {
    //! See `browser/filter.rs`.

    pub(crate) fn filter(_: &leptos::ev::Event) {}
}

pub(crate) mod listening {
    //! See `browser/listening/`.

    use crate::data::Store;
    use leptos::prelude::RwSignal;

    pub(crate) fn offer(_: RwSignal<bool>) {}

    pub(crate) fn read(_: &Store, _: RwSignal<bool>) {}

    pub(crate) fn attend() {}
}

pub(crate) mod navigation {
    //! See `browser/navigation.rs`.

    use crate::data::Store;
    use crate::route::PeriodChoice;
    use trangxa_model::tthc::SpanKind;

    pub(crate) fn choose_period(_: &Store, _: SpanKind, _: PeriodChoice) {}
}

pub(crate) mod page {
    //! See `browser/page.rs`.

    pub(crate) fn is_translated() -> bool {
        false
    }

    pub(crate) fn load_script(_: &str) {}

    pub(crate) fn print() {}
}

pub(crate) mod part {
    //! See `browser/part.rs`.

    use crate::parts::Part;

    /// The publisher has the whole program.
    pub(crate) fn is_here(_: Part) -> bool {
        true
    }
}

pub(crate) mod search {
    //! See `browser/search/`.

    use crate::data::Store;

    pub(crate) fn follow(_: &Store, _: &str) {}
}

pub(crate) mod share {
    //! See `browser/share.rs`.

    pub(crate) fn is_supported() -> bool {
        false
    }

    pub(crate) async fn share(_: &str, _: &str) {}

    pub(crate) async fn copy(_: &str) -> bool {
        false
    }
}

pub(crate) mod text {
    //! See `browser/text.rs`.

    use std::cmp::Ordering;

    /// The publisher never sorts by a column, so any total order will do.
    pub(crate) fn compare(one: &str, other: &str) -> Ordering {
        one.cmp(other)
    }
}

pub(crate) mod years {
    //! See `browser/years.rs`.

    pub(crate) fn fetch(_: &crate::data::Store, _: Vec<u16>) {}
}
