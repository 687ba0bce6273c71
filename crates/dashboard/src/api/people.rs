//! The calls about people.

use porch_protocol::Status;
use porch_protocol::people::{BanPerson, Banned, EndBan, People, PersonComments, PersonHistory};

use super::{Result, get, post, url_encoded};

/// A count of a person's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counted {
    /// Their own comments of a status.
    Own(Status),
    /// Comments of others that they reported.
    Reported,
}

/// The authors: a part of their name, the order, and whether only banned ones.
pub(crate) async fn people(find: &str, order: &str, banned: bool, after: Option<&str>) -> Result<People> {
    let (find, after) = (url_encoded(find), url_encoded(after.unwrap_or_default()));
    get(&format!("/v1/host/people?find={find}&order={order}&banned={banned}&after={after}")).await
}

/// A person's history.
pub(crate) async fn person(id: &str) -> Result<PersonHistory> {
    get(&format!("/v1/host/people/{}", url_encoded(id))).await
}

/// The comments of one count.
pub(crate) async fn counted(id: &str, counted: Counted, after: Option<&str>) -> Result<PersonComments> {
    let which = match counted {
        Counted::Own(status) => format!("status={}", status.word()),
        Counted::Reported => "reported=true".into(),
    };
    let (id, after) = (url_encoded(id), url_encoded(after.unwrap_or_default()));
    get(&format!("/v1/host/people/{id}/comments?{which}&after={after}")).await
}

/// The bans.
pub(crate) async fn bans() -> Result<Vec<Banned>> {
    get("/v1/host/bans").await
}

/// Bans a person.
pub(crate) async fn ban(ban: &BanPerson) -> Result<Vec<Banned>> {
    post("/v1/host/bans", ban).await
}

/// Lifts a ban.
pub(crate) async fn end_ban(end: &EndBan) -> Result<()> {
    post("/v1/host/bans/end", end).await
}
