//! The calls about people.

use porch_protocol::Status;
use porch_protocol::people::{BanPerson, Banned, EndBan, People, PersonComments, PersonHistory};

use super::{Request, get, post, url_encoded};

/// A count of a person's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Counted {
    /// Their own comments of a status.
    Own(Status),
    /// Comments of others that they reported.
    Reported,
}

/// The authors: a part of their name, the order, and whether only banned ones.
pub(crate) fn people(find: &str, order: &str, banned: bool, after: Option<&str>) -> Request<People> {
    let (find, after) = (url_encoded(find), url_encoded(after.unwrap_or_default()));
    get(&format!("/v1/host/people?find={find}&order={order}&banned={banned}&after={after}"))
}

/// A person's history.
pub(crate) fn person(id: &str) -> Request<PersonHistory> {
    get(&format!("/v1/host/people/{}", url_encoded(id)))
}

/// The comments of one count.
pub(crate) fn counted(id: &str, counted: Counted, after: Option<&str>) -> Request<PersonComments> {
    let which = match counted {
        Counted::Own(status) => format!("status={}", status.word()),
        Counted::Reported => "reported=true".into(),
    };
    let (id, after) = (url_encoded(id), url_encoded(after.unwrap_or_default()));
    get(&format!("/v1/host/people/{id}/comments?{which}&after={after}"))
}

/// The bans.
pub(crate) fn bans() -> Request<Vec<Banned>> {
    get("/v1/host/bans")
}

/// Bans a person.
pub(crate) fn ban(ban: &BanPerson) -> Request<Vec<Banned>> {
    post("/v1/host/bans", ban)
}

/// Lifts a ban.
pub(crate) fn end_ban(end: &EndBan) -> Request<()> {
    post("/v1/host/bans/end", end)
}
