//! Asks through the network.

use std::io::{self, Read as _};
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::reach::is_public;
use super::{Carrier, Method, Response, Trouble};

/// What is said of who asks, so that a host knows whom to turn away.
const USER_AGENT: &str =
    concat!("briefpress/", env!("CARGO_PKG_VERSION"), " (checks the links of a website)");

/// How long an answer may take, with all redirects.
const TIME: Duration = Duration::from_secs(15);

const REDIRECTS: u32 = 5;

/// Most bytes of a file of rules that are read: what RFC 9309 asks for at least.
const RULES: u64 = 500 * 1024;

/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(500);

/// What people write into addresses and browsers replace.
const NEVER_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'^')
    .add(b'\\');

/// The network.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
    pause: Duration,
}

impl Web {
    /// The network as the public reaches it, and hosts (with their port, where it is written) that may be asked though the
    /// public does not.
    pub fn new(allowed: &[String]) -> Self {
        Self::with_patience(allowed, TIME, PAUSE)
    }

    pub(super) fn with_patience(allowed: &[String], time: Duration, pause: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(REDIRECTS)
            .timeout_global(Some(time))
            .user_agent(USER_AGENT)
            // What stands between here and the host would be asked in its place, and asks for anything.
            .proxy(None)
            .build();
        let resolver = Public { allowed: allowed.to_vec(), names: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), pause }
    }
}

impl Carrier for Web {
    fn ask(&self, method: Method, address: &str) -> Response {
        let address = utf8_percent_encode(address, NEVER_IN_ADDRESSES).to_string();
        let sent = match method {
            Method::Head => self.agent.head(&address).call(),
            Method::Get => self.agent.get(&address).call(),
        };
        sent.map(|response| response.status().as_u16()).map_err(trouble)
    }

    fn read(&self, address: &str) -> Result<(u16, String), Trouble> {
        let mut response = self.agent.get(address).call().map_err(trouble)?;
        let mut bytes = Vec::new();
        let reader = response.body_mut().as_reader();
        // What came before the connection broke are rules as well.
        let _ = reader.take(RULES).read_to_end(&mut bytes);
        Ok((response.status().as_u16(), String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn pause(&self, wanted: Duration) {
        std::thread::sleep(self.pause.max(wanted));
    }
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::HostNotFound => Trouble::NoHost,
        Error::Timeout(_) => Trouble::Slow,
        Error::TooManyRedirects => Trouble::Other(format!("it passes on more than {REDIRECTS} times")),
        Error::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => Trouble::Private,
        Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            Trouble::Other("it refuses connections".to_owned())
        }
        Error::Http(_) | Error::BadUri(_) => {
            Trouble::Other("its address is not written as addresses are".to_owned())
        }
        Error::Rustls(error) => Trouble::Other(format!("the connection is not safe: {error}")),
        other => Trouble::Other(format!("the connection failed: {other}")),
    }
}

/// Names to addresses of the public network alone. Every connection asks here, that of a redirect as well.
#[derive(Debug)]
struct Public {
    allowed: Vec<String>,
    names: DefaultResolver,
}

impl Resolver for Public {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Timeout(_) => error,
            _ => Error::HostNotFound,
        })?;
        let is_allowed =
            uri.authority().is_some_and(|host| self.allowed.iter().any(|one| one == host.as_str()));
        if is_allowed {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            Err(io::Error::from(io::ErrorKind::PermissionDenied).into())
        } else {
            Ok(public)
        }
    }
}
