//! The one integration test binary: what a user sees of the program from outside.

#![allow(clippy::unwrap_used, reason = "a test that can not go on has failed")]

mod cli;
mod run;
