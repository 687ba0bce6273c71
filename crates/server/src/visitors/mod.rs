//! The client of a request: its address, its guest cookie, how often and how many at once. Knows no request handler.

pub mod access_tokens;
pub mod client_address;
pub mod concurrency;
pub mod mail_codes;
pub mod rate_limits;
pub mod request_classes;
pub mod search_mark;
pub mod sign_in_codes;
mod token_bucket;
pub mod visitor_cookie;
