use std::process::ExitCode;

mod cli;

/// Pages and charts are made of very many small allocations, which this one makes quicker.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
