//! The `briefpress` command.

mod cli;

/// A build makes millions of small values on several threads; `docs/decisions/0008` has what this saves.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
