//! Room for so many at once, and for so many of one network: one that is slow on purpose must not take all of it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Whom a place is counted for.
type Network = [u8; 8];

/// Counts who is in.
#[derive(Debug)]
pub struct Places {
    most: usize,
    most_of_network: usize,
    taken: AtomicUsize,
    of_network: Mutex<HashMap<Network, usize>>,
}

/// Somebody who is in; dropping it frees the place.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    network: Option<Network>,
}

/// Why somebody did not get in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Full {
    /// There is no room for anybody.
    All,
    /// Their network has its share.
    Network,
}

impl Places {
    /// Room for `most`, of which one network takes `most_of_network`; both are at least one.
    pub fn new(most: usize, most_of_network: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            most_of_network: most_of_network.max(1),
            taken: AtomicUsize::new(0),
            of_network: Mutex::default(),
        })
    }

    /// Takes a place. Without a network it counts for nobody's share.
    pub fn enter(self: &Arc<Self>, network: Option<Network>) -> Result<Place, Full> {
        // Made first, so that a refusal below gives back what was taken.
        let mut place = Place { places: self.clone(), network: None };
        if self.taken.fetch_add(1, Ordering::Relaxed) >= self.most {
            return Err(Full::All);
        }
        if let Some(network) = network {
            let mut of_network = self.of_network.lock().unwrap_or_else(PoisonError::into_inner);
            let count = of_network.entry(network).or_default();
            if *count >= self.most_of_network {
                return Err(Full::Network);
            }
            *count += 1;
            place.network = Some(network);
        }
        Ok(place)
    }

    /// How many are taken.
    pub fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.taken.fetch_sub(1, Ordering::Relaxed);
        if let Some(network) = self.network {
            let mut of_network = self.places.of_network.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(count) = of_network.get_mut(&network) {
                *count -= 1;
                if *count == 0 {
                    of_network.remove(&network);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Full, Places};

    #[test]
    fn there_is_room_for_so_many_and_for_so_many_of_one_network() {
        let places = Places::new(4, 2);
        let [home, away, far] = [[1; 8], [2; 8], [3; 8]].map(Some);
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
}
