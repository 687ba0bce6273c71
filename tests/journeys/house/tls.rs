//! https for a journey: an authority that vouches for made-up names, and guards who speak TLS in front of a server.

use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, PublicKeyData};
use sha2::{Digest, Sha256};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// A certificate authority that lives as long as a journey, and the one certificate that it signed.
pub(crate) struct Authority {
    /// The hash of its public key, as browsers take it.
    pub(crate) fingerprint: String,
    /// The signed certificate and its authority's, and the key, as the files that servers read.
    pub(crate) certificate: String,
    pub(crate) key: String,
    config: Arc<ServerConfig>,
}

impl Authority {
    /// Founds an authority that vouches for these names.
    pub(crate) fn found(names: &[&str]) -> Self {
        let key = KeyPair::generate().unwrap();
        let fingerprint = STANDARD.encode(Sha256::digest(key.subject_public_key_info()));
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).unwrap();
        let issuer = Issuer::new(params, key);
        let leaf_key = KeyPair::generate().unwrap();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let leaf = CertificateParams::new(names).unwrap().signed_by(&leaf_key, &issuer).unwrap();
        let certificate = format!("{}{}", leaf.pem(), root.pem());
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![leaf.der().clone(), root.der().clone()],
                PrivatePkcs8KeyDer::from(leaf_key.serialize_der()).into(),
            )
            .unwrap();
        Self { fingerprint, certificate, key: leaf_key.serialize_pem(), config: Arc::new(config) }
    }
}

/// Ends TLS, and passes everything on.
pub(crate) struct Guard {
    pub(crate) port: u16,
    to: Arc<Mutex<String>>,
    standing: JoinHandle<()>,
}

impl Guard {
    /// Stands in front of an address.
    pub(crate) async fn stand(authority: &Authority, to: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let to = Arc::new(Mutex::new(to.to_owned()));
        let (acceptor, target) = (TlsAcceptor::from(Arc::clone(&authority.config)), Arc::clone(&to));
        let standing = tokio::spawn(async move {
            while let Ok((caller, _)) = listener.accept().await {
                let (acceptor, target) = (acceptor.clone(), target.lock().unwrap().clone());
                tokio::spawn(async move {
                    let mut caller = acceptor.accept(caller).await?;
                    let mut server = TcpStream::connect(target).await?;
                    copy_bidirectional(&mut caller, &mut server).await
                });
            }
        });
        Self { port, to, standing }
    }

    pub(crate) fn leads_to(&self, address: &str) {
        address.clone_into(&mut self.to.lock().unwrap());
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.standing.abort();
    }
}
