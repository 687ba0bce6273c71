//! The calls about comments, pages and their thread controls.

use porch_protocol::conversation::{AnswerNeeded, ConversationAround};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::search::{SearchPart, SearchResults};
use porch_protocol::thread_controls::{ClosePage, PageControls, PageControlsList, PauseReplies, SetPageControls};
use porch_protocol::{CommentId, CommentPosted, EditComment, ThreadId, Tree, WithdrawComment};

use super::{Request, Result, as_json, call, get, patch, post, put, url_encoded};
use crate::review::list_filters::{Filter, ListQuery};

/// The published comments of one page or of all: the part and the order that the query asks for.
pub(crate) fn published(
    thread: Option<ThreadId>,
    query: &ListQuery,
    after: Option<&str>,
) -> Request<PublishedComments> {
    let thread = thread.map(|thread| format!("&thread={thread}")).unwrap_or_default();
    let ListQuery { order, filter: Filter { page, age, .. }, choices, .. } = query;
    let (order, page) = (order.word(), url_encoded(page.as_deref().unwrap_or_default()));
    let after = url_encoded(after.unwrap_or_default());
    get(&format!("/v1/host/comments?order={order}&page={page}&age={age}&choices={choices}&after={after}{thread}"))
}

/// Comments, people and pages that contain a text of 2 to 100 characters; or more results of one part.
pub(crate) fn search(find: &str, part: Option<SearchPart>) -> Request<SearchResults> {
    let part = part.map(|part| format!("&part={}", part.word())).unwrap_or_default();
    get(&format!("/v1/host/search?find={}{part}", url_encoded(find)))
}

/// One comment of any status.
pub(crate) fn comment(id: CommentId) -> Request<TeamComment> {
    get(&format!("/v1/host/comments/{id}"))
}

/// The conversation around a comment.
pub(crate) fn conversation(id: CommentId) -> Request<ConversationAround> {
    get(&format!("/v1/host/comments/{id}/around"))
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
pub(crate) fn edit(key: &str, id: CommentId, edit: &EditComment) -> Request<CommentPosted> {
    call("PATCH", &format!("/v1/host/comments/{id}"), Some(key), Some(as_json(edit)))
}

/// Withdraws one's own comment.
pub(crate) fn withdraw(key: &str, id: CommentId, withdrawal: &WithdrawComment) -> Request<CommentPosted> {
    call("DELETE", &format!("/v1/host/comments/{id}"), Some(key), Some(as_json(withdrawal)))
}

/// Sets whether a comment needs a reply.
pub(crate) fn set_answer_needed(id: CommentId, needed: bool) -> Request<()> {
    put(&format!("/v1/host/comments/{id}/answer-needed"), &AnswerNeeded { needed })
}

/// Pauses replies to a branch, or resumes them.
pub(crate) fn pause_replies(id: CommentId, cool: &PauseReplies) -> Request<TeamComment> {
    put(&format!("/v1/host/comments/{id}/cooling"), cool)
}

/// The pages whose address or title contains a text.
pub(crate) fn pages(find: &str, after: Option<&str>) -> Request<PageControlsList> {
    get(&format!("/v1/host/pages?find={}&after={}", url_encoded(find), url_encoded(after.unwrap_or_default())))
}

/// One page.
pub(crate) fn page(thread: ThreadId) -> Request<PageControlsList> {
    get(&format!("/v1/host/pages?thread={thread}"))
}

/// Closes a page by its address, also one without comments.
pub(crate) fn close(page: &ClosePage) -> Request<PageControls> {
    post("/v1/host/pages", page)
}

/// Closes, opens or slows a page.
pub(crate) fn set_page_controls(thread: ThreadId, set: &SetPageControls) -> Request<PageControls> {
    patch(&format!("/v1/host/pages/{thread}"), set)
}
