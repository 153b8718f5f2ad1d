//! Functions that live in parts of the program of their own.
//!
//! A browser fetches a part when a reader needs it, so the first visit stays light. The compiler and the linker know nothing of
//! parts: they see a function that is imported and another one that is exported. `trangxa-split` (crates/split) joins the two by
//! their names, and moves the exported one, with everything that nothing else uses, into a module of its own.
//!
//! The names are those of the crate `wasm_split_helpers`, whose tool does the splitting. Its own macro would make each function
//! asynchronous and bring a loader with callbacks; here a part is loaded by `boot.js`, and a call is a call.

/// Makes a function whose body is in another part of the program. Natively it is an ordinary function.
///
/// `part` is the part's name: letters and digits. `id` tells the part's functions apart: 32 hexadecimal digits. The part must have been
/// loaded before the function is called; a call before that ends the program.
#[macro_export]
macro_rules! in_part {
    ($part:literal, $id:literal, $(#[$meta:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) $(-> $return:ty)? $body:block) => {
        $(#[$meta])*
        $visibility fn $name($($argument: $type),*) $(-> $return)? {
            #[cfg(target_family = "wasm")]
            {
                #[link(wasm_import_module = "__wasm_split_placeholder__")]
                #[allow(improper_ctypes)]
                unsafe extern "C" {
                    #[link_name = ::core::concat!("__wasm_split_00", $part, "00_import_", $id, "_", ::core::stringify!($name))]
                    safe fn elsewhere($($argument: $type),*) $(-> $return)?;
                }
                #[unsafe(export_name = ::core::concat!("__wasm_split_00", $part, "00_export_", $id, "_", ::core::stringify!($name)))]
                #[allow(improper_ctypes_definitions)]
                extern "C" fn here($($argument: $type),*) $(-> $return)? $body
                elsewhere($($argument),*)
            }
            #[cfg(not(target_family = "wasm"))]
            $body
        }
    };
}
