//! A seat or a mediator at a server's table, as the tools of a program here: every call is passed on, with the session that the
//! file holds. The file is read by its owner alone; what is in it is in no argument, address, log or error.

mod pass;

use std::path::Path;

use hyper::Method;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, JsonObject, ListToolsResult, PaginatedRequestParams,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::pass::Pass;
use super::http::Server;
use super::seal;
use super::told::{Refused, response};
use crate::exit::Failure;

/// A program's way to a server.
pub(super) struct Bridge {
    server: Server,
    token: String,
    instructions: String,
}

impl Bridge {
    /// Opens the session that `file` holds, or joins by its link, whose place the session takes.
    pub(super) async fn open(file: &Path) -> Result<Self, Failure> {
        let (server, token) = Pass::read(file)?.session(file).await?;
        let mut bridge = Self { server, token, instructions: String::new() };
        let about =
            json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "zopa mcp", "version": "1" } });
        let begun: Value = bridge.passed_on("initialize", about).await?;
        bridge.instructions = begun["instructions"].as_str().unwrap_or_default().to_owned();
        Ok(bridge)
    }

    /// What the server says to a message.
    async fn passed_on<T: DeserializeOwned>(&self, method: &str, parameters: Value) -> Result<T, Failure> {
        let message = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
        let mut answer = self.server.ask(Method::POST, "/mcp", Some(&self.token), Some(&message)).await?.good()?;
        serde_json::from_value(answer.body["result"].take())
            .map_err(|_| Failure::usage("the server's answer is none", "see whether the server is of the same version"))
    }

    /// Seals a memorandum here, so that the server does not hold it before it is opened.
    async fn seal(&self, given: JsonObject) -> Result<Value, Refused> {
        let call = |name: &str| json!({ "name": name, "arguments": {} });
        let moves: Value = self.passed_on("tools/call", call("moves")).await?;
        let look: Value = self.passed_on("tools/call", call("look")).await?;
        seal::sealed(given, &moves["structuredContent"]["asked"], &look["structuredContent"]["you"])
    }
}

impl ServerHandler for Bridge {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("zopa", env!("CARGO_PKG_VERSION")))
            .with_instructions(self.instructions.clone())
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let listed = self.passed_on::<ListToolsResult>("tools/list", json!({})).await;
        let mut listed = listed.map_err(|failure| ErrorData::internal_error(crate::show::in_words(&failure), None))?;
        if listed.tools.iter().any(|tool| tool.name == "commit") {
            listed.tools.push(seal::tool());
        }
        Ok(ListToolsResult::with_all_items(listed.tools))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let given = request.arguments.unwrap_or_default();
        if request.name == seal::NAME {
            return Ok(response(self.seal(given).await));
        }
        let call = json!({ "name": request.name, "arguments": given });
        match self.passed_on::<CallToolResult>("tools/call", call).await {
            Ok(result) => Ok(result.into()),
            Err(failure) => Ok(response(Err(failure.into()))),
        }
    }
}
