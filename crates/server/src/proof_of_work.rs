//! Proof of work: the challenge for a newcomer's browser while many of them come, and the check of its solution.
//!
//! The work is ALTCHA v2 (crate `altcha`, by its makers): find the one counter below a bound whose PBKDF2 key begins as
//! the challenge says. The challenge is signed, so nothing is stored until one is used. Its expiry and its page are in
//! `data`, which is signed with the rest as one canonical JSON: no part can be confused with another. The time is an
//! argument; the crate's own expiry would read the machine's clock.

use porch_domain::verified_proof::VerifiedProof;
use std::collections::BTreeMap;

use altcha::{Challenge, CreateChallengeOptions, Payload, VerifySolutionOptions};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use porch_protocol::Timestamp;
use serde_json::json;

use porch_domain::moderation::newcomer_rate::ProofLevel;

/// How long a challenge is valid, in seconds: writing a comment takes a while, and a longer life only helps robots.
const LIFE: i64 = 600;
/// The most bytes of a proof; ours have about a thousand.
const MOST_BYTES: usize = 4_096;
/// The only action that a challenge is for.
const ACTION: &str = "comment";

/// Makes challenges and checks their solutions.
pub struct ProofOfWork {
    /// The key that signs challenges.
    challenges: String,
    /// The key that signs their solutions, so that checking one costs no work.
    answers: String,
    /// Rounds of PBKDF2 per try.
    rounds: u32,
}

/// The algorithm of a try, and the bound below which the counter lies. Half of the tries are needed on average.
struct Difficulty {
    algorithm: &'static str,
    tries: u32,
}

fn difficulty(level: ProofLevel) -> Option<Difficulty> {
    let (algorithm, tries) = match level {
        ProofLevel::Quiet => return None,
        ProofLevel::Busy => ("PBKDF2/SHA-256", 120),
        ProofLevel::Flood => ("PBKDF2/SHA-256", 480),
        // The hardest for graphics cards that a page may ask of any browser. Memory-hard work would need a WebAssembly
        // module of its own, and comments of newcomers are held at this level anyway.
        ProofLevel::Attack => ("PBKDF2/SHA-512", 480),
    };
    Some(Difficulty { algorithm, tries })
}

impl ProofOfWork {
    /// Keyed by the database's secret. `rounds` is the cost of one try.
    pub fn new(secret: &[u8; 32], rounds: u32) -> Self {
        let key = |of: &str| {
            let key = blake3::derive_key(&format!("porch 2026 proof of difficulty: {of}"), secret);
            blake3::Hash::from_bytes(key).to_hex().to_string()
        };
        Self { challenges: key("challenges"), answers: key("answers"), rounds }
    }

    /// A challenge for a comment on a page; none where the level requires no work. It costs one try to make.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn challenge(
        &self,
        level: ProofLevel,
        (site, page): (&str, &str),
        now: Timestamp,
    ) -> Result<Option<Challenge>, ProofError> {
        let Some(Difficulty { algorithm, tries }) = difficulty(level) else { return Ok(None) };
        let data = [
            ("action", json!(ACTION)),
            ("expires", json!(now.0 / Timestamp::SECOND + LIFE)),
            ("page_mark", json!(page_mark(site, page))),
        ];
        let options = CreateChallengeOptions {
            algorithm: algorithm.into(),
            cost: self.rounds,
            counter: Some(getrandom::u32()? % tries),
            data: Some(data.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>()),
            hmac_signature_secret: Some(self.challenges.clone()),
            hmac_key_signature_secret: Some(self.answers.clone()),
            ..CreateChallengeOptions::default()
        };
        Ok(Some(altcha::create_challenge(options)?))
    }

    /// Whether the challenge was solved, for a comment on this page, in time. Whether it was used before, storage
    /// knows.
    pub fn check(&self, proof: &str, (site, page): (&str, &str), now: Timestamp) -> Option<VerifiedProof> {
        let json = STANDARD.decode(Some(proof).filter(|proof| proof.len() <= MOST_BYTES)?).ok()?;
        let Payload { challenge, solution } = serde_json::from_slice(&json).ok()?;
        let mut options = VerifySolutionOptions::new(&challenge, &solution, &*self.challenges);
        options.hmac_key_signature_secret = Some(self.answers.clone());
        // Without the signed solution the crate would do the work again; ours always have one.
        let ours = challenge.parameters.key_signature.is_some();
        if !ours || !altcha::verify_solution(options).is_ok_and(|result| result.verified) {
            return None;
        }
        let data = challenge.parameters.data?;
        let expected = [("action", ACTION), ("page_mark", &*page_mark(site, page))];
        if expected.iter().any(|(name, value)| data.get(*name).and_then(|found| found.as_str()) != Some(value)) {
            return None;
        }
        let expires_at = Timestamp(data.get("expires")?.as_i64()?.checked_mul(Timestamp::SECOND)?);
        (now < expires_at).then_some(VerifiedProof { challenge: challenge.parameters.nonce, expires_at })
    }
}

