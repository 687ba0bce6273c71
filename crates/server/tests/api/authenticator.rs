//! An authenticator made of software, which can also be made to lie.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody is there, and it was made sure who.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const NEW_CREDENTIAL: u8 = 64;

/// One credential of one device. What is public may be changed, to lie.
pub(crate) struct Authenticator {
    key: EcdsaKeyPair,
    pub(crate) id: Vec<u8>,
    pub(crate) user: Vec<u8>,
    pub(crate) relying_party: String,
    pub(crate) origin: String,
    pub(crate) verifies: bool,
    pub(crate) counter: u32,
}

impl Authenticator {
    /// Makes a credential as `options` ask, on a page of `origin`.
    pub(crate) fn new(options: &str, origin: &str) -> Self {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).unwrap();
        let random = SystemRandom::new();
        Self {
            key: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap(),
            id: uuid::Uuid::new_v4().as_bytes().to_vec(),
            user: URL_SAFE_NO_PAD.decode(options["user"]["id"].as_str().unwrap()).unwrap(),
            relying_party: options["rp"]["id"].as_str().unwrap().into(),
            origin: origin.into(),
            verifies: true,
            counter: 0,
        }
    }

    /// What a browser sends of a new credential.
    pub(crate) fn registers(&self, options: &str) -> String {
        let mut data = self.data(NEW_CREDENTIAL);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // A COSE key (RFC 9053): EC2, ES256, P-256, x and y.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..65]);
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x59");
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        let response = json!({
            "clientDataJSON": coded(&self.client_data("webauthn.create", options)),
            "attestationObject": coded(&object),
            "transports": ["internal"],
        });
        self.credential(&response)
    }

    /// What a browser sends when somebody signs in.
    pub(crate) fn signs(&mut self, options: &str) -> String {
        self.counter += 1;
        let (data, client) = (self.data(0), self.client_data("webauthn.get", options));
        let signed = [data.as_slice(), &Sha256::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        let response = json!({
            "clientDataJSON": coded(&client),
            "authenticatorData": coded(&data),
            "signature": coded(signature.as_ref()),
            "userHandle": coded(&self.user),
        });
        self.credential(&response)
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.relying_party).to_vec();
        data.push(flags | PRESENT | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &str) -> Vec<u8> {
        let options: Value = serde_json::from_str(options).unwrap();
        let data = json!({
            "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false
        });
        data.to_string().into_bytes()
    }

    fn credential(&self, response: &Value) -> String {
        let id = coded(&self.id);
        let credential = json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform", "response": response,
            "clientExtensionResults": {},
        });
        credential.to_string()
    }
}

fn coded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
