//! A user's file of events: read or refused, never a panic.

#![no_main]

use dateline::Resources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let _ = Resources::with(&[], Some(("own.toml", source)));
});
