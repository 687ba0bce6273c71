//! Room for so many at once, and for so many of one network: one that is slow on purpose must not take all of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::client_address::{ClientAddress, Network};

/// Counts who is in.
#[derive(Debug)]
pub struct Concurrency {
    most: usize,
    most_of_network: usize,
    taken: AtomicUsize,
    of_network: Mutex<HashMap<Network, usize>>,
}

/// Somebody who is in; dropping it frees the place.
#[derive(Debug)]
pub struct Permit {
    places: Arc<Concurrency>,
    from: Option<ClientAddress>,
    size: usize,
}

/// Why somebody did not get in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Full {
    /// There is no room for anybody.
    All,
    /// Their network has its share, or a wider one around it.
    Network,
}

impl Concurrency {
    /// Room for `most`, of which one network takes `most_of_network`, and a wider one around it more, but not all that its
    /// networks could; both are at least one.
    pub fn new(most: usize, most_of_network: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            most_of_network: most_of_network.max(1),
            taken: AtomicUsize::new(0),
            of_network: Mutex::default(),
        })
    }

    /// Takes a place. Without an address it counts for nobody's share.
    pub fn enter(self: &Arc<Self>, from: Option<ClientAddress>) -> Result<Permit, Full> {
        self.enter_with(from, 1)
    }

    /// Takes as much room as `size` says.
    pub fn enter_with(self: &Arc<Self>, from: Option<ClientAddress>, size: usize) -> Result<Permit, Full> {
        // Made first, so that a refusal below gives back what was taken.
        let mut place = Permit { places: self.clone(), from: None, size };
        if self.taken.fetch_add(size, Ordering::Relaxed).saturating_add(size) > self.most {
            return Err(Full::All);
        }
        if let Some(from) = from {
            let mut of_network = self.of_network.lock().unwrap_or_else(PoisonError::into_inner);
            let fits = |(network, width): (Network, super::client_address::Width)| {
                let own = u32::try_from(self.most_of_network).unwrap_or(u32::MAX);
                let most = usize::try_from(width.room(own)).unwrap_or(usize::MAX);
                of_network.get(&network).copied().unwrap_or_default().saturating_add(size) <= most
            };
            if !from.networks().all(fits) {
                return Err(Full::Network);
            }
            for (network, _) in from.networks() {
                *of_network.entry(network).or_default() += size;
            }
            place.from = Some(from);
        }
        Ok(place)
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.places.taken.fetch_sub(self.size, Ordering::Relaxed);
        let Some(from) = self.from else { return };
        let mut of_network = self.places.of_network.lock().unwrap_or_else(PoisonError::into_inner);
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
    fn there_is_room_for_so_many_and_for_so_many_of_one_network() {
        let places = Concurrency::new(4, 2);
        let [home, away, far] = ["203.0.113.1", "203.0.113.2", "203.0.113.3"].map(|text| Some(from(text)));
        let mut inside: Vec<_> = [home, home, away].map(|network| places.enter(network).unwrap()).into();
        assert_eq!(places.enter(home).err(), Some(Full::Network));
        inside.push(places.enter(away).unwrap());
        assert_eq!(places.enter(far).err(), Some(Full::All));
        assert_eq!(places.enter(None).err(), Some(Full::All));
        assert_eq!(places.taken(), 4);
        inside.remove(0);
        assert_eq!(places.enter(away).err(), Some(Full::Network));
        inside.push(places.enter(home).unwrap());
        drop(inside);
        assert_eq!(places.taken(), 0);
        assert!(places.of_network.lock().unwrap().is_empty(), "nobody is remembered who has left");
    }

    #[test]
    fn one_line_with_many_networks_takes_no_more_than_a_wider_share() {
        let places = Concurrency::new(1_000, 4);
        let enter = |address: String| places.enter(Some(from(&address))).ok();
        let line: Vec<_> = (0..64).filter_map(|number| enter(format!("2001:db8:1:2{number:02x}::1"))).collect();
        assert_eq!(line.len(), 8, "of one /56");
        let block: Vec<_> = (0..64).filter_map(|number| enter(format!("2001:db8:1:{number:02x}00::1"))).collect();
        assert_eq!(line.len() + block.len(), 10, "of one /48");
        assert!(enter("2001:db8:2::1".into()).is_some());
        drop((line, block));
        assert_eq!(places.taken(), 0);
        assert!(enter("2001:db8:1:200::1".into()).is_some());
    }

    #[test]
    fn what_is_large_takes_more_room() {
        let places = Concurrency::new(100, 50);
        let one = places.enter_with(Some(from("203.0.113.1")), 40).unwrap();
        assert_eq!(places.enter_with(Some(from("203.0.113.1")), 11).err(), Some(Full::Network));
        assert_eq!(places.enter_with(Some(from("203.0.113.2")), 61).err(), Some(Full::All));
        let _other = places.enter_with(Some(from("203.0.113.2")), 50).unwrap();
        assert_eq!(places.taken(), 90);
        drop(one);
        assert!(places.enter_with(Some(from("203.0.113.1")), 50).is_ok());
    }
}
