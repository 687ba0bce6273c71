//! The measured systems: one entry each, and nothing about a peer anywhere else.

use serde_json::{Value, json};

use super::corpus::CorpusComment;

/// The origin of the pages that embed a conversation.
pub(crate) const PAGES: &str = "http://127.0.0.1:8800";

/// A request; `{n}` stands for a number used once.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    /// A text that every good response contains; if empty, the status decides.
    pub(crate) good: &'static str,
}

/// A comment system that is embedded in pages. Functions take the path of a page, as `/page-100.html`.
pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// What a site's owner pastes.
    pub(crate) snippet: fn(&Addresses, &str) -> String,
    /// CSS of the first comment's text and of the composer; `>>>` steps into a shadow root.
    pub(crate) first: &'static str,
    pub(crate) composer: &'static str,
    /// The request that loads a thread.
    pub(crate) read: fn(&Addresses, &str) -> Call,
    /// The request that posts a comment: the comment, and the id of its parent.
    pub(crate) post: fn(&Addresses, &str, &CorpusComment, Option<&Value>) -> Call,
    /// The new comment's id in the response.
    pub(crate) id: fn(&Value) -> Value,
}

/// The addresses of the servers, without trailing slashes.
pub(crate) struct Addresses {
    pub(crate) porch: String,
    pub(crate) isso: String,
    pub(crate) isso_behind_gzip: String,
}

impl Addresses {
    pub(crate) fn with_porch(porch: &str) -> Self {
        Self {
            porch: porch.to_owned(),
            isso: "http://127.0.0.1:8801".into(),
            isso_behind_gzip: "http://127.0.0.1:8811".into(),
        }
    }
}

/// Porch itself.
pub(crate) const PORCH: Peer = Peer {
    name: "Porch",
    snippet: |at, _| {
        let porch = &at.porch;
        format!("<script type=\"module\" src=\"{porch}/v1/embed.js\"></script>\n<porch-thread></porch-thread>")
    },
    first: "porch-thread >>> [id^=porch-c-] p",
    composer: "porch-thread >>> textarea",
    read: |at, page| Call {
        method: "GET",
        url: format!("{}/v1/sites/{}/fragment?page={PAGES}{page}", at.porch, crate::server::SITE),
        headers: vec![("origin", PAGES.into()), ("accept-encoding", "br".into())],
        body: String::new(),
        good: "",
    },
    post: |at, page, comment, parent| {
        let mut body = json!({ "page": format!("{PAGES}{page}"), "name": comment.name, "body": comment.text });
        if let Some(parent) = parent {
            body["parent"] = parent.clone();
        }
        Call {
            method: "POST",
            url: format!("{}/v1/sites/{}/comments", at.porch, crate::server::SITE),
            headers: vec![
                ("content-type", "application/json".into()),
                ("origin", PAGES.into()),
                ("idempotency-key", "0123456789abcdef01234567-{n}".into()),
            ],
            body: body.to_string(),
            good: "\"id\":",
        }
    },
    id: |answer| answer["comment"]["id"].clone(),
};

/// Isso 0.14, with gunicorn, moderation and guard switched off.
pub(crate) const ISSO: Peer = Peer {
    name: "Isso",
    snippet: |at, page| isso_snippet(&at.isso, page),
    first: ".isso-comment[id] .isso-text",
    composer: "#isso-thread textarea.isso-textarea",
    read: |at, page| Call {
        method: "GET",
        url: format!("{}/?uri={page}&nested_limit=5&sort=oldest", at.isso),
        headers: vec![("origin", PAGES.into())],
        body: String::new(),
        good: "",
    },
    post: |at, page, comment, parent| {
        let body = json!({
            "author": comment.name, "email": "reader@example.org", "website": "", "text": comment.text, "title": "Article",
            "parent": parent,
        });
        Call {
            method: "POST",
            url: format!("{}/new?uri={page}", at.isso),
            headers: vec![("content-type", "application/json".into()), ("origin", PAGES.into())],
            body: body.to_string(),
            good: "\"id\":",
        }
    },
    id: |answer| answer["id"].clone(),
};

/// The same Isso behind a proxy that compresses, as a careful operator runs it.
pub(crate) const ISSO_BEHIND_GZIP: Peer =
    Peer { name: "Isso, gzip", snippet: |at, page| isso_snippet(&at.isso_behind_gzip, page), ..ISSO };

/// A page without a conversation: the cost of the page itself.
pub(crate) const PLAIN: Peer =
    Peer { name: "plain", snippet: |_, _| String::new(), first: "h1", composer: "h1", ..ISSO };

fn isso_snippet(server: &str, page: &str) -> String {
    format!(
        "<script data-isso=\"{server}/\" src=\"{server}/js/embed.min.js\" async></script>\
         <section id=\"isso-thread\" data-isso-id=\"{page}\"></section>"
    )
}
