//! Where every name but the two sites' leads: whoever asks anybody else comes here, and is written down.

use std::sync::{Arc, Mutex};

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A listener that never answers.
pub(crate) struct Canary {
    pub(crate) port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    listening: JoinHandle<()>,
}

impl Canary {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        let listening = tokio::spawn(async move {
            while let Ok((mut caller, _)) = listener.accept().await {
                let mut first = [0; 300];
                let length = caller.read(&mut first).await.unwrap_or_default();
                ears.lock().unwrap().push(String::from_utf8_lossy(&first[..length]).into_owned());
            }
        });
        Self { port, heard, listening }
    }

    /// What callers began to say.
    pub(crate) fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for Canary {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
