//! The same conversation on the looks of pages in `demo/site/looks`, on a desktop and on a phone.

use super::{STILL, Shot};

const DESKTOP: Shot = Shot { height: 1_500, ..STILL };
const PHONE: Shot = Shot { width: 390, height: 1_200, ..STILL };

pub(super) const LOOKS: [Shot; 22] = [
    Shot { name: "look-shop", page: "/looks/shop/", ..DESKTOP },
    Shot { name: "look-shop-phone", page: "/looks/shop/", ..PHONE },
    Shot { name: "look-docs", page: "/looks/docs/", ..DESKTOP },
    Shot { name: "look-docs-phone", page: "/looks/docs/", ..PHONE },
    Shot { name: "look-newspaper", page: "/looks/newspaper/", ..DESKTOP },
    Shot { name: "look-newspaper-phone", page: "/looks/newspaper/", ..PHONE },
    Shot { name: "look-cms", page: "/looks/cms/", ..DESKTOP },
    Shot { name: "look-cms-phone", page: "/looks/cms/", ..PHONE },
    Shot { name: "look-small", page: "/looks/small/", ..DESKTOP },
    Shot { name: "look-small-phone", page: "/looks/small/", ..PHONE },
    Shot { name: "look-big", page: "/looks/big/", ..DESKTOP },
    Shot { name: "look-big-phone", page: "/looks/big/", ..PHONE },
    Shot { name: "look-strong", page: "/looks/strong/", ..DESKTOP },
    Shot { name: "look-strong-phone", page: "/looks/strong/", ..PHONE },
    Shot { name: "look-picture", page: "/looks/picture/", ..DESKTOP },
    Shot { name: "look-picture-phone", page: "/looks/picture/", ..PHONE },
    Shot { name: "look-sidebar", page: "/looks/sidebar/", ..DESKTOP },
    Shot { name: "look-sidebar-phone", page: "/looks/sidebar/", ..PHONE },
    Shot { name: "look-right-to-left", page: "/looks/right-to-left/", ..DESKTOP },
    Shot { name: "look-right-to-left-phone", page: "/looks/right-to-left/", ..PHONE },
    Shot { name: "look-plain", page: "/looks/plain/", ..DESKTOP },
    Shot { name: "look-plain-phone", page: "/looks/plain/", ..PHONE },
];
