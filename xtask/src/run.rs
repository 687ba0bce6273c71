//! `run`: Porch at one address, a small business site at another, and a conversation on its pages.

use std::path::PathBuf;

use anyhow::Context;

use crate::build;
use crate::demo::{self, Demo, Source, port, site};

/// The preferred port of Porch; if it is taken, the next free one.
pub(crate) const PORCH_PORT: u16 = 7979;
/// The preferred port of the business site.
pub(crate) const SITE_PORT: u16 = 8080;

/// Options of `run`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Show the comments of this export instead of the demo's
    #[arg(long, num_args = 2, value_names = ["FORMAT", "FILE"])]
    import: Option<Vec<String>>,
    /// Start with new data, forgetting what was written in earlier runs
    #[arg(long)]
    fresh: bool,
}

impl Options {
    fn source(&self) -> anyhow::Result<Source> {
        match self.import.as_deref() {
            Some([format, file]) => {
                let file = PathBuf::from(file);
                let file = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
                Ok(Source { format: format.clone(), file })
            }
            _ => Ok(Source::bakery()),
        }
    }
}

/// Builds, imports at the first start, and serves until Ctrl-C.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let source = options.source()?;
    let porch = build::for_demo()?;
    let (listener, site_port) = port::listen(SITE_PORT)?;
    // `127.0.0.1` and `localhost` are two sites to a browser, so the embedding is cross-site as in production. Porch
    // has the name, since passkeys need one.
    let origin = format!("http://127.0.0.1:{site_port}");
    let demo = Demo::open(porch, &origin, &source, options.fresh)?;
    let address = format!("localhost:{}", port::free(PORCH_PORT)?);
    tokio::runtime::Runtime::new()?.block_on(async {
        let mut server = demo.serve(&address).await?;
        let site = site::Site { porch: format!("http://{address}"), pages: demo.pages.clone(), changes: None };
        let dashboard = demo.link_into_dashboard()?;
        println!("\n  The business site   {origin}/\n  Porch               http://{address}/");
        println!("  The dashboard       {dashboard}\n                      (this link works once; a new start makes a new one)\n\nCtrl-C stops both.\n");
        tokio::select! {
            result = site::serve(listener, site) => result.context("the business site stopped")?,
            result = server.wait() => anyhow::bail!("the server ended with {}", result?),
            result = demo::wait_for_end() => result?,
        }
        demo::stop(&mut server).await
    })
}
