//! A program does the same before and after.

use std::borrow::Cow;
use trangxa_shrink::{GlueError, ShrinkError, Shrunk, shrink};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, GlobalSection, GlobalType, ImportSection, MemArg, MemorySection,
    MemoryType, Module, RefType, StartSection, TableSection, TableType, TypeSection, ValType,
};
use wasmi::{Engine, Linker, Store};

/// What the imports and one export are called, with hashes as wasm-bindgen appends them.
const DOUBLE: &str = "__wbg_double_0123456789abcdef";
const SEVEN: &str = "__wbg_seven_fedcba9876543210";
const RUN: &str = "run__h00112233445566aa";
/// A text of the program that contains names, as a message to readers may.
const TEXT: &str = "0123456789abcdef fedcba9876543210 00112233445566aa run__h00112233445566aa";

const GLUE: &str = r#"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_double_0123456789abcdef: function(arg0) {
            // wasm.memory and __wbg_double_0123456789abcdef in a comment
            const ret = arg0 * 2;
            return ret;
        },
        __wbg_seven_fedcba9876543210: function() {
            return wasm.memory.buffer ? 7 : "wasm.memory";
        },
    };
    return {
        __proto__: null,
        "./program_bg.js": import0,
    };
}

function run__h00112233445566aa(arg0) {
    return wasm.run__h00112233445566aa(arg0);
}

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    wasm.__wbindgen_start();
    return wasm;
}
"#;

/// A module whose functions are called in every way that names a function by its index.
fn program() -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    types.ty().function([], [ValType::I32]);
    types.ty().function([], []);
    module.section(&types);

    // Ordered by type they swap their places.
    let mut imports = ImportSection::new();
    imports.import("./program_bg.js", SEVEN, EntityType::Function(1));
    imports.import("./program_bg.js", DOUBLE, EntityType::Function(0));
    module.section(&imports);

    let mut functions = FunctionSection::new();
    for kind in [2, 0, 0, 0, 1, 0] {
        functions.function(kind);
    }
    module.section(&functions);

    let mut tables = TableSection::new();
    let table_type =
        TableType { element_type: RefType::FUNCREF, table64: false, minimum: 3, maximum: None, shared: false };
    tables.table(table_type);
    module.section(&tables);

    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    module.section(&memories);

    let mut globals = GlobalSection::new();
    let global_type = GlobalType { val_type: ValType::Ref(RefType::FUNCREF), mutable: false, shared: false };
    globals.global(global_type, &ConstExpr::ref_func(5));
    module.section(&globals);

    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    exports.export(RUN, ExportKind::Func, 7);
    exports.export("__wbindgen_start", ExportKind::Func, 6);
    exports.export("unused_by_the_script", ExportKind::Func, 3);
    exports.export("table", ExportKind::Table, 0);
    module.section(&exports);

    module.section(&StartSection { function_index: 2 });

    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(Cow::Borrowed(&[4, 3])));
    module.section(&elements);

    let mut code = CodeSection::new();
    let at = |offset| MemArg { offset, align: 2, memory_index: 0 };
    let add = |value: i32, times: usize| {
        let mut function = Function::new([]);
        let mut instructions = function.instructions();
        instructions.local_get(0);
        for _ in 0..times {
            instructions.i32_const(value).i32_add();
        }
        instructions.end();
        function
    };
    // 2, at the start: keeps what the import `seven` returns.
    let mut start = Function::new([]);
    start.instructions().i32_const(100).call(0).i32_store(at(0)).end();
    code.function(&start);
    // 3, 4 and 5: three of a kind, of which two are alike; told apart by what they add.
    code.function(&add(1_000, 3));
    code.function(&add(17, 2));
    code.function(&add(1_000, 4));
    // 6: what was kept at the start.
    let mut kept = Function::new([]);
    kept.instructions().i32_const(100).i32_load(at(0)).end();
    code.function(&kept);
    // 7: calls all of them: by name, through the table, and by the reference in the global.
    let mut run = Function::new([]);
    let mut instructions = run.instructions();
    instructions.i32_const(2).global_get(0).table_set(0);
    instructions.local_get(0).call(1).i32_const(0).call_indirect(0, 0).i32_const(1).call_indirect(0, 0);
    instructions.i32_const(2).call_indirect(0, 0).call(5).call(6).i32_add().end();
    code.function(&run);
    module.section(&code);

    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(1_000), TEXT.bytes());
    module.section(&data);
    module.section(&CustomSection { name: "producers".into(), data: Cow::Borrowed(b"\0") });
    module.finish()
}

