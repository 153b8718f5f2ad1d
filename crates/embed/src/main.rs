//! Starts the frame's program in the browser.

/// Half as large as the standard library's, in a program that seldom allocates much.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    trangxa_embed::live::start();
}
