//! The addresses that a preview listens at.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::ServeError;
use super::answer::answer;
use super::events::{EVENTS, follow};
use super::holder::holder_of;
use super::http::{Connections, HEAD_TIME, Hosts, literal, serve_connection};
use super::stage::Stage;

/// A connection needs little more than the head of a request.
const STACK: usize = 256 * 1024;

/// How often another free port is looked for where one is free on one of the two addresses only.
const ATTEMPTS: usize = 20;

/// The addresses that are listened at, all with one port.
#[derive(Debug)]
pub struct Listening {
    listeners: Vec<TcpListener>,
    hosts: Hosts,
    address: String,
    head_time: Duration,
}

impl Listening {
    /// Takes a port at the loopback addresses, or at another one; with port 0, one that is free.
    pub fn at(host: Option<IpAddr>, port: u16) -> Result<Self, ServeError> {
        let listeners = match host {
            Some(host) => vec![listen(host, port)?],
            None => listen_at_loopback(port)?,
        };
        let local = |listener: &TcpListener| listener.local_addr().map(|address| address.port());
        let port = match listeners.first().map(local) {
            Some(Ok(port)) => port,
            Some(Err(error)) => return Err(ServeError::Listen("localhost".to_owned(), error)),
            None => {
                return Err(ServeError::Listen("localhost".to_owned(), ErrorKind::AddrNotAvailable.into()));
            }
        };
        let name = match host {
            Some(host) if !host.is_loopback() && !host.is_unspecified() => literal(host),
            _ => "localhost".to_owned(),
        };
        Ok(Self {
            listeners,
            hosts: Hosts::new(port, host),
            address: format!("http://{name}:{port}"),
            head_time: HEAD_TIME,
        })
    }

    /// The address to open, without a slash at its end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Gives whoever connects another time to ask.
    #[cfg(test)]
    pub(super) fn with_head_time(self, head_time: Duration) -> Self {
        Self { head_time, ..self }
    }

    /// Answers from now on.
    pub(super) fn serve(self, stage: &Arc<Stage>, root: &Path) -> Result<(), ServeError> {
        let root: Arc<str> = root.to_string_lossy().replace('\\', "/").into();
        let connections = Arc::new(Connections::new(self.head_time));
        for listener in self.listeners {
            let reception = Reception {
                stage: Arc::clone(stage),
                connections: Arc::clone(&connections),
                hosts: self.hosts.clone(),
                root: Arc::clone(&root),
            };
            let accept = move || {
                for stream in listener.incoming() {
                    match stream {
                        Ok(stream) => reception.receive(stream),
                        // No file is left to open, perhaps: time for connections to end.
                        Err(_) => thread::sleep(Duration::from_millis(20)),
                    }
                }
            };
            thread::Builder::new().name("listener".to_owned()).spawn(accept).map_err(ServeError::Thread)?;
        }
        Ok(())
    }
}

/// What every connection needs.
#[derive(Clone)]
struct Reception {
    stage: Arc<Stage>,
    connections: Arc<Connections>,
    hosts: Hosts,
    root: Arc<str>,
}

impl Reception {
    /// Answers in a thread of its own. Whom there is no place for is turned away.
    fn receive(&self, stream: TcpStream) {
        let Some(place) = Connections::enter(&self.connections, &stream) else { return };
        let this = self.clone();
        let talk = move || {
            let Self { stage, hosts, root, .. } = &this;
            // A client that goes away in the middle is no failure.
            let _ = serve_connection(stream, &place, hosts, |request, stream| {
                if request.path == EVENTS {
                    follow(stage, request, hosts, stream)
                } else {
                    Ok(Some(answer(stage, request, root)))
                }
            });
        };
        // Without a thread the connection ends here.
        let _ = thread::Builder::new().stack_size(STACK).spawn(talk);
    }
}

/// Both loopback addresses with one port. Many machines have no IPv6; those do without.
fn listen_at_loopback(port: u16) -> Result<Vec<TcpListener>, ServeError> {
    for _ in 0..ATTEMPTS {
        let first = listen(Ipv4Addr::LOCALHOST.into(), port)?;
        let taken = first.local_addr().map_or(port, |address| address.port());
        match listen(Ipv6Addr::LOCALHOST.into(), taken) {
            Ok(second) => return Ok(vec![first, second]),
            Err(ServeError::PortTaken(..)) if port == 0 => {}
            Err(error @ ServeError::PortTaken(..)) => return Err(error),
            Err(_) => return Ok(vec![first]),
        }
    }
    Err(ServeError::Listen("localhost".to_owned(), ErrorKind::AddrInUse.into()))
}

fn listen(address: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    TcpListener::bind(SocketAddr::new(address, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => ServeError::PortTaken(port, holder_of(port)),
        _ => ServeError::Listen(format!("{}:{port}", literal(address)), error),
    })
}