/// What `run` returns for some arguments, and the memory afterwards. `names` are those of module, `double`, `seven`, `run`
/// and the memory.
fn behaviour(
    wasm: &[u8],
    [module, double, seven, run, memory]: [&str; 5],
) -> Result<(Vec<i32>, Option<Vec<u8>>), wasmi::Error> {
    let engine = Engine::default();
    let mut store = Store::new(&engine, ());
    let mut linker = Linker::new(&engine);
    linker.func_wrap(module, double, |value: i32| value * 2)?;
    linker.func_wrap(module, seven, || 7)?;
    let instance = linker.instantiate_and_start(&mut store, &wasmi::Module::new(&engine, wasm)?)?;
    let run = instance.get_typed_func::<i32, i32>(&store, run)?;
    let results = [0, 1, -50, 123_456].map(|argument| run.call(&mut store, argument));
    let memory = instance.get_memory(&store, memory).map(|memory| memory.data(&store).to_vec());
    Ok((results.into_iter().collect::<Result<_, _>>()?, memory))
}

#[test]
fn a_program_does_the_same_before_and_after() {
    let before = program();
    let Shrunk { wasm, glue, .. } = shrink(&before, GLUE, &[]).unwrap();
    assert!(wasm.len() < before.len());
    let expected = behaviour(&before, ["./program_bg.js", DOUBLE, SEVEN, RUN, "memory"]).unwrap();
    // 2n + 2 * 17 + 3 000 + 4 000 + 4 000 and the 7 of the start.
    assert_eq!(expected.0[..2], [11_041, 11_043]);
    // Of the functions with one argument comes the import first, so it is `a`.
    assert_eq!(behaviour(&wasm, ["_", "a", "b", "b", "a"]).unwrap(), expected);
    assert!(expected.1.is_some());
    assert_eq!(
        glue,
        "function __wbg_get_imports(){const import0={__proto__:null,a:function(arg0){const ret=arg0*2;return ret;},\
         b:function(){return wasm.a.buffer?7:\"wasm.memory\";},};return{__proto__:null,_:import0,};}\n\
         function run__h00112233445566aa(arg0){return wasm.b(arg0);}\n\
         let wasmModule,wasmInstance,wasm;function __wbg_finalize_init(instance,module){wasmInstance=instance;\
         wasm=instance.exports;wasmModule=module;wasm.c();return wasm;}"
    );
}

/// A module that writes a function of its own into the program's table, and a text into its memory. `run` calls it then.
fn part(module: &str, table: &str) -> Vec<u8> {
    let mut out = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([ValType::I32], [ValType::I32]);
    out.section(&types);
    let mut imports = ImportSection::new();
    let table_type =
        TableType { element_type: RefType::FUNCREF, table64: false, minimum: 3, maximum: None, shared: false };
    imports.import(module, table, EntityType::Table(table_type));
    out.section(&imports);
    let mut functions = FunctionSection::new();
    functions.function(0).function(0);
    out.section(&functions);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(Cow::Borrowed(&[1])));
    out.section(&elements);
    let mut code = CodeSection::new();
    for value in [5, 7] {
        let mut function = Function::new([]);
        function.instructions().local_get(0).i32_const(value).i32_mul().end();
        code.function(&function);
    }
    out.section(&code);
    out.finish()
}

