//! What must be known of a module before it is written again.

use wasmparser::{Parser, Payload, Result, TypeRef};

/// The parts of a module that get another order or other names.
#[derive(Debug, Default)]
pub(crate) struct Outline<'a> {
    /// In the order of the wasm.
    pub imports: Vec<Import<'a>>,
    /// The names of the exports, in the order of the wasm.
    pub exports: Vec<&'a str>,
    /// The functions that the module defines, in the order of the wasm.
    pub functions: Vec<Function<'a>>,
}

/// An import.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Import<'a> {
    /// The name of the module that it comes from.
    pub module: &'a str,
    /// Its name in that module.
    pub name: &'a str,
    /// The index of its type if it is a function.
    pub function: Option<u32>,
}

/// A function that the module defines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Function<'a> {
    /// The index of its type.
    pub kind: u32,
    /// Its locals and instructions, encoded.
    pub body: &'a [u8],
}

impl<'a> Outline<'a> {
    /// Reads a valid module.
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut outline = Self::default();
        let (mut kinds, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import?;
                        let function = match import.ty {
                            TypeRef::Func(kind) | TypeRef::FuncExact(kind) => Some(kind),
                            _ => None,
                        };
                        outline.imports.push(Import { module: import.module, name: import.name, function });
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        outline.exports.push(export?.name);
                    }
                }
                Payload::FunctionSection(section) => kinds = section.into_iter().collect::<Result<Vec<u32>>>()?,
                Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
                _ => {}
            }
        }
        outline.functions = kinds.into_iter().zip(bodies).map(|(kind, body)| Function { kind, body }).collect();
        Ok(outline)
    }

    /// Whether an import has this name.
    pub(crate) fn has_import(&self, name: &str) -> bool {
        self.imports.iter().any(|import| import.name == name)
    }

    /// The positions of the imports, ordered by type. What is not a function comes first and keeps its order, because tables,
    /// memories and globals are numbered by it.
    pub(crate) fn imports_by_type(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.imports.len()).collect();
        order.sort_by_key(|&position| self.imports[position].function);
        order
    }
}
