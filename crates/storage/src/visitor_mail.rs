//! The mail addresses of visitors. They are private: no query for strangers names them.

use std::collections::HashMap;

use porch_protocol::Timestamp;

use super::database;
use super::{Result, Storage};

/// The address of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorMail {
    /// As mail is sent there.
    pub address: String,
    /// When it was confirmed; none for one that is not.
    pub confirmed_at: Option<Timestamp>,
    /// The language of mail to it, as a tag.
    pub language: String,
    /// Whether answers are mailed there.
    pub replies: bool,
}

/// The way by which somebody has confirmed a mail address, as a word.
const BY_MAIL: &str = "mail";

impl Storage {
    /// How each of these people has confirmed who they are, as words: `mail`. Those who have confirmed nothing are left out.
    pub async fn confirmed_ways(&self, site: &str, people: &[&str]) -> Result<HashMap<String, Vec<String>>> {
        let rows = database::query(
            "select person_id from visitor_mail where site_id = $1 and confirmed_at is not null
             and person_id in (select atom from json_each($2))",
        );
        let rows = rows.bind(site).bind(serde_json::json!(people).to_string()).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("person_id")?, vec![BY_MAIL.to_owned()]))).collect()
    }

    /// The address of a person of a site.
    pub async fn visitor_mail(&self, site: &str, person: &str) -> Result<Option<VisitorMail>> {
        let row = database::query(
            "select address, confirmed_at, language, replies from visitor_mail where site_id = $1 and person_id = $2",
        );
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(VisitorMail {
                address: row.try_get("address")?,
                confirmed_at: row.maybe_time("confirmed_at")?,
                language: row.try_get("language")?,
                replies: row.boolean("replies")?,
            })
        })
        .transpose()
    }
}
