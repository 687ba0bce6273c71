//! The whole server as one value: what handlers, commands and tests share.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::{Config, UNKNOWN_PUBLIC_URL};
use crate::identity_providers::Providers;
use crate::install_check::InstallReports;
use crate::live::Live;
use crate::old_builds::OldBuilds;
use crate::outbound;
use crate::passkeys::Passkeys;
use crate::proof_of_work::ProofOfWork;
use crate::read::cache::Cached;
use crate::search_index::NodeIndex;
use crate::site_models::SiteModels;
use crate::smtp::{MailSetupError, Mailer};
use crate::visitors::access_tokens::AccessTokens;
use crate::visitors::concurrency::Concurrency;
use crate::visitors::rate_limits::RateLimits;
use crate::visitors::request_classes::RequestClasses;
use crate::visitors::visitor_cookie::VisitorCookies;
use porch_domain::moderation::campaigns::Campaigns;
use porch_domain::moderation::newcomer_rate::NewcomerRate;
use porch_domain::moderation::repetition::RecentTexts;
use porch_domain::moderation::site_rules::SiteRules;
use porch_storage::database_fault::DatabaseFault;
use porch_storage::meta::Identity;
use porch_storage::private_files;
use porch_storage::sites::Site;
use porch_storage::{OpenError, Storage, StorageError, WriteError};

