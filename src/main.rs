//! Starts the portal in the browser.

fn main() {
    trang_xa::start::start();
}
