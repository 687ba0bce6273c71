//! The API over a real socket and a real database. One file for each thing that people rely on.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod arrival;
mod attacks;
mod authenticator;
mod bounds;
mod caching;
mod carried;
#[path = "../cases/mod.rs"]
mod cases;
mod cooling;
mod crowds;
mod decisions;
mod desk;
mod doors;
mod flood;
mod hidden;
mod host;
mod house;
mod http2;
mod imported;
mod judge;
mod judges;
mod learning;
mod lists;
mod live;
mod matrix;
mod moderation;
mod pace;
mod passkeys;
mod people;
mod plugs;
mod posting;
mod proof;
mod reading;
mod rooms;
mod rush;
mod serving;
mod strangers;
mod talk;
mod team;
mod ten_thousand;
mod tenants;
mod twins;
mod two_houses;
mod up_now;
#[path = "../wait/mod.rs"]
mod wait;
mod welcome;
