//! The number of files and connections that the system allows this process to have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::server_limits::ServerLimits;

/// Reserved for the database, its readers, the listeners and the requests that are being answered.
const RESERVED: u64 = 128;

/// Raises the limit to the most that the system allows without privileges, and returns it; none is no limit.
pub fn raise() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    if limit.current == limit.maximum {
        return limit.current;
    }
    // What cannot be raised stays as it is.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    getrlimit(Resource::Nofile).current
}

/// Readers with live updates at a time: with fewer, the operator gets advice. Nearly no site has so many at a time.
const ENOUGH: usize = 2_000;

/// Lowers the number of connections to the limit of open files, and that of streams below it, so that requests and
/// health checks still get a connection. Returns advice for the operator where the limit is low.
pub fn fit(bounds: &mut ServerLimits, limit: Option<u64>) -> Option<String> {
    let limit = limit?;
    let connections = usize::try_from(limit.saturating_sub(RESERVED)).unwrap_or(usize::MAX).max(32);
    bounds.connections = bounds.connections.min(connections);
    let streams = connections / 4 * 3;
    if streams < bounds.streams {
        let needed = (bounds.streams as u64).div_ceil(3) * 4 + RESERVED;
        bounds.streams = streams;
        return (streams < ENOUGH).then(|| {
            format!(
                "only {streams} readers at a time see new comments appear by themselves; others see them when they load \
                 the page again. The system lets Porch have {limit} files and connections open. To allow more readers, \
                 raise that to {needed}: `LimitNOFILE={needed}` in the systemd unit, or `ulimit -n {needed}` before \
                 `porch serve`"
            )
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{ServerLimits, fit};

    #[test]
    fn streams_leave_room_for_requests_and_the_database() {
        let connections = |limit| {
            let mut bounds = ServerLimits::default();
            let _ = fit(&mut bounds, limit);
            bounds.connections
        };
        assert_eq!([Some(256), Some(10), None].map(connections), [128, 32, ServerLimits::default().connections]);
        for (limit, streams) in [
            (Some(256), 96),
            (Some(10), 24),
            (Some(1_024), 672),
            (Some(20_000), 14_904),
            (Some(65_536), 20_000),
            (None, 20_000),
        ] {
            let mut bounds = ServerLimits::default();
            let advice = fit(&mut bounds, limit);
            assert_eq!(bounds.streams, streams, "{limit:?}");
            assert_eq!(advice.is_some(), streams < 2_000, "{limit:?}: {advice:?}");
        }
    }
}
