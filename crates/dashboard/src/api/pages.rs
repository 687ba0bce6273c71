//! The calls about comments, pages and their thread controls.

use porch_protocol::conversation::{AnswerNeeded, ConversationAround};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::search::{SearchPart, SearchResults};
use porch_protocol::thread_controls::{ClosePage, PageControls, PageControlsList, PauseReplies, SetPageControls};
use porch_protocol::{CommentId, CommentPosted, EditComment, ThreadId, Tree, WithdrawComment};

use super::{Result, call, get, json, patch, post, put, url_encoded};
use crate::review::list_filters::{Filter, ListQuery};

/// The published comments of one page or of all: the part and the order that the query asks for.
pub(crate) async fn published(
    thread: Option<ThreadId>,
    query: &ListQuery,
    after: Option<&str>,
) -> Result<PublishedComments> {
    let thread = thread.map(|thread| format!("&thread={thread}")).unwrap_or_default();
    let ListQuery { order, filter: Filter { page, age, .. }, choices, .. } = query;
    let (order, page) = (order.word(), url_encoded(page.as_deref().unwrap_or_default()));
    let after = url_encoded(after.unwrap_or_default());
    get(&format!("/v1/host/comments?order={order}&page={page}&age={age}&choices={choices}&after={after}{thread}")).await
}

/// Comments, people and pages that contain a text of 2 to 100 characters; or more results of one part.
pub(crate) async fn search(find: &str, part: Option<SearchPart>) -> Result<SearchResults> {
    let part = part.map(|part| format!("&part={}", part.word())).unwrap_or_default();
    get(&format!("/v1/host/search?find={}{part}", url_encoded(find))).await
}

/// One comment of any status.
pub(crate) async fn comment(id: CommentId) -> Result<TeamComment> {
    get(&format!("/v1/host/comments/{id}")).await
}

/// The conversation around a comment.
pub(crate) async fn conversation(id: CommentId) -> Result<ConversationAround> {
    get(&format!("/v1/host/comments/{id}/around")).await
}

/// The preview of a text. Nothing is stored.
pub(crate) async fn preview(words: &str) -> Result<Tree> {
    #[derive(serde::Serialize)]
    struct Words<'a> {
        body: &'a str,
    }
    #[derive(serde::Deserialize)]
    struct Shown {
        body: Tree,
    }
    let path = format!("/v1/sites/{}/preview", super::site());
    Ok(post::<Shown>(&path, &Words { body: words }).await?.body)
}

/// Edits one's own comment. The idempotency key makes a second press count once.
pub(crate) async fn edit(key: &str, id: CommentId, edit: &EditComment) -> Result<CommentPosted> {
    call("PATCH", &format!("/v1/host/comments/{id}"), Some(key), Some(json(edit)?)).await
}

/// Withdraws one's own comment.
pub(crate) async fn withdraw(key: &str, id: CommentId, withdrawal: &WithdrawComment) -> Result<CommentPosted> {
    call("DELETE", &format!("/v1/host/comments/{id}"), Some(key), Some(json(withdrawal)?)).await
}

/// Sets whether a comment needs a reply.
pub(crate) async fn set_answer_needed(id: CommentId, needed: bool) -> Result<()> {
    put(&format!("/v1/host/comments/{id}/answer-needed"), &AnswerNeeded { needed }).await
}

/// Pauses replies to a branch, or resumes them.
pub(crate) async fn pause_replies(id: CommentId, cool: &PauseReplies) -> Result<TeamComment> {
    put(&format!("/v1/host/comments/{id}/cooling"), cool).await
}

/// The pages whose address or title contains a text.
pub(crate) async fn pages(find: &str, after: Option<&str>) -> Result<PageControlsList> {
    get(&format!("/v1/host/pages?find={}&after={}", url_encoded(find), url_encoded(after.unwrap_or_default()))).await
}

/// One page.
pub(crate) async fn page(thread: ThreadId) -> Result<PageControlsList> {
    get(&format!("/v1/host/pages?thread={thread}")).await
}

/// Closes a page by its address, also one without comments.
pub(crate) async fn close(page: &ClosePage) -> Result<PageControls> {
    post("/v1/host/pages", page).await
}

/// Closes, opens or slows a page.
pub(crate) async fn set_page_controls(thread: ThreadId, set: &SetPageControls) -> Result<PageControls> {
    patch(&format!("/v1/host/pages/{thread}"), set).await
}
