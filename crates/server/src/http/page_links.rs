//! Where the comments of a page are read: on the owner's page, where it has an address, and on the server's own page.

use porch_protocol::{CommentId, Order, ThreadId};

use crate::App;
use porch_domain::page::origin_of;
use porch_storage::sites::Site;
use porch_storage::threads::Thread;

/// The addresses of a page with comments, and of the comments on it.
pub(super) struct PageLinks {
    own: String,
    canonical: String,
}

impl PageLinks {
    /// Those of a thread.
    pub(super) fn of(app: &App, site: &Site, thread: &Thread) -> Self {
        Self::new(app, site, (&thread.page_key, &thread.url), Some(thread.id))
    }

    /// Those of a page with this key and address; it may have no thread yet.
    pub(super) fn new(app: &App, site: &Site, (key, url): (&str, &str), thread: Option<ThreadId>) -> Self {
        let (server, id) = (&app.config.public_url, &site.id);
        let own = if let Some(thread) = thread {
            format!("{server}/c/{id}/{thread}")
        } else {
            let page: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
            format!("{server}/c/{id}?page={page}")
        };
        // The address of a key is only the site's home. A route behind `#` is no page to whoever reads without a script.
        let is_page = !key.starts_with("key:") && !url.contains('#');
        let is_of_site = || origin_of(url).is_some_and(|origin| site.origins.contains(&origin));
        let canonical = if is_page && is_of_site() { url.to_owned() } else { own.clone() };
        Self { own, canonical }
    }

    /// The page that is to be listed and linked: the owner's, where it can be.
    pub(super) fn canonical(&self) -> &str {
        &self.canonical
    }

    /// The server's own page.
    pub(super) fn own(&self) -> &str {
        &self.own
    }

    /// A comment, on the page that is to be linked.
    pub(super) fn comment(&self, id: CommentId) -> String {
        format!("{}#{}", self.canonical, id.anchor())
    }

    /// A comment, on the server's own page. The address says which one also to those who drop what stands behind `#`.
    pub(super) fn own_of_comment(&self, id: CommentId) -> String {
        format!("{}comment={id}", self.with_query())
    }

    /// A part of the server's own page. Only of the first one is there a page of the owner's that shows the same.
    pub(super) fn part(&self, order: Order, after: Option<CommentId>) -> String {
        let order = if order == Order::default() { String::new() } else { format!("&order={}", order.word()) };
        after.map_or_else(|| self.canonical.clone(), |after| format!("{}after={after}{order}", self.with_query()))
    }

    fn with_query(&self) -> String {
        format!("{}{}", self.own, if self.own.contains('?') { '&' } else { '?' })
    }
}
