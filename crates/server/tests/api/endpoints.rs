//! The endpoints that the client declares are the server's: the same method, path and types.

use porch_client::endpoint::Description;
use porch_client::endpoints;
use serde_json::Value;

/// The name of a type in the document: `Vec<…>` for a list, `()` for nothing.
fn name(content: &Value) -> String {
    let schema = &content["application/json"]["schema"];
    let of = |schema: &Value| schema["$ref"].as_str().and_then(|path| path.rsplit('/').next().map(str::to_owned));
    match (of(schema), of(&schema["items"])) {
        (Some(name), _) => name,
        (None, Some(item)) => format!("Vec<{item}>"),
        (None, None) => "()".into(),
    }
}

#[test]
fn every_endpoint_of_the_client_is_the_servers() {
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    for Description { method, path, body, response } in endpoints::ALL {
        let operation = &document["paths"][path][method.to_lowercase()];
        assert!(operation.is_object(), "{method} {path} is no route");
        assert_eq!(name(&operation["requestBody"]["content"]), *body, "what is sent to {method} {path}");
        let responses = operation["responses"].as_object().unwrap();
        let success = responses.iter().find(|(status, _)| status.starts_with('2')).map(|(_, success)| success);
        assert_eq!(name(&success.unwrap()["content"]), *response, "the response of {method} {path}");
    }
}
