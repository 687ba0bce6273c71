//! The requests that have a query or more than one caller.

use porch_client::endpoints as to;
use porch_protocol::people::{People, PersonComments, PersonKind};
use porch_protocol::post::{Preview, PreviewComment};
use porch_protocol::published::{PublishedComments, TeamComment};
use porch_protocol::search::{SearchPart, SearchResults};
use porch_protocol::team_api::{HistoryEntry, ReviewQueue, SecondLooks, UnansweredList};
use porch_protocol::thread_controls::PageControlsList;
use porch_protocol::{CommentId, Status, ThreadId};

use super::request::{Request, request, send, site};
use crate::review::list_filters::{Filter, ListQuery};

/// A count of a person's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counted {
    /// Their own comments of a status.
    Own(Status),
    /// Comments of others that they reported.
    Reported,
}

/// The comments to review.
pub(crate) fn review_queue(query: &ListQuery) -> Request<ReviewQueue> {
    filtered(request(&to::REVIEW_QUEUE), query)
}

/// The unanswered comments.
pub(crate) fn unanswered(query: &ListQuery) -> Request<UnansweredList> {
    filtered(request(&to::UNANSWERED), query)
}

fn filtered<T>(request: Request<T>, query: &ListQuery) -> Request<T> {
    let ListQuery { order, filter: Filter { page, reason, age }, rows, choices } = query;
    let request = request.query("order", order.word()).maybe("page", page.as_ref()).maybe("reason", reason.as_ref());
    request.query("age", age).query("rows", rows).query("choices", choices)
}

/// The published comments of one page or of all: the part and the order that the query asks for.
pub(crate) fn published(
    thread: Option<ThreadId>,
    query: &ListQuery,
    after: Option<&str>,
) -> Request<PublishedComments> {
    let ListQuery { order, filter: Filter { page, age, .. }, choices, .. } = query;
    let request = request(&to::PUBLISHED).query("order", order.word()).maybe("page", page.as_ref()).query("age", age);
    request.query("choices", choices).maybe("after", after).maybe("thread", thread)
}

/// Comments, people and pages that contain a text of 2 to 100 characters; or more results of one part.
pub(crate) fn search(find: &str, part: Option<SearchPart>) -> Request<SearchResults> {
    request(&to::SEARCH).query("find", find).maybe("part", part.map(SearchPart::word))
}

/// One comment of any status.
pub(crate) fn comment(id: CommentId) -> Request<TeamComment> {
    request(&to::COMMENT).at(id)
}

/// The preview of a text. Nothing is stored.
pub(crate) fn preview(body: String) -> Request<Preview> {
    send(&to::PREVIEW_COMMENT, &PreviewComment { body }).at(&*site())
}

/// The pages whose address or title contains a text.
pub(crate) fn pages(find: &str, after: Option<&str>) -> Request<PageControlsList> {
    request(&to::PAGES).query("find", find).maybe("after", after)
}

/// One page.
pub(crate) fn page(thread: ThreadId) -> Request<PageControlsList> {
    request(&to::PAGES).query("thread", thread)
}

/// The authors: a part of their name, the order, and whether only banned ones or those of one kind.
pub(crate) fn people(
    find: &str,
    order: &str,
    (banned, kind): (bool, Option<PersonKind>),
    after: Option<&str>,
) -> Request<People> {
    let request = request(&to::PEOPLE).query("find", find).query("order", order);
    request.query("banned", banned).maybe("kind", kind.map(PersonKind::word)).maybe("after", after)
}

/// The comments of one count.
pub(crate) fn counted(id: &str, counted: Counted, after: Option<&str>) -> Request<PersonComments> {
    let request = request(&to::PERSON_COMMENTS).at(id).maybe("after", after);
    match counted {
        Counted::Own(status) => request.query("status", status.word()),
        Counted::Reported => request.query("reported", true),
    }
}

/// The outcomes of second looks: of one outcome or of all, before a sequence number.
pub(crate) fn second_looks(pause: &str, before: Option<i64>) -> Request<SecondLooks> {
    request(&to::SECOND_LOOKS).query("pause", pause).maybe("before", before)
}

/// The history: by one member or all, of one kind of action or all, before a sequence number.
pub(crate) fn history(by: &str, what: &str, before: Option<i64>) -> Request<Vec<HistoryEntry>> {
    request(&to::HISTORY).query("by", by).query("what", what).maybe("before", before)
}
