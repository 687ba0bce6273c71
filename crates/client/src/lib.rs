//! The client of the API, for the widget and the dashboard: the endpoints with the types of their requests and
//! responses, and one request by the browser's `fetch`.
#![forbid(unsafe_code)]

pub mod call;
pub mod endpoint;
pub mod endpoints;
pub mod object;

pub use call::Call;
pub use endpoint::Endpoint;
pub use object::{object, optional_text};
