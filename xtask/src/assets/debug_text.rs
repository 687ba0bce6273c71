//! Removes from the shipped WASM what only the message of a panic needs: the `{:?}` of values.
//!
//! A panic still ends the widget, reports its location and is passed to the loader. Removed are a few functions of the
//! standard library, found by their names, a table that only one of them reads, and the paths of the standard library's own
//! files. Together they take kilobytes.

use walrus::ir::{Const, MemArg, StoreKind, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, DataKind, ElementItems, FunctionBuilder, FunctionId, FunctionKind, Module, ModuleConfig, ValType,
};

/// Parts of the mangled names of the functions that write `{:?}`. The widget shows no text that is made with them.
const WRITERS: [&str; 4] = [
    "3fmteNtB5_5Debug3fmt",
    "3fmtcNtB5_5Debug3fmt",
    "5rangeINtB4_5RangejENtNtB8_3fmt5Debug3fmt",
    "JsValue$u20$as$u20$core..fmt..Debug$GT$3fmt",
];
/// `str::to_lowercase`: Yew lower-cases an element's name in the message of one panic.
const LOWER: &str = "5alloc3stre12to_lowercase";
/// The only function that may call it.
const ALLOWED_CALLER: &str = "14feat_hydration13node_type_str";

/// The module without them; unchanged where it does not have the expected form.
pub(super) fn without(wasm: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut module = ModuleConfig::new().strict_validate(false).generate_producers_section(false).parse(wasm)?;
    for id in named(&module, |name| WRITERS.iter().any(|writer| name.contains(writer))) {
        return_ok(&mut module, id);
    }
    for id in named(&module, |name| name.ends_with(LOWER)) {
        let callers = callers(&module, id);
        if callers.iter().all(|name| name.contains(ALLOWED_CALLER)) {
            return_empty_text(&mut module, id);
        }
    }
    walrus::passes::gc::run(&mut module);
    clear_lowercase_letters(&mut module);
    for id in module.data.iter().map(walrus::Data::id).collect::<Vec<_>>() {
        clear_library_paths(&mut module.data.get_mut(id).value);
    }
    Ok(module.emit_wasm())
}

fn named(module: &Module, fits: impl Fn(&str) -> bool) -> Vec<FunctionId> {
    module.funcs.iter().filter(|f| f.name.as_deref().is_some_and(&fits)).map(walrus::Function::id).collect()
}

/// The names of a function's callers; "a table" where it is called indirectly.
fn callers(module: &Module, id: FunctionId) -> Vec<String> {
    let mut callers = Vec::new();
    for (caller, local) in module.funcs.iter_local() {
        let mut calls = Calls { id, is_caller: false };
        dfs_in_order(&mut calls, local, local.entry_block());
        if calls.is_caller {
            callers.push(module.funcs.get(caller).name.clone().unwrap_or_default());
        }
    }
    for element in module.elements.iter() {
        if matches!(&element.items, ElementItems::Functions(all) if all.contains(&id)) {
            callers.push("a table".into());
        }
    }
    callers
}

struct Calls {
    id: FunctionId,
    is_caller: bool,
}

impl Visitor<'_> for Calls {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.is_caller |= *function == self.id;
    }
}

/// Replaces the body of a function that writes a value: it writes nothing and returns `Ok`.
fn return_ok(module: &mut Module, id: FunctionId) {
    let ty = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
    if results != [ValType::I32] {
        return;
    }
    let args = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    builder.func_body().i32_const(0);
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
}

/// Replaces the body of a function that returns a text: it writes an empty one to the result's address (capacity,
/// address, length).
fn return_empty_text(module: &mut Module, id: FunctionId) {
    let ty = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (ty.params().to_vec(), ty.results().to_vec());
    let Some(memory) = module.memories.iter().next().map(walrus::Memory::id) else { return };
    if params != [ValType::I32; 3] || !results.is_empty() {
        return;
    }
    let args: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
    let mut body = builder.func_body();
    for (offset, value) in [(0, 0), (4, 1), (8, 0)] {
        let target = MemArg { align: 4, offset };
        body.local_get(args[0]).i32_const(value).store(memory, StoreKind::I32 { atomic: false }, target);
    }
    module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(args));
}

/// Clears the table of lower-case letters (pairs of a letter and its lower-case form) if no code contains an address in
/// it. Zeros take no room once they are compressed.
fn clear_lowercase_letters(module: &mut Module) {
    let beginning: Vec<u8> = [0xC0_u32, 0xE0, 0xC1, 0xE1, 0xC2, 0xE2].into_iter().flat_map(u32::to_le_bytes).collect();
    let mut found = None;
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(base)), .. } = data.kind else { continue };
        let at = data.value.windows(beginning.len()).position(|window| window == beginning);
        found = found.or(at.map(|at| (data.id(), at, base)));
    }
    let Some((id, at, base)) = found else { return };
    let length = table_length(&module.data.get(id).value[at..]);
    let start = i64::from(base) + i64::try_from(at).unwrap_or(i64::MAX);
    // A reader may count from a bit before its beginning.
    let mut addresses =
        AddressSearch { from: start - 16, to: start + i64::try_from(length).unwrap_or(0), is_found: false };
    for (_, local) in module.funcs.iter_local() {
        dfs_in_order(&mut addresses, local, local.entry_block());
    }
    if !addresses.is_found {
        module.data.get_mut(id).value[at..at + length].fill(0);
    }
}