/// Why a server could not be brought up.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder cannot be made or written.
    #[error("the data folder {0} cannot be used: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// No mail can be sent with these settings.
    #[error(transparent)]
    Mail(#[from] MailSetupError),
    /// Nobody can be asked over HTTPS.
    #[error(transparent)]
    NoTls(#[from] outbound::NoTls),
    /// The database fails.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The database fails.
    #[error("the database failed: {}", .0.explained())]
    Read(#[from] StorageError),
}

impl StartError {
    /// Whether it will be over when there is room on the disk of the data folder.
    pub fn is_full_disk(&self) -> bool {
        match self {
            Self::Folder(_, error) => error.kind() == std::io::ErrorKind::StorageFull,
            Self::Open(error) => matches!(error, OpenError::Full(_)),
            Self::Write(error) => matches!(error, WriteError::Unavailable(DatabaseFault::Full)),
            Self::Mail(_) | Self::NoTls(_) | Self::Read(_) => false,
        }
    }
}

/// A handle to everything. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What an [`App`] is made of.
pub struct Inner {
    /// The checked settings.
    pub config: Config,
    /// The database.
    pub storage: Storage,
    /// What time it is.
    pub clock: Clock,
    /// The database's secret and epoch.
    pub identity: Identity,
    /// What of the database is in memory.
    pub live: Arc<Live>,
    /// What is kept rendered.
    pub cached: Cached,
    /// The tokens of browsers that keep no cookie.
    pub access_tokens: AccessTokens,
    /// Cookies and the people they stand for.
    pub visitor_cookies: VisitorCookies,
    /// Who comes how often.
    pub limits: RateLimits,
    /// Room for requests, class by class.
    pub request_classes: RequestClasses,
    /// Connections of those who come without a proxy of ours.
    pub connections: Arc<Concurrency>,
    /// Bytes of large answers over HTTP/2 that their readers have not taken yet.
    pub bytes_in_flight: Arc<Concurrency>,
    /// The open streams.
    pub streams: Arc<Concurrency>,
    /// Chunks of builds before this one.
    pub old_builds: OldBuilds,
    /// Asks others over HTTP.
    pub outbound: outbound::Client,
    /// Those that visitors may sign in with.
    pub providers: Providers,
    /// Hands mail over; none without a mail server.
    pub mailer: Option<Mailer>,
    /// Ends all streams.
    pub ending: CancellationToken,
    /// The data folder.
    pub folder: PathBuf,
    /// Passkeys, and the ceremonies under way.
    pub passkeys: Passkeys,
    /// What was said in the last day.
    pub recent_texts: RecentTexts,
    /// Where strangers led lately.
    pub campaigns: Campaigns,
    /// What each site's team taught the spam model.
    pub site_models: SiteModels,
    /// How hard newcomers press.
    pub newcomer_rate: NewcomerRate,
    /// Makes the work that they are asked for.
    pub proof_of_work: ProofOfWork,
    /// The pages that sent requests in the last day.
    pub install_reports: InstallReports,
    /// The index of what is published.
    pub search_index: NodeIndex,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Opens `folder`. The caller holds its lock.
    pub async fn open(folder: &Path, mut config: Config, clock: Clock) -> Result<Self, StartError> {
        private_files::folder(folder).map_err(|error| StartError::Folder(folder.into(), error))?;
        private_files::remove_leftovers(folder);
        private_files::restrict(folder);
        let mailer = config.mail.as_ref().map(|(smtp, from)| Mailer::new(smtp, from)).transpose()?;
        let storage = porch_storage::open(folder, config.bounds.connection).await?;
        let identity = storage.identity(fresh_identity()).await?;
        if config.public_url == UNKNOWN_PUBLIC_URL
            && let Some(known) = storage.public_url().await?
        {
            config.public_url = known;
        }
        storage.recount(clock.now()).await?;
        let outbound = outbound::Client::new(&config.outbound_allow, config.bounds.receiver)?;
        let app = Self(Arc::new(Inner {
            live: Live::open(&storage, config.bounds.external_check).await?,
            cached: Cached::default(),
            access_tokens: AccessTokens::new(identity.secret),
            visitor_cookies: VisitorCookies::new(identity.secret, &config.public_path),
            limits: RateLimits::new(config.limits, &clock),
            request_classes: RequestClasses::new(&config.bounds),
            connections: Concurrency::new(config.bounds.connections, config.bounds.connections_of_network),
            bytes_in_flight: Concurrency::new(config.bounds.unsent, config.bounds.unsent_of_network),
            streams: Concurrency::new(config.bounds.streams, config.bounds.streams_of_network),
            old_builds: OldBuilds::open(folder),
            mailer,
            providers: Providers::new(
                &config.providers,
                &outbound.clone().with_timeout(config.bounds.identity_provider),
            ),
            outbound,
            ending: CancellationToken::new(),
            folder: folder.into(),
            passkeys: Passkeys::new(&config.public_url, &identity.secret),
            recent_texts: RecentTexts::default(),
            campaigns: Campaigns::default(),
            site_models: SiteModels::default(),
            newcomer_rate: NewcomerRate::default(),
            proof_of_work: ProofOfWork::new(&identity.secret, config.proof_rounds),
            install_reports: InstallReports::default(),
            search_index: NodeIndex::new(folder, &identity.database_epoch),
            config,
            storage,
            clock,
            identity,
        }));
        match app.storage.clean_addresses().await {
            Ok(0) => {}
            Ok(cleaned) => {
                tracing::info!(
                    cleaned,
                    "addresses of pages that held somebody's token or mail address hold none any more"
                );
            }
            // They can be read all the same. The next start tries it again.
            Err(WriteError::Unavailable(_)) => tracing::warn!("addresses of pages could not be cleaned this time"),
            Err(error) => return Err(error.into()),
        }
        Ok(app)
    }

    /// Whether it can serve; else why not, and what the operator can do.
    pub async fn readiness(&self) -> Result<(), String> {
        if self.ending.is_cancelled() {
            return Err("The server is ending.".into());
        }
        let reads = self.storage.is_ready().await;
        let looked = self.storage.check_files();
        if let Some(trouble) = looked.err().or(self.storage.condition().trouble()) {
            let (what, extent, remedy) = (trouble.sentence(), trouble.extent(reads), trouble.remedy());
            return Err(format!("{what} {extent}\n{remedy}"));
        }
        if !reads {
            return Err("The database cannot be read. The log has the cause.".into());
        }
        Ok(())
    }

    /// A site by its id.
    pub fn site(&self, id: &str) -> Option<Arc<Site>> {
        self.live.sites.site(id)
    }

    /// What a site is called where people read of it; its id where it is gone by now.
    pub fn name_of_site(&self, id: &str) -> String {
        self.site(id).map_or_else(|| id.to_owned(), |site| site.shown_name())
    }

    /// The rules of a site for those who write.
    pub fn rules(&self, site: &str) -> Arc<SiteRules> {
        self.live.sites.rules(site)
    }
}

fn fresh_identity() -> Identity {
    let (a, b) = (uuid::Uuid::new_v4(), uuid::Uuid::new_v4());
    let mut secret = [0; 32];
    secret[..16].copy_from_slice(a.as_bytes());
    secret[16..].copy_from_slice(b.as_bytes());
    let database_epoch = uuid::Uuid::new_v4().simple().to_string();
    // Version bits are fixed in a v4, so the two are hashed into 32 even bytes.
    let secret = <[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest(secret));
    Identity { secret, database_epoch: database_epoch[..8].to_owned() }
}
