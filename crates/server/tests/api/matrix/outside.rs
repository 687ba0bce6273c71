//! The rows of what search engines, feed readers and other sites read; told in `outside.rs`.

use super::{Row, get};

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/sites/{site}/include", "page=https://bakery.example/rye", [200; 4]),
        get("/oembed", "url=https://bakery.example/rye%23porch-c-{id}", [200; 4]),
        get("/c/{site}/feed", "", [200; 4]),
        get("/c/{site}/sitemap.xml", "", [200; 4]),
    ]
}