/// Replaces the paths of the standard library's files by spaces, which take no room once they are compressed. A panic in one of
/// them is told by its message; those of our own code keep theirs.
fn clear_library_paths(data: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = data[at..].windows(7).position(|window| window == b"/rustc/") {
        at += found;
        match library_path(&data[at..]) {
            Some(length) => data[at..at + length].fill(b' '),
            None => at += 1,
        }
    }
}

/// The length of the path of a file of the standard library at the beginning of these bytes, if there is one.
fn library_path(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(3).take(160).position(|window| window == b".rs")? + 3;
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/_.".contains(byte);
    let in_library = bytes.get(47..).is_some_and(|rest| rest.starts_with(b"/library/"));
    (in_library && bytes[..end].iter().all(is_path)).then_some(end)
}

/// The length of the table in bytes: its letters increase.
fn table_length(bytes: &[u8]) -> usize {
    let letters = bytes.chunks_exact(8).map(|pair| u32::from_le_bytes([pair[0], pair[1], pair[2], pair[3]]));
    let mut last = 0;
    let increasing = letters.take_while(|letter| {
        let increases = *letter > last && char::from_u32(*letter).is_some();
        last = *letter;
        increases
    });
    increasing.count() * 8
}

/// Whether any number in the code is an address in a range.
struct AddressSearch {
    from: i64,
    to: i64,
    is_found: bool,
}

impl Visitor<'_> for AddressSearch {
    fn visit_const(&mut self, number: &Const) {
        let number = match number.value {
            Value::I32(number) => i64::from(number),
            Value::I64(number) => number,
            _ => return,
        };
        self.is_found |= (self.from..self.to).contains(&number);
    }

    fn visit_load(&mut self, load: &walrus::ir::Load) {
        self.is_found |= i64::try_from(load.arg.offset).is_ok_and(|offset| (self.from..self.to).contains(&offset));
    }
}

#[cfg(test)]
mod tests {
    use walrus::{FunctionBuilder, FunctionId, Module, ValType};

    use super::{ALLOWED_CALLER, LOWER, clear_library_paths, table_length, without};

    /// A module with a function that writes a value, one that lower-cases, and a caller with this name.
    fn module(caller: &str) -> Vec<u8> {
        let mut module = Module::default();
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let mut add = |name: &str, params: &[ValType], results: &[ValType], calls: Option<FunctionId>| {
            let args: Vec<_> = params.iter().map(|param| module.locals.add(*param)).collect();
            let mut builder = FunctionBuilder::new(&mut module.types, params, results);
            builder.name(name.to_owned());
            let mut body = builder.func_body();
            if let Some(called) = calls {
                body.i32_const(1).i32_const(2).i32_const(3).call(called);
            }
            body.unreachable();
            let id = builder.finish(args, &mut module.funcs);
            module.exports.add(name, id);
            id
        };
        let three = [ValType::I32; 3];
        add("_RNvXsh_NtCs_4core3fmteNtB5_5Debug3fmt", &three, &[ValType::I32], None);
        let lower = add(&format!("_RNvMs3_NtCs_{LOWER}"), &three, &[], None);
        add(caller, &[], &[], Some(lower));
        module.emit_wasm()
    }

    /// How many functions still end with the original `unreachable`.
    fn untouched(wasm: &[u8]) -> usize {
        let module = Module::from_buffer(wasm).unwrap();
        let ends = |local: &walrus::LocalFunction| {
            let last = local.block(local.entry_block()).instrs.last().map(|(last, _)| last.is_unreachable());
            last == Some(true)
        };
        module.funcs.iter_local().filter(|(_, local)| ends(local)).count()
    }

    #[test]
    fn debug_writers_are_emptied_and_lower_casing_only_if_nothing_else_calls_it() {
        let panics = module(&format!("_ZN3yew10dom_bundle5utils{ALLOWED_CALLER}17h0E"));
        assert_eq!((untouched(&panics), untouched(&without(&panics).unwrap())), (3, 1));
        let ours = module("porch_widget::shown");
        assert_eq!((untouched(&ours), untouched(&without(&ours).unwrap())), (3, 2));
    }

    #[test]
    fn only_the_paths_of_the_standard_library_are_cleared() {
        let path = format!("/rustc/{}/library/core/src/str/mod.rs", "5".repeat(40));
        let mut data = format!("src/wire.rs{path}called{path}{path}.rs/rustc/short").into_bytes();
        clear_library_paths(&mut data);
        let spaces = " ".repeat(path.len());
        assert_eq!(data, format!("src/wire.rs{spaces}called{spaces}{spaces}.rs/rustc/short").into_bytes());
    }

    #[test]
    fn a_table_ends_where_its_letters_no_longer_increase() {
        let pairs = |pairs: &[(u32, u32)]| {
            pairs.iter().flat_map(|(a, b)| [a.to_le_bytes(), b.to_le_bytes()]).flatten().collect()
        };
        let table: Vec<u8> = pairs(&[(0xC0, 0xE0), (0x100, 0x101), (0x1_E900, 0x1_E922), (5, 7), (9, 9)]);
        assert_eq!(table_length(&table), 24);
        assert_eq!(table_length(&pairs(&[(0xC0, 0xE0), (u32::MAX, 0)])), 8);
        assert_eq!(table_length(&[]), 0);
    }
}
