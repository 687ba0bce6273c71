//! Identity providers: how somebody is sent there, and whom a provider says that it was. All requests go through the one
//! client for addresses outside.

mod description;
mod exchange;
mod failure;
mod provider;

use crate::config::providers::ProviderConfig;
use crate::outbound;

pub use failure::Failure;
pub use provider::{Provider, SignInSecrets};

/// The configured providers.
pub struct Providers {
    all: Vec<Provider>,
}

impl Providers {
    /// These providers, who are asked by this client. Its timeout is that of each request.
    pub fn new(all: &[ProviderConfig], outbound: &outbound::Client) -> Self {
        Self { all: all.iter().map(|config| Provider::new(config, outbound)).collect() }
    }

    /// All of them, in the order of the settings.
    pub fn all(&self) -> &[Provider] {
        &self.all
    }

    /// The provider of this id.
    pub fn find(&self, id: &str) -> Option<&Provider> {
        self.all.iter().find(|provider| provider.config.id == id)
    }

    /// The name of a provider, as people know it; its id where the server offers it no more.
    pub fn name(&self, id: String) -> String {
        self.find(&id).map_or(id, |provider| provider.config.name.clone())
    }
}
