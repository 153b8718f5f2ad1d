//! The service, from outside: over HTTP, with a clock that is turned by hand.

mod counting;
mod harness;
mod interface;
mod limits;
mod sites;
