//! The whole way of a text: no panic, every span where it says, the same rows twice.

#![no_main]

use dateline::{Options, Resources, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let resources = Resources::builtin().expect("data");
    let options = Options { published: jiff::civil::Date::new(2024, 2, 29).ok(), tokens: true, ..Options::default() };
    let report = extract(source, &options, resources);
    let chars: Vec<char> = source.chars().collect();
    let same = |start: u32, end: u32, text: &str| {
        let (start, end) = (start as usize, end as usize);
        assert!(start <= end && end <= chars.len(), "span {start}..{end} of {}", chars.len());
        assert_eq!(chars[start..end].iter().collect::<String>(), text);
    };
    for row in &report.mentions {
        same(row.start, row.end, &row.text);
    }
    for row in &report.events {
        same(row.start, row.end, &row.trigger);
    }
    for row in &report.casualties {
        same(row.start, row.end, &row.text);
    }
    assert_eq!(format!("{report:?}"), format!("{:?}", extract(source, &options, resources)));
});
