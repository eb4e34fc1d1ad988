//! The server from outside, without a port: what it does, what it refuses, and what nobody may learn from it.

mod classes;
mod harness;
mod isolation;
mod keeping;
mod programs;
mod sittings;
mod workbench;
