//! Writing a module again with other names and another order.

use crate::error::ShrinkError;
use crate::module::Outline;
use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, FunctionSection, ImportSection, MemArg, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, FunctionSectionReader, ImportSectionReader, Parser,
};

/// What changes.
#[derive(Debug)]
pub(crate) struct Plan {
    /// For each new position of an import its old position.
    pub imports: Vec<usize>,
    /// For each new position of a defined function its old position, both counted without imports.
    pub functions: Vec<usize>,
    /// The new names.
    pub names: NewNames,
}

/// New names, by the old ones. What is missing keeps its name.
#[derive(Debug, Default)]
pub(crate) struct NewNames {
    /// The modules that imports come from.
    pub modules: HashMap<String, String>,
    /// The imports.
    pub imports: HashMap<String, String>,
    /// The exports.
    pub exports: HashMap<String, String>,
}

/// Writes a valid module as planned.
pub(crate) fn rewrite(wasm: &[u8], outline: &Outline<'_>, plan: &Plan) -> Result<Vec<u8>, ShrinkError> {
    let mut module = Module::new();
    let function_indices = new_function_indices(outline, plan);
    Rewriter { plan, function_indices }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// For each old index of a function, imported ones first, its new index.
fn new_function_indices(outline: &Outline<'_>, plan: &Plan) -> Vec<u32> {
    let is_function = |import: &usize| outline.imports[*import].function.is_some();
    // Which function an import is among the imported ones, before.
    let mut old_index = HashMap::new();
    for import in (0..outline.imports.len()).filter(is_function) {
        old_index.insert(import, old_index.len());
    }
    let imported = old_index.len();
    let mut new = vec![0; imported + plan.functions.len()];
    let imports = plan.imports.iter().filter_map(|import| old_index.get(import).copied());
    let defined = plan.functions.iter().map(|function| imported + function);
    for (index, old) in (0..).zip(imports.chain(defined)) {
        new[old] = index;
    }
    new
}

struct Rewriter<'p> {
    plan: &'p Plan,
    function_indices: Vec<u32>,
}

type Rewritten<T = ()> = Result<T, Error<Infallible>>;

fn new_name<'n>(names: &'n HashMap<String, String>, old: &'n str) -> &'n str {
    names.get(old).map_or(old, String::as_str)
}

impl Reencode for Rewriter<'_> {
    type Error = Infallible;

    fn function_index(&mut self, old: u32) -> Rewritten<u32> {
        // In a valid module every index is in range.
        Ok(usize::try_from(old).ok().and_then(|old| self.function_indices.get(old)).copied().unwrap_or(old))
    }

    fn mem_arg(&mut self, argument: wasmparser::MemArg) -> Rewritten<MemArg> {
        Ok(MemArg { align: 0, ..utils::mem_arg(self, argument)? })
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Rewritten {
        Ok(())
    }

    fn parse_import_section(&mut self, out: &mut ImportSection, section: ImportSectionReader<'_>) -> Rewritten {
        let plan = self.plan;
        let imports = section.into_imports().collect::<wasmparser::Result<Vec<_>>>()?;
        for &position in &plan.imports {
            let import = imports[position];
            let kind = self.entity_type(import.ty)?;
            let names = &plan.names;
            out.import(new_name(&names.modules, import.module), new_name(&names.imports, import.name), kind);
        }
        Ok(())
    }

    fn parse_export_section(&mut self, out: &mut ExportSection, section: ExportSectionReader<'_>) -> Rewritten {
        let plan = self.plan;
        for export in section {
            let export = export?;
            let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
            out.export(new_name(&plan.names.exports, export.name), kind, index);
        }
        Ok(())
    }

    fn parse_function_section(&mut self, out: &mut FunctionSection, section: FunctionSectionReader<'_>) -> Rewritten {
        let kinds = section.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        for &function in &self.plan.functions {
            out.function(kinds[function]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, out: &mut CodeSection, section: CodeSectionReader<'_>) -> Rewritten {
        let plan = self.plan;
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<_>>>()?;
        for &function in &plan.functions {
            self.parse_function_body(out, bodies[function].clone())?;
        }
        Ok(())
    }
}
