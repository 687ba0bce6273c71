//! The calls about people.

use porch_protocol::Status;
use porch_protocol::people::{BanPerson, Banned, EndBan, People, PersonComments, PersonHistory};

use super::{Result, get, post, quoted};

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counted {
    /// Their own comments that stand there.
    Own(Status),
    /// Comments of others that they reported.
    Reported,
}

/// Those who wrote: a part of their name, who comes first, and only those whom a ban meets.
pub(crate) async fn people(find: &str, order: &str, banned: bool, after: Option<&str>) -> Result<People> {
    let (find, after) = (quoted(find), quoted(after.unwrap_or_default()));
    get(&format!("/v1/host/people?find={find}&order={order}&banned={banned}&after={after}")).await
}

/// All that is known of somebody.
pub(crate) async fn person(id: &str) -> Result<PersonHistory> {
    get(&format!("/v1/host/people/{}", quoted(id))).await
}

/// The comments that one of somebody's counts counts.
pub(crate) async fn counted(id: &str, counted: Counted, after: Option<&str>) -> Result<PersonComments> {
    let which = match counted {
        Counted::Own(status) => format!("status={}", status.word()),
        Counted::Reported => "reported=true".into(),
    };
    let (id, after) = (quoted(id), quoted(after.unwrap_or_default()));
    get(&format!("/v1/host/people/{id}/comments?{which}&after={after}")).await
}

/// Who is asked to stay away.
pub(crate) async fn bans() -> Result<Vec<Banned>> {
    get("/v1/host/bans").await
}

/// Asks somebody to stay away.
pub(crate) async fn ban(ban: &BanPerson) -> Result<Vec<Banned>> {
    post("/v1/host/bans", ban).await
}

/// Lets somebody write again.
pub(crate) async fn end_ban(end: &EndBan) -> Result<()> {
    post("/v1/host/bans/end", end).await
}
