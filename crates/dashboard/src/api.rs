//! The calls to the server: each endpoint is a name in `to`.

mod queries;
mod request;

pub(crate) use porch_client::endpoints as to;
pub(crate) use queries::{
    Counted, comment, counted, history, page, pages, people, preview, published, review_queue, search, second_looks,
    unanswered,
};
pub(crate) use request::{
    Failure, Request, Result, is_lost, loader_hash, request, save_on_leave, send, set_site, site, take_lost,
};
