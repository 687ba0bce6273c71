//! The calls about pages: what is up on them, and how fast their talk goes.

use porch_protocol::conversation::{AnswerNeeded, ConversationAround};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::search::{SearchPart, SearchResults};
use porch_protocol::thread_controls::{ClosePage, PageControls, PageControlsList, PauseReplies, SetPageControls};
use porch_protocol::{CommentId, CommentPosted, EditComment, ThreadId, Tree, WithdrawComment};

use super::{Result, call, get, json, patch, post, put, quoted};
use crate::review::list_filters::{Filter, ListQuery};

/// What is up, of one page or of all: the part of it that is asked for, in its order.
pub(crate) async fn up_now(
    thread: Option<ThreadId>,
    asked: &ListQuery,
    after: Option<&str>,
) -> Result<PublishedComments> {
    let thread = thread.map(|thread| format!("&thread={thread}")).unwrap_or_default();
    let ListQuery { order, filter: Filter { page, age, .. }, choices, .. } = asked;
    let (order, page) = (order.word(), quoted(page.as_deref().unwrap_or_default()));
    let after = quoted(after.unwrap_or_default());
    get(&format!("/v1/host/comments?order={order}&page={page}&age={age}&choices={choices}&after={after}{thread}")).await
}

/// Comments, people and pages that have a few words: 2 to 100 characters; or one part of those, and more of it.
pub(crate) async fn search(find: &str, part: Option<SearchPart>) -> Result<SearchResults> {
    let part = part.map(|part| format!("&part={}", part.word())).unwrap_or_default();
    get(&format!("/v1/host/search?find={}{part}", quoted(find))).await
}

/// One comment, wherever it stands.
pub(crate) async fn comment(id: CommentId) -> Result<TeamComment> {
    get(&format!("/v1/host/comments/{id}")).await
}

/// The conversation around one.
pub(crate) async fn around(id: CommentId) -> Result<ConversationAround> {
    get(&format!("/v1/host/comments/{id}/around")).await
}

/// What words will look like. Nothing is stored.
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

/// Edits one's own words. The key makes a second press count once.
pub(crate) async fn edit(key: &str, id: CommentId, edit: &EditComment) -> Result<CommentPosted> {
    call("PATCH", &format!("/v1/host/comments/{id}"), Some(key), Some(json(edit)?)).await
}

/// Takes one's own words back.
pub(crate) async fn withdraw(key: &str, id: CommentId, withdrawal: &WithdrawComment) -> Result<CommentPosted> {
    call("DELETE", &format!("/v1/host/comments/{id}"), Some(key), Some(json(withdrawal)?)).await
}

/// Says whether one needs an answer.
pub(crate) async fn answer_needed(id: CommentId, needed: bool) -> Result<()> {
    put(&format!("/v1/host/comments/{id}/answer-needed"), &AnswerNeeded { needed }).await
}

/// Lets its branch cool down, or ends that.
pub(crate) async fn cool(id: CommentId, cool: &PauseReplies) -> Result<TeamComment> {
    put(&format!("/v1/host/comments/{id}/cooling"), cool).await
}

/// The pages with a part of an address or title.
pub(crate) async fn pages(find: &str, after: Option<&str>) -> Result<PageControlsList> {
    get(&format!("/v1/host/pages?find={}&after={}", quoted(find), quoted(after.unwrap_or_default()))).await
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
pub(crate) async fn set_pace(thread: ThreadId, set: &SetPageControls) -> Result<PageControls> {
    patch(&format!("/v1/host/pages/{thread}"), set).await
}
