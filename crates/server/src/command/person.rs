//! The commands about a person: whose comments became theirs, and undoing that.

use clap::Subcommand;
use porch_server::control::endpoints;
use porch_server::control::error::CommandError;
use porch_server::control::people::{ListMerges, UndoMerge};
use porch_server::control::socket::ControlClient;

#[derive(Subcommand)]
pub(super) enum PersonCommand {
    /// Lists the guests whose comments became a person's.
    Merges(ListMerges),
    /// Undoes such a merge: the comments are again the guest's.
    Unmerge(UndoMerge),
}

/// Runs one of these commands.
pub(super) async fn call(client: &mut ControlClient, command: PersonCommand) -> Result<String, CommandError> {
    match command {
        PersonCommand::Merges(list) => client.command_for_site(endpoints::LIST_MERGES, &list).await,
        PersonCommand::Unmerge(undo) => client.command_for_site(endpoints::UNDO_MERGE, &undo).await,
    }
}
