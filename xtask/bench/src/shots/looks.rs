//! The same conversation on pages with various designs in `demo/site/looks`, and on the demo's own pages: on a desktop
//! and on phones.

use super::{Look, STILL, Shot};

const PHONE: Shot = Shot { width: 390, height: 844, ..STILL };
const SMALL: Shot = Shot { width: 320, height: 640, ..STILL };

/// The name of each picture, and its page.
const LOOKS: [(&str, &str); 13] = [
    ("widget-demo", "/rye-bread/"),
    ("widget-ar", "/ar/"),
    ("widget-shop", "/looks/shop/"),
    ("widget-docs", "/looks/docs/"),
    ("widget-newspaper", "/looks/newspaper/"),
    ("widget-cms", "/looks/cms/"),
    ("widget-small", "/looks/small/"),
    ("widget-big", "/looks/big/"),
    ("widget-strong", "/looks/strong/"),
    ("widget-picture", "/looks/picture/"),
    ("widget-sidebar", "/looks/sidebar/"),
    ("widget-right-to-left", "/looks/right-to-left/"),
    ("widget-plain", "/looks/plain/"),
];

pub(super) fn all() -> Vec<Shot> {
    let each = LOOKS.iter().flat_map(|&(name, page)| [STILL, PHONE].map(|shot| Shot { name, page, ..shot }));
    // The demo's own pages follow the system's colour scheme.
    let dark = LOOKS[..2]
        .iter()
        .flat_map(|&(name, page)| [STILL, PHONE, SMALL].map(|shot| Shot { name, page, look: Look::Dark, ..shot }));
    let others = [
        Shot { name: "widget-demo", width: 768, height: 1024, ..STILL },
        Shot { name: "widget-demo", look: Look::Forced, ..STILL },
        Shot { name: "widget-demo", look: Look::Paper, ..STILL },
        Shot { name: "widget-demo", ..SMALL },
        Shot { name: "widget-ar", page: "/ar/", ..SMALL },
        Shot { name: "widget-long", page: "/starter-questions/", ..STILL },
        Shot { name: "widget-long", page: "/starter-questions/", ..PHONE },
    ];
    each.chain(dark).chain(others).collect()
}