/// A hash of site and page in plain letters, whatever letters the page's key has.
fn page_mark(site: &str, page: &str) -> String {
    let mut hash = blake3::Hasher::new();
    for part in [site, page] {
        hash.update(&(part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().to_hex()[..32].to_owned()
}

/// Why there is no challenge.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The system has no randomness.
    #[error("no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The crate refuses the options.
    #[error(transparent)]
    Altcha(#[from] altcha::Error),
}

#[cfg(test)]
mod tests {
    use super::{Payload, ProofLevel, ProofOfWork, STANDARD, Timestamp};
    use altcha::{Challenge, SolveChallengeOptions};
    use base64::Engine;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    const NOW: Timestamp = Timestamp(1_750_000_000_000_000);
    const RYE: (&str, &str) = ("bakery", "bakery.example/rye");

    fn proofs() -> ProofOfWork {
        ProofOfWork::new(&[7; 32], 3)
    }

    fn challenge(proofs: &ProofOfWork, level: ProofLevel) -> Challenge {
        proofs.challenge(level, RYE, NOW).unwrap().unwrap()
    }

    fn solve(challenge: Challenge) -> Value {
        let solution = altcha::solve_challenge(SolveChallengeOptions::new(&challenge)).unwrap().unwrap();
        serde_json::to_value(Payload { challenge, solution }).unwrap()
    }

    fn encode(payload: &Value) -> String {
        STANDARD.encode(payload.to_string())
    }

    #[test]
    fn a_quiet_site_requires_nothing_and_each_level_more() {
        let proofs = proofs();
        assert!(proofs.challenge(ProofLevel::Quiet, RYE, NOW).unwrap().is_none());
        for level in [ProofLevel::Busy, ProofLevel::Flood, ProofLevel::Attack] {
            let proof = encode(&solve(challenge(&proofs, level)));
            assert!(proof.len() < 2_048, "{}", proof.len());
            assert!(proofs.check(&proof, RYE, NOW).is_some(), "{level:?}");
        }
        let tries = [ProofLevel::Busy, ProofLevel::Flood, ProofLevel::Attack]
            .map(|level| super::difficulty(level).unwrap().tries);
        assert_eq!(tries[1], tries[0] * 4);
    }

    #[test]
    fn a_proof_counts_on_its_page_in_its_time_and_under_its_key_only() {
        let proofs = proofs();
        let proof = encode(&solve(challenge(&proofs, ProofLevel::Busy)));
        let done = proofs.check(&proof, RYE, NOW).unwrap();
        assert_eq!(done.expires_at, NOW.plus(600 * Timestamp::SECOND));
        assert_eq!(proofs.check(&proof, RYE, NOW.plus(599 * Timestamp::SECOND)), Some(done));
        assert_eq!(proofs.check(&proof, RYE, NOW.plus(600 * Timestamp::SECOND)), None, "too late");
        assert_eq!(proofs.check(&proof, ("cafe", RYE.1), NOW), None, "another site");
        assert_eq!(proofs.check(&proof, ("bakery", "bakery.example/spelt"), NOW), None, "another page");
        assert_eq!(ProofOfWork::new(&[8; 32], 3).check(&proof, RYE, NOW), None, "another database");
    }

    #[test]
    fn a_challenge_that_was_changed_or_made_by_another_server_counts_for_nothing() {
        let proofs = proofs();
        let original = solve(challenge(&proofs, ProofLevel::Busy));
        let spliced: [(&str, Value); 9] = [
            ("/challenge/parameters/data/expires", json!(9_999_999_999_i64)),
            ("/challenge/parameters/data/page_mark", json!(super::page_mark("cafe", RYE.1))),
            ("/challenge/parameters/data/action", json!("vote")),
            ("/challenge/parameters/cost", json!(1)),
            ("/challenge/parameters/keyPrefix", json!("")),
            ("/challenge/parameters/keySignature", json!(null)),
            ("/challenge/parameters/nonce", json!("00")),
            ("/challenge/signature", json!(null)),
            ("/solution/derivedKey", json!("00")),
        ];
        for (place, value) in spliced {
            let mut payload = original.clone();
            *payload.pointer_mut(place).unwrap() = value;
            assert_eq!(proofs.check(&encode(&payload), ("cafe", RYE.1), NOW), None, "{place}");
            assert_eq!(proofs.check(&encode(&payload), RYE, NOW), None, "{place}");
        }
        // What an official server without a signed solution would make, with a key of the attacker's.
        let own = altcha::create_challenge(altcha::CreateChallengeOptions {
            cost: 1,
            key_prefix: String::new(),
            hmac_signature_secret: Some("mine".into()),
            ..Default::default()
        });
        assert_eq!(proofs.check(&encode(&solve(own.unwrap())), RYE, NOW), None);
    }

    #[test]
    fn the_solution_of_another_challenge_is_refused() {
        let proofs = proofs();
        let (mut one, other) =
            (solve(challenge(&proofs, ProofLevel::Busy)), solve(challenge(&proofs, ProofLevel::Busy)));
        one["solution"] = other["solution"].clone();
        assert_eq!(proofs.check(&encode(&one), RYE, NOW), None);
    }

    proptest! {
        #[test]
        fn what_is_no_proof_is_never_taken_and_breaks_nothing(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let proofs = proofs();
            prop_assert!(proofs.check(&text, RYE, NOW).is_none());
            prop_assert!(proofs.check(&STANDARD.encode(bytes), RYE, NOW).is_none());
        }

        #[test]
        fn one_changed_letter_of_a_challenge_undoes_it(place in 0_usize..1_000, letter in b'0'..=b'9') {
            let proofs = proofs();
            let original = solve(challenge(&proofs, ProofLevel::Busy))["challenge"].to_string();
            let at = place % original.len();
            prop_assume!(original.as_bytes()[at].is_ascii_alphanumeric() && original.as_bytes()[at] != letter);
            let mut changed = original.clone().into_bytes();
            changed[at] = letter;
            let text = format!("{{\"challenge\":{},\"solution\":{{\"counter\":0,\"derivedKey\":\"00\"}}}}", String::from_utf8(changed).unwrap());
            prop_assert!(proofs.check(&STANDARD.encode(text), RYE, NOW).is_none());
        }
    }
}
