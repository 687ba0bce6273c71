//! How many files and connections the system lets this process have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::bounds::Bounds;

/// What is kept for the database, its readers, the listeners and the requests that are answered at once.
const KEPT: u64 = 128;

/// Raises the limit to the most that the system allows without asking, and returns it; none is no limit.
pub fn raise() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return limit.current;
    }
    // What cannot be raised stays as it is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    getrlimit(Resource::Nofile).current
}

/// Takes no more connections than there can be files, and fewer streams than connections, so that requests, and whoever asks
/// whether the server lives, still get one. Says so where that is less than was meant.
pub fn fit(bounds: &mut Bounds, limit: Option<u64>) {
    let Some(limit) = limit else { return };
    let connections = usize::try_from(limit.saturating_sub(KEPT)).unwrap_or(usize::MAX).max(32);
    bounds.connections = bounds.connections.min(connections);
    let streams = connections / 4 * 3;
    if streams < bounds.streams {
        let needed = (bounds.streams as u64).div_ceil(3) * 4 + KEPT;
        tracing::warn!(
            limit,
            streams,
            "the system lets this process open few files, so that fewer pages can listen at once than the {} that are \
             meant: raise the limit to {needed} (LimitNOFILE= of the unit, or ulimit -n)",
            bounds.streams
        );
        bounds.streams = streams;
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, fit};

    #[test]
    fn streams_leave_room_for_requests_and_the_database() {
        let connections = |limit| {
            let mut bounds = Bounds::default();
            fit(&mut bounds, limit);
            bounds.connections
        };
        assert_eq!([Some(256), Some(10), None].map(connections), [128, 32, Bounds::default().connections]);
        for (limit, streams) in
            [(Some(256), 96), (Some(10), 24), (Some(1_024), 672), (Some(65_536), 20_000), (None, 20_000)]
        {
            let mut bounds = Bounds::default();
            fit(&mut bounds, limit);
            assert_eq!(bounds.streams, streams, "{limit:?}");
        }
    }
}
