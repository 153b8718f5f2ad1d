//! A module that passes on what the main part exports.

use anyhow::{Context, Result, bail};
use std::collections::HashSet;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportKind, ExportSection, ImportSection, Module};
use wasmparser::{Parser, Payload, TypeRef};

/// The name under which the stub imports. `trangxa_shrink` gives every import the same.
const PROGRAM: &str = "program";

/// Writes a module that imports whatever one of `modules` imports, and exports it under the same name. It stands for the main part
/// where modules are joined to each other: wasm-merge would give the joined module one memory for each of them.
///
/// # Errors
///
/// When a module cannot be read, or imports a function.
pub(crate) fn stub(modules: &[&[u8]]) -> Result<Vec<u8>> {
    let (mut imports, mut exports) = (ImportSection::new(), ExportSection::new());
    let (mut known, mut memories, mut tables, mut globals) = (HashSet::new(), 0, 0, 0);
    for module in modules {
        for payload in Parser::new(0).parse_all(module) {
            let Payload::ImportSection(section) = payload.context("a chunk is no module")? else { continue };
            for import in section.into_imports() {
                let import = import?;
                if !known.insert(import.name) {
                    continue;
                }
                let (kind, count) = match import.ty {
                    TypeRef::Memory(_) => (ExportKind::Memory, &mut memories),
                    TypeRef::Table(_) => (ExportKind::Table, &mut tables),
                    TypeRef::Global(_) => (ExportKind::Global, &mut globals),
                    _ => bail!("a chunk imports {}, which is no memory, table or global", import.name),
                };
                exports.export(import.name, kind, *count);
                *count += 1;
                let entity = RoundtripReencoder.entity_type(import.ty).context("an import cannot be written")?;
                imports.import(PROGRAM, import.name, entity);
            }
        }
    }
    let mut module = Module::new();
    module.section(&imports).section(&exports);
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with these imports.
    fn module(imports: &[(&str, wasm_encoder::EntityType)]) -> Vec<u8> {
        let mut section = ImportSection::new();
        for (name, entity) in imports {
            section.import("__wasm_split", name, *entity);
        }
        let mut module = Module::new();
        module.section(&section);
        module.finish()
    }

    #[test]
    fn each_import_of_the_modules_is_passed_on_once() {
        let memory = wasm_encoder::MemoryType {
            minimum: 17,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let global = wasm_encoder::GlobalType { val_type: wasm_encoder::ValType::I32, mutable: true, shared: false };
        let (one, other) = (
            module(&[("m", memory.into()), ("g", global.into())]),
            module(&[("h", global.into()), ("m", memory.into())]),
        );
        let written = stub(&[&one, &other]).unwrap();
        wasmparser::validate(&written).unwrap();
        let exports = Parser::new(0).parse_all(&written).find_map(|payload| match payload.unwrap() {
            Payload::ExportSection(section) => Some(
                section.into_iter().map(|it| it.unwrap()).map(|it| (it.name.to_owned(), it.index)).collect::<Vec<_>>(),
            ),
            _ => None,
        });
        let expected = [("m", 0), ("g", 0), ("h", 1)].map(|(name, index)| (name.to_owned(), index));
        assert_eq!(exports.unwrap(), expected);
    }

    #[test]
    fn a_function_is_not_passed_on() {
        let imports = module(&[("f", wasm_encoder::EntityType::Function(0))]);
        assert!(stub(&[&imports]).unwrap_err().to_string().contains("imports f"));
    }
}
