//! The `briefpress` command.

fn main() {}