#[test]
fn a_part_fits_the_program_before_and_after() {
    let with_table = |wasm: &[u8], [module, double, seven, run, table]: [&str; 5], part: &[u8], from: &str| {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        linker.func_wrap(module, double, |value: i32| value * 2).unwrap();
        linker.func_wrap(module, seven, || 7).unwrap();
        let program = wasmi::Module::new(&engine, wasm).unwrap();
        let program = linker.instantiate_and_start(&mut store, &program).unwrap();
        let mut of_part = Linker::new(&engine);
        of_part.define(from, table, program.get_table(&store, table).unwrap()).unwrap();
        let part = wasmi::Module::new(&engine, part).unwrap();
        of_part.instantiate_and_start(&mut store, &part).unwrap();
        program.get_typed_func::<i32, i32>(&store, run).unwrap().call(&mut store, 1).unwrap()
    };
    let (before, part_before) = (program(), part("main", "table"));
    let Shrunk { wasm, parts, .. } = shrink(&before, GLUE, &[&part_before]).unwrap();
    let expected = with_table(&before, ["./program_bg.js", DOUBLE, SEVEN, RUN, "table"], &part_before, "main");
    assert_eq!(with_table(&wasm, ["_", "a", "b", "b", "d"], &parts[0], "_"), expected);
}

#[test]
fn a_part_that_needs_more_than_the_program_exports_is_refused() {
    let refusal = |part: Vec<u8>| shrink(&program(), GLUE, &[&part]).unwrap_err();
    assert!(matches!(refusal(part("main", "other")), ShrinkError::PartImport(name) if name == "other"));
    assert!(matches!(refusal(vec![0]), ShrinkError::Input(_)));
}

#[test]
fn names_in_the_data_of_a_program_stay() {
    let Shrunk { wasm, .. } = shrink(&program(), GLUE, &[]).unwrap();
    assert!(wasm.windows(TEXT.len()).any(|bytes| bytes == TEXT.as_bytes()));
    // Nor does an export disappear that the script does not use.
    let export = b"unused_by_the_script";
    assert!(wasm.windows(export.len()).any(|bytes| bytes == export));
}

#[test]
fn the_result_depends_on_the_input_alone() {
    let [one, other] = [(); 2].map(|()| shrink(&program(), GLUE, &[]).unwrap());
    assert_eq!((&one.wasm, &one.glue), (&other.wasm, &other.glue));
    // And once more changes nothing but names that are short already.
    let again = shrink(&one.wasm, &one.glue, &[]).unwrap();
    assert_eq!((again.wasm.len(), again.glue), (one.wasm.len(), one.glue));
}

#[test]
fn what_is_not_as_expected_is_refused() {
    let refusal = |from: &str, to: &str| {
        assert!(GLUE.contains(from), "{from}");
        match shrink(&program(), &GLUE.replacen(from, to, 1), &[]) {
            Err(ShrinkError::Glue(error)) => error,
            other => panic!("{from} as {to}: {other:?}"),
        }
    };
    let import = |count| GlueError::Import { name: DOUBLE.to_owned(), count };
    assert_eq!(refusal("__wbg_double_0123456789abcdef: function", "other: function"), import(0));
    assert_eq!(refusal("__proto__: null", "__wbg_double_0123456789abcdef: null"), import(2));
    assert!(matches!(refusal("__proto__: null", "...more"), GlueError::Property(_)));
    assert!(matches!(refusal("./program_bg.js", "./other_bg.js"), GlueError::Module { count: 0, .. }));
    assert_eq!(refusal("wasm = instance.exports", "wasm = instance"), GlueError::Exports(0));
    assert_eq!(refusal("wasm.memory.buffer", "wasm.other"), GlueError::UnknownExport("other".to_owned()));
    for whole in ["wasm[\"memory\"]", "wasm?.memory", "use(wasm)", "{ ...wasm }", "(wasm) => 1", "wasm => 1"] {
        assert!(matches!(refusal("wasm.memory.buffer", whole), GlueError::WholeExports(_)), "{whole}");
    }
    assert!(matches!(refusal("return ret;", "return \"ret;"), GlueError::Unterminated(_)));
    assert!(matches!(refusal("return ret;", "return (ret;"), GlueError::Bracket(_)));
    assert!(matches!(shrink(b"\0asm", GLUE, &[]), Err(ShrinkError::Input(_))));
}
