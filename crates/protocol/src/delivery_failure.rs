//! Why a delivery failed, as a code with values.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// Why a webhook or a spam service did not take what was sent.
    pub enum DeliveryFailure {
        /// No URL, or not one of a web server.
        AddressMalformed,
        /// The address contains a user name or a password.
        AddressCredentials,
        /// Not `https` on port 443, and the operator has listed no network.
        AddressPort,
        /// The address is in a network that is not open to everybody.
        ClosedNetwork,
        /// The name cannot be looked up.
        NameNotFound,
        /// The connection was refused or broke.
        NoConnection,
        /// There is no trusted TLS connection.
        NoTls,
        /// The answer is not HTTP.
        NotHttp,
        /// There was no answer in time.
        Timeout,
        /// The answer had a status that is not a success.
        Status {
            /// The status.
            status: u16 = 503
        },
        /// The receiver says that it is gone: 410.
        Gone,
        /// The answer cannot be understood.
        Unreadable,
        /// The service does not accept the key.
        KeyRefused,
        /// Too many requests are under way.
        Busy,
        /// The service takes a harmless sentence for spam or abuse.
        FalseAlarm,
    }
}
