//! `zopa mcp`: the table, or a folder of texts and cases, for programs that speak the Model Context Protocol over standard input
//! and output.

mod analyst;
mod http;
mod join;
mod seal;
mod told;

use std::path::PathBuf;

use clap::Args;
use rmcp::{ServerHandler, ServiceExt as _};

use crate::arguments::Audience;
use crate::exit::{Ending, Failure};

/// What a program is let in with.
#[derive(Debug, Args)]
pub(crate) struct Mcp {
    /// Sit at a table: this file holds the link of a seat or of a mediator, and a passphrase. It is never given as an argument
    #[arg(long, value_name = "FILE", conflicts_with_all = ["folder", "audience"])]
    join: Option<PathBuf>,
    /// Work on the texts and cases of this folder, and on no other
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Whom the program may see with: items of cases beyond this are hidden from it
    #[arg(long = "for", value_enum, value_name = "AUDIENCE", default_value = "public")]
    audience: Audience,
}

/// Speaks with the program until it closes standard input.
pub(crate) fn run(arguments: &Mcp) -> Result<Ending, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::usage(format!("cannot start: {error}"), "free some memory, and try again"))?;
    let ended = match &arguments.join {
        Some(file) => runtime.block_on(async { speak(join::Bridge::open(file).await?).await }),
        None => {
            let analyst = analyst::Analyst::new(arguments.folder.as_deref(), crate::answer::audience_of(arguments.audience))?;
            runtime.block_on(speak(analyst))
        }
    };
    // A line of standard input that is still being waited for must not keep the process.
    runtime.shutdown_background();
    ended
}

async fn speak(handler: impl ServerHandler) -> Result<Ending, Failure> {
    let lost = |_| Failure::usage("the program at the other end does not speak MCP", "start it with a client: see docs/mcp.md");
    let running = handler.serve(rmcp::transport::stdio()).await.map_err(lost)?;
    running.waiting().await.map_err(|_| Failure::usage("the conversation broke off", "start it again"))?;
    Ok(Ending::Done)
}
