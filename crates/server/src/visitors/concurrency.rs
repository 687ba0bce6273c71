//! Limits of what is active at once, in all and of one network: one client that is slow on purpose must not use up
//! everything.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::client_address::{ClientAddress, Network};

/// Counts active permits.
#[derive(Debug)]
pub struct Concurrency {
    most: usize,
    most_of_network: usize,
    taken: AtomicUsize,
    of_network: Mutex<HashMap<Network, usize>>,
}

/// The right to be active; dropping it frees its share.
#[derive(Debug)]
pub struct Permit {
    limiter: Arc<Concurrency>,
    from: Option<ClientAddress>,
    size: usize,
}

/// Why there is no permit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Full {
    /// The limit of all is reached.
    All,
    /// The limit of the network, or of a wider one around it, is reached.
    Network,
}

impl Concurrency {
    /// A limit of `most` in all, and of `most_of_network` for one network. A wider network around it has a higher
    /// limit, but less than the sum of those inside. Both are at least one.
    pub fn new(most: usize, most_of_network: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            most_of_network: most_of_network.max(1),
            taken: AtomicUsize::new(0),
            of_network: Mutex::default(),
        })
    }

    /// Takes a permit of size one. Without an address it counts for no network.
    pub fn acquire(self: &Arc<Self>, from: Option<ClientAddress>) -> Result<Permit, Full> {
        self.acquire_sized(from, 1)
    }

    /// Takes a permit of this size.
    pub fn acquire_sized(self: &Arc<Self>, from: Option<ClientAddress>, size: usize) -> Result<Permit, Full> {
        // Made first: when a check below fails, dropping it gives back what was counted.
        let mut permit = Permit { limiter: self.clone(), from: None, size };
        if self.taken.fetch_add(size, Ordering::Relaxed).saturating_add(size) > self.most {
            return Err(Full::All);
        }
        if let Some(from) = from {
            let mut of_network = self.of_network.lock().unwrap_or_else(PoisonError::into_inner);
            let fits = |(network, width): (Network, super::client_address::Width)| {
                let own = u32::try_from(self.most_of_network).unwrap_or(u32::MAX);
                let most = usize::try_from(width.limit(own)).unwrap_or(usize::MAX);
                of_network.get(&network).copied().unwrap_or_default().saturating_add(size) <= most
            };
            if !from.networks().all(fits) {
                return Err(Full::Network);
            }
            for (network, _) in from.networks() {
                *of_network.entry(network).or_default() += size;
            }
            permit.from = Some(from);
        }
        Ok(permit)
    }

    /// The size of all active permits.
    pub fn active(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.limiter.taken.fetch_sub(self.size, Ordering::Relaxed);
        let Some(from) = self.from else { return };
        let mut of_network = self.limiter.of_network.lock().unwrap_or_else(PoisonError::into_inner);
        for (network, _) in from.networks() {
            if let Some(count) = of_network.get_mut(&network) {
                *count = count.saturating_sub(self.size);
                if *count == 0 {
                    of_network.remove(&network);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, Concurrency, Full};

    fn from(text: &str) -> ClientAddress {
        ClientAddress(text.parse().unwrap())
    }

    #[test]
    fn permits_are_limited_in_all_and_for_one_network() {
        let limiter = Concurrency::new(4, 2);
        let [home, away, far] = ["203.0.113.1", "203.0.113.2", "203.0.113.3"].map(|text| Some(from(text)));
        let mut inside: Vec<_> = [home, home, away].map(|network| limiter.acquire(network).unwrap()).into();
        assert_eq!(limiter.acquire(home).err(), Some(Full::Network));
        inside.push(limiter.acquire(away).unwrap());
        assert_eq!(limiter.acquire(far).err(), Some(Full::All));
        assert_eq!(limiter.acquire(None).err(), Some(Full::All));
        assert_eq!(limiter.active(), 4);
        inside.remove(0);
        assert_eq!(limiter.acquire(away).err(), Some(Full::Network));
        inside.push(limiter.acquire(home).unwrap());
        drop(inside);
        assert_eq!(limiter.active(), 0);
        assert!(limiter.of_network.lock().unwrap().is_empty(), "a network without permits is removed");
    }

    #[test]
    fn one_customer_line_with_many_networks_is_limited_as_a_whole() {
        let limiter = Concurrency::new(1_000, 4);
        let enter = |address: String| limiter.acquire(Some(from(&address))).ok();
        let line: Vec<_> = (0..64).filter_map(|number| enter(format!("2001:db8:1:2{number:02x}::1"))).collect();
        assert_eq!(line.len(), 8, "of one /56");
        let block: Vec<_> = (0..64).filter_map(|number| enter(format!("2001:db8:1:{number:02x}00::1"))).collect();
        assert_eq!(line.len() + block.len(), 10, "of one /48");
        assert!(enter("2001:db8:2::1".into()).is_some());
        drop((line, block));
        assert_eq!(limiter.active(), 0);
        assert!(enter("2001:db8:1:200::1".into()).is_some());
    }

    #[test]
    fn a_large_permit_counts_by_its_size() {
        let limiter = Concurrency::new(100, 50);
        let one = limiter.acquire_sized(Some(from("203.0.113.1")), 40).unwrap();
        assert_eq!(limiter.acquire_sized(Some(from("203.0.113.1")), 11).err(), Some(Full::Network));
        assert_eq!(limiter.acquire_sized(Some(from("203.0.113.2")), 61).err(), Some(Full::All));
        let _other = limiter.acquire_sized(Some(from("203.0.113.2")), 50).unwrap();
        assert_eq!(limiter.active(), 90);
        drop(one);
        assert!(limiter.acquire_sized(Some(from("203.0.113.1")), 50).is_ok());
    }
}
