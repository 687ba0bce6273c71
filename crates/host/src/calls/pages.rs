//! The calls about pages: what is up on them, and how fast their talk goes.

use porch_protocol::pace::{CoolBranch, PagePace, PagePaces, SetPace};
use porch_protocol::up_now::{MetComment, UpNow};
use porch_protocol::{CommentId, ThreadId};

use super::{Result, get, patch, put, quoted};

/// What is up, of one page or of all.
pub(crate) async fn up_now(thread: Option<ThreadId>, after: Option<&str>) -> Result<UpNow> {
    let thread = thread.map(|thread| format!("&thread={thread}")).unwrap_or_default();
    get(&format!("/v1/host/comments?after={}{thread}", quoted(after.unwrap_or_default()))).await
}

/// One comment, wherever it stands.
pub(crate) async fn comment(id: CommentId) -> Result<MetComment> {
    get(&format!("/v1/host/comments/{id}")).await
}

/// Lets its branch cool down, or ends that.
pub(crate) async fn cool(id: CommentId, cool: &CoolBranch) -> Result<MetComment> {
    put(&format!("/v1/host/comments/{id}/cooling"), cool).await
}

/// The pages with a part of an address or title.
pub(crate) async fn pages(find: &str, after: Option<&str>) -> Result<PagePaces> {
    get(&format!("/v1/host/pages?find={}&after={}", quoted(find), quoted(after.unwrap_or_default()))).await
}

/// One page.
pub(crate) async fn page(thread: ThreadId) -> Result<PagePaces> {
    get(&format!("/v1/host/pages?thread={thread}")).await
}

/// Closes, opens or slows a page.
pub(crate) async fn set_pace(thread: ThreadId, set: &SetPace) -> Result<PagePace> {
    patch(&format!("/v1/host/pages/{thread}"), set).await
}
