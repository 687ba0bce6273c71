//! The arguments of `porch welcome`.

use porch_protocol::WelcomeWords;
use porch_server::control::error::CommandError;
use porch_server::control::prompt_and_rules::SetWelcome;
use porch_server::control::socket::ControlClient;

/// Sets the opening question and up to three rules. Without either, lists those that are set.
#[derive(clap::Args)]
pub(super) struct WelcomeCommand {
    /// The site. Needed only if there is more than one.
    #[arg(long)]
    site: Option<String>,
    /// Only on this page: its address or key.
    #[arg(long)]
    page: Option<String>,
    /// The opening question; "" for none.
    #[arg(long)]
    question: Option<String>,
    /// A rule. Repeat for more, "" for none at all. All of them are replaced.
    #[arg(long)]
    rule: Vec<String>,
    /// In whose name, like "Marta".
    #[arg(long)]
    by: Option<String>,
    /// The page uses the site's question and rules again.
    #[arg(long, requires = "page", conflicts_with_all = ["question", "rule", "by"])]
    as_site: bool,
}

pub(super) async fn welcome(client: &mut ControlClient, command: WelcomeCommand) -> Result<String, CommandError> {
    let WelcomeCommand { site, page, question, rule, by, as_site } = command;
    let site = client.site(site).await?;
    let words = WelcomeWords { question, rules: (!rule.is_empty()).then_some(rule), by };
    client.command("/welcome", Some(&SetWelcome { site, page, words, as_site })).await
}
