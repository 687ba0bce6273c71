//! A mail server that takes whatever comes, and shows the links in it.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::wait::until;

/// Where mail goes in a journey.
pub(crate) struct Postbox {
    /// Its address, as the server's settings have it.
    pub(crate) url: String,
    mails: Arc<Mutex<Vec<String>>>,
}

impl Postbox {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mails = Arc::<Mutex<Vec<String>>>::default();
        let came = Arc::clone(&mails);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(takes(stream, Arc::clone(&came)));
            }
        });
        Self { url, mails }
    }

    /// All mails that are here, as they came.
    pub(crate) fn mails(&self) -> Vec<String> {
        self.mails.lock().unwrap().clone()
    }

    /// Waits for the first mail that has a link with this in it; takes the mail away, and answers the link.
    pub(crate) async fn link_with(&self, part: &str) -> String {
        until("a mail", async || {
            let mut mails = self.mails.lock().unwrap();
            let (place, link) = mails.iter().enumerate().find_map(|(place, mail)| {
                let link = mail.split_whitespace().find(|word| word.starts_with("http") && word.contains(part))?;
                Some((place, link.to_owned()))
            })?;
            mails.remove(place);
            Some(link)
        })
        .await
    }
}

async fn takes(stream: TcpStream, mails: Arc<Mutex<Vec<String>>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 ready\r\n").await.ok()?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let answer: &[u8] = match line.get(..4).unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => b"250-here\r\n250 8BITMIME\r\n",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                let mut raw = Vec::new();
                while !raw.ends_with(b"\r\n.\r\n") {
                    raw.push(stream.read_u8().await.ok()?);
                }
                // Where a line was too long for mail, it is put together again.
                let read = String::from_utf8_lossy(&raw).replace("=\r\n", "").replace("=3D", "=");
                mails.lock().unwrap().push(read);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await.ok()?;
    }
}
