//! Claims: what others have stored beside a problem, held against what is so.
//!
//! Files of the field carry figures: a largest utility, a frontier, an opposition, a Nash point. They were computed by
//! search, in doubles, or in another meaning of the word, and many are wrong. Each check here says whether a claim holds, in
//! which direction it fails, and which outcome proves it. A printed number stands for all numbers that print the same;
//! how wide that is, is a [`Tolerance`] that whoever reads the file states. Nothing here knows a file format.

mod figure;
mod frontier;
mod maximum;
mod tolerance;
mod window;

pub use figure::{Claimed, Finding, Subject, Verdict, check_answer, check_figure};
pub use frontier::{FrontierFinding, Standing, check_frontier};
pub use maximum::{MaximumVerdict, check_maximum};
pub use tolerance::Tolerance;
