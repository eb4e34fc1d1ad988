//! The formats of the field in JSON, YAML and text: what files mean, what is refused and why, and that what is written reads
//! back. All files here are of our own making.

mod cases;
mod fixture;
mod meaning;
mod refusals;
mod robustness;
mod round_trip;
