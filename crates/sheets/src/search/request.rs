//! The address of a request.

use js_sys::encode_uri_component;

use super::state::Asked;

/// The query of the address: hits after the first `skip`, as many as the server gives; or only their number.
pub(super) fn query(asked: &Asked, thread: Option<&str>, skip: usize) -> String {
    let mut query = format!("?typing=true&q={}", encode_uri_component(&asked.query).as_string().unwrap_or_default());
    if asked.newest {
        query.push_str("&order=newest");
    }
    if let Some(thread) = thread.filter(|_| asked.this_page) {
        query = format!("{query}&thread={thread}");
    }
    if let Some(year) = asked.year {
        query = format!("{query}&year={year}");
    }
    if skip > 0 {
        query = format!("{query}&offset={skip}");
    }
    query
}
