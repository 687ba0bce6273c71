//! An endpoint of the API.

use std::marker::PhantomData;

/// An endpoint: its method, its path, and the types of what is sent to it and of its response. Every error is a
/// [`porch_protocol::Problem`].
#[derive(Debug)]
pub struct Endpoint<Body, Response> {
    /// `GET`, `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// The path, with a name in braces for each of its variable parts.
    pub path: &'static str,
    types: PhantomData<fn(Body) -> Response>,
}

impl<Body, Response> Endpoint<Body, Response> {
    pub(crate) const fn new(method: &'static str, path: &'static str) -> Self {
        Self { method, path, types: PhantomData }
    }
}

/// An endpoint without its types: their names as in the `OpenAPI` document, or none where nothing is sent or returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Description {
    /// As in [`Endpoint`].
    pub method: &'static str,
    /// As in [`Endpoint`].
    pub path: &'static str,
    /// The type of the body.
    pub body: &'static str,
    /// The type of the response.
    pub response: &'static str,
}

/// Declares endpoints: their documentation, name, method and path, the type of their body if they have one, and that of
/// their response. `ALL` describes each of them, for the test that compares them with the server.
macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident = $method:ident $path:literal, $body:ty => $response:ty;)*) => {
        $($(#[$doc])* pub const $name: Endpoint<$body, $response> = Endpoint::new(stringify!($method), $path);)*

        /// All endpoints.
        pub const ALL: &[Description] = &[$(Description {
            method: stringify!($method),
            path: $path,
            body: stringify!($body),
            response: stringify!($response),
        }),*];
    };
}
pub(crate) use endpoints;
