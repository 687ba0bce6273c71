//! Taking a comment down, putting it back, letting it in: from the command line.

use axum::Json;
use axum::extract::State;
use porch_protocol::{CommentId, Status};
use serde::{Deserialize, Serialize};

use super::{Said, Sorry};
use crate::App;
use crate::http::comments::ring_thread;
use crate::storage::comments::{Changed, CommentChange, To};

/// What is to be done with a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Verb {
    /// Takes it down.
    Remove,
    /// Puts a removed one back.
    Restore,
    /// Lets a held one in.
    Approve,
}

/// `porch comment remove|restore|approve ID --why …`
#[derive(Serialize, Deserialize)]
pub struct ChangeComment {
    /// What is to be done.
    pub verb: Verb,
    /// Which comment.
    pub id: CommentId,
    /// Why, in words; shown with a removed one.
    pub why: Option<String>,
}

/// Does it.
pub async fn change(State(app): State<App>, Json(asked): Json<ChangeComment>) -> Said {
    let (from, to, kind, done): (&[Status], _, _, _) = match asked.verb {
        Verb::Remove => (&[Status::Published, Status::Held], Status::Removed, "comment_removed", "Removed"),
        Verb::Restore => (&[Status::Removed, Status::Spam], Status::Published, "comment_restored", "Restored"),
        Verb::Approve => (&[Status::Held, Status::SentBack], Status::Published, "comment_approved", "Let in"),
    };
    for site in app.storage.sites().await? {
        let Some(comment) = app.storage.comment(&site.id, asked.id).await? else { continue };
        if to == Status::Published && comment.source.is_empty() {
            return Err(Sorry(format!("the words of {} are gone: there is nothing to show", asked.id)));
        }
        let change = CommentChange {
            site: site.id.clone(),
            id: asked.id,
            by: None,
            version: None,
            from: from.to_vec(),
            to: To::Status(to),
            kind,
            reason: asked.why.clone(),
            now: app.clock.now(),
            key: None,
        };
        return match app.storage.change_comment(change).await? {
            Changed::Done(comment, rev) => {
                ring_thread(&app, &site.id, comment.thread, rev).await;
                Ok(format!("{done} {} by {} on {}.\n", comment.id, comment.name, site.id))
            }
            _ => Err(Sorry(format!("{} is {:?}: this cannot be done with it", asked.id, comment.status))),
        };
    }
    Err(Sorry(format!("there is no comment {}", asked.id)))
}
