//! Tests of the codes on the wire.

use crate::{Cause, DeliveryFailure, PatternFault, Problem, StorageFault};

#[test]
fn each_code_is_read_as_it_is_written() {
    for cause in Cause::examples() {
        let json = serde_json::to_string(&cause).unwrap();
        assert_eq!(serde_json::from_str::<Cause>(&json).unwrap(), cause, "{json}");
    }
    for failure in DeliveryFailure::examples() {
        let json = serde_json::to_string(&failure).unwrap();
        assert_eq!(serde_json::from_str::<DeliveryFailure>(&json).unwrap(), failure, "{json}");
    }
    let faults = PatternFault::ALL.map(|fault| serde_json::to_string(&fault).unwrap());
    assert_eq!(faults.map(|fault| serde_json::from_str::<PatternFault>(&fault).unwrap()), PatternFault::ALL);
    let faults = StorageFault::ALL.map(|fault| serde_json::to_string(&fault).unwrap());
    assert_eq!(faults.map(|fault| serde_json::from_str::<StorageFault>(&fault).unwrap()), StorageFault::ALL);
}

#[test]
fn a_code_has_its_values_beside_it() {
    let json = |cause: &Cause| serde_json::to_string(cause).unwrap();
    assert_eq!(json(&Cause::TooManyBans { most: 7 }), r#"{"code":"too-many-bans","most":7}"#);
    let failure = DeliveryFailure::Status { status: 500 };
    let unreachable = r#"{"code":"address-unreachable","failure":{"code":"status","status":500}}"#;
    assert_eq!(json(&Cause::AddressUnreachable { failure }), unreachable);
}

#[test]
fn a_cause_of_a_later_version_leaves_the_problem_readable() {
    let read = |cause: &str| {
        let json = format!(r#"{{"title":"No.","status":422,"code":"setting-invalid"{cause}}}"#);
        serde_json::from_str::<Problem>(&json).unwrap().cause
    };
    assert_eq!(read(""), None);
    assert_eq!(read(r#","cause":null"#), None);
    assert_eq!(read(r#","cause":{"code":"new","some":{"value":[1]}}"#), Some(Cause::Unknown));
    assert_eq!(read(r#","cause":{"code":"too-many-bans","most":"many"}"#), Some(Cause::Unknown));
    assert_eq!(read(r#","cause":"a sentence""#), Some(Cause::Unknown));
    assert_eq!(read(r#","cause":{"code":"too-many-bans","most":7}"#), Some(Cause::TooManyBans { most: 7 }));
}
