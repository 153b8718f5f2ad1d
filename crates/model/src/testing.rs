//! What tests of several documents need.

use proptest::prelude::*;
use serde_json::Value;

/// Any JSON whose objects have members of these names.
pub(crate) fn any_json(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        proptest::sample::select(&["2025-01-01", "T2: 7h-11h", "a", "A", "https://xa.example/"][..])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let member = (proptest::sample::select(names).prop_map(str::to_owned), inner.clone());
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(Value::from),
            proptest::collection::vec(member, 0..8).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
