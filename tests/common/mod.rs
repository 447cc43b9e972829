//! What the tests share: texts read with the shipped data.
#![allow(dead_code)] // not every test reads in every way

use dateline::pipeline::{self, Analysis};
use dateline::schema::Report;
use dateline::{Options, Resources};

/// The shipped data.
pub fn resources() -> &'static Resources {
    Resources::builtin().expect("the shipped data reads")
}

/// The report of a text.
pub fn read(text: &str) -> Report {
    dateline::extract(text, &Options::default(), resources())
}

/// The tables of all stages for a text without a date.
pub fn analyse(text: &str) -> Analysis<'_> {
    pipeline::analyse(text, None, resources())
}
