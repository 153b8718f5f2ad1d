//! Writes the JSON Schemas; run by `cargo xtask schemas` from the repository's folder.

use std::io;

fn main() -> io::Result<()> {
    std::fs::create_dir_all("schemas")?;
    for (name, schema) in trangxa_model::schema::all() {
        std::fs::write(format!("schemas/{name}"), schema)?;
        println!("schemas/{name}");
    }
    Ok(())
}
