//! Heads of requests: what is answered, and what is refused and how.

use super::{Hosts, Part, Request, Response, Status, parse_head, part_of};
use crate::source::{REQUEST_HEADERS_LIMIT, REQUEST_LINE_LIMIT};

fn parsed(head: &str) -> Result<Request, Status> {
    parse_head(head.as_bytes(), &Hosts::new(4000, None))
}

fn get(target: &str) -> Result<Request, Status> {
    parsed(&format!("GET {target} HTTP/1.1\r\nHost: localhost:4000\r\n\r\n"))
}

#[test]
fn hosts_and_origins() {
    let loopback = Hosts::new(4000, None);
    for (host, allowed) in [
        ("localhost:4000", true),
        ("LOCALHOST:4000", true),
        ("127.0.0.1:4000", true),
        ("[::1]:4000", true),
        ("localhost", false),
        ("localhost:80", false),
        ("localhost:04000", false),
        ("localhost.:4000", false),
        ("localhost.evil.example:4000", false),
        ("evil.example:4000", false),
        ("evil.example", false),
        ("127.0.0.1.nip.io:4000", false),
        ("127.0.0.2:4000", false),
        ("192.168.0.1:4000", false),
        ("[::2]:4000", false),
        ("::1:4000", false),
        ("user@localhost:4000", false),
        ("", false),
    ] {
        assert_eq!(loopback.allow(host), allowed, "{host}");
        let answer = parsed(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert_eq!(answer.is_ok(), allowed, "{host}: {answer:?}");
        assert_eq!(loopback.allow_origin(&format!("http://{host}")), allowed, "{host}");
    }
    for origin in
        ["null", "https://localhost:4000", "http://localhost:4001", "http://evil.example", "localhost:4000"]
    {
        assert!(!loopback.allow_origin(origin), "{origin}");
    }
    let open = Hosts::new(4000, Some(std::net::Ipv4Addr::UNSPECIFIED.into()));
    for (host, allowed) in
        [("192.168.0.7:4000", true), ("[fe80::1]:4000", true), ("evil.example:4000", false)]
    {
        assert_eq!(open.allow(host), allowed, "{host}");
    }
    let one = Hosts::new(4000, Some(std::net::Ipv4Addr::new(192, 168, 0, 7).into()));
    for (host, allowed) in [("192.168.0.7:4000", true), ("192.168.0.8:4000", false), ("localhost:4000", true)]
    {
        assert_eq!(one.allow(host), allowed, "{host}");
    }
}

#[test]
fn targets() {
    for (target, wanted) in [
        ("/", Ok("/")),
        ("/a/b/?c=d", Ok("/a/b/")),
        ("/a%20b/%C3%A9", Ok("/a b/é")),
        // Undone once: what is left is a name like any other, and no output has it.
        ("/%252e%252e/", Ok("/%2e%2e/")),
        ("http://localhost:4000/a/", Ok("/a/")),
        ("HTTP://localhost:4000", Ok("/")),
        ("http://localhost:4000?x", Err(Status::BadRequest)),
        ("http://evil.example/", Err(Status::Misdirected)),
        ("http://127.0.0.1:4000/", Err(Status::Misdirected)),
        ("https://localhost:4000/", Err(Status::BadRequest)),
        ("file:///etc/passwd", Err(Status::BadRequest)),
        ("*", Err(Status::BadRequest)),
        ("a", Err(Status::BadRequest)),
        ("/a#b", Err(Status::BadRequest)),
    ] {
        assert_eq!(
            get(target).as_ref().map(|request| request.path.as_str()).map_err(|status| *status),
            wanted,
            "{target}"
        );
    }
}

#[test]
fn no_path_leads_out() {
    let names = ["etc/passwd", "site.yaml", "briefings/a.md", ".git/config"];
    let ways = [
        "../",
        "../../",
        "../../../../../../",
        "a/../../",
        "%2e%2e/",
        "%2E%2e/",
        ".%2e/",
        "%2e./",
        "..%2f",
        "..%2F",
        "%2e%2e%2f",
        "..\\",
        "..%5c",
        "%2e%2e%5c",
        "a\\..\\",
        "./",
        "%2e/",
        "%00",
        "..%00/",
        "a%00/../",
        "%c0%ae%c0%ae/",
        "%c0%af",
        "%e0%80%ae/",
        "%f0%80%80%ae/",
        "%ff/",
        "%/",
        "%2/",
        "%zz",
        "%u002e%u002e/",
        "a%0d%0a",
        "a%7f",
        "C:%5c",
    ];
    let mut count = 0;
    for way in ways {
        for name in names {
            assert_eq!(get(&format!("/{way}{name}")), Err(Status::BadRequest), "/{way}{name}");
            count += 1;
        }
    }
    assert!(count >= 122, "{count} forms");
}

#[test]
fn heads_that_may_mean_two_things_are_refused() {
    let host = "Host: localhost:4000\r\n";
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\n{host}{host}\r\n"), Status::BadRequest),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), Status::BadRequest),
        ("GET / HTTP/1.0\r\n\r\n".to_owned(), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\n"), Status::BadRequest),
        (
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 0\r\nContent-Length: 5\r\n\r\n"),
            Status::BadRequest,
        ),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: +0\r\n\r\n"), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n"), Status::BadRequest),
        (
            format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n"),
            Status::BadRequest,
        ),
        (format!("GET / HTTP/1.1\r\n{host}X : y\r\n\r\n"), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}X: y\r\n folded\r\n\r\n"), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}X: y\nZ: w\r\n\r\n"), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}X: y\rZ: w\r\n\r\n"), Status::BadRequest),
        (format!("GET / HTTP/1.1\r\n{host}X: a\0b\r\n\r\n"), Status::BadRequest),
        (format!("GET  / HTTP/1.1\r\n{host}\r\n"), Status::BadRequest),
        (format!("GET / HTTP/2.0\r\n{host}\r\n"), Status::VersionUnknown),
        (format!("POST / HTTP/1.1\r\n{host}\r\n"), Status::MethodNotAllowed),
        (format!("OPTIONS / HTTP/1.1\r\n{host}\r\n"), Status::MethodNotAllowed),
        (format!("get / HTTP/1.1\r\n{host}\r\n"), Status::MethodNotAllowed),
        ("\u{1}\u{2}garbage\r\n\r\n".to_owned(), Status::BadRequest),
        (format!("\r\n\r\n{host}\r\n"), Status::BadRequest),
    ] {
        assert_eq!(parsed(&head), Err(status), "{head:?}");
    }
    let bare = format!("GET / HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n");
    assert!(parsed(&bare).is_ok());
}

#[test]
fn limits_are_exact() {
    let with_line = |length: usize| {
        let rest = "GET / HTTP/1.1\r".len();
        get(&format!("/{}", "a".repeat(length - rest)))
    };
    assert!(with_line(REQUEST_LINE_LIMIT).is_ok());
    assert_eq!(with_line(REQUEST_LINE_LIMIT + 1), Err(Status::AddressTooLong));
    let with_headers = |count: usize| {
        let more = "X: y\r\n".repeat(count - 1);
        parsed(&format!("GET / HTTP/1.1\r\nHost: localhost:4000\r\n{more}\r\n"))
    };
    assert!(with_headers(REQUEST_HEADERS_LIMIT).is_ok());
    assert_eq!(with_headers(REQUEST_HEADERS_LIMIT + 1), Err(Status::HeadTooLarge));
    assert_eq!(with_headers(20_000), Err(Status::HeadTooLarge));
}

#[test]
fn parts_of_files() {
    for (range, wanted) in [
        (None, Part::Whole),
        (Some("bytes=0-3"), Part::Bytes(0..4)),
        (Some("bytes=8-"), Part::Bytes(8..10)),
        (Some("bytes=-3"), Part::Bytes(7..10)),
        (Some("bytes=-30"), Part::Bytes(0..10)),
        (Some("bytes=5-99999999999999999999999"), Part::Bytes(5..10)),
        (Some("bytes=10-"), Part::Beyond),
        (Some("bytes=99999999999999999999999-"), Part::Beyond),
        (Some("bytes=-0"), Part::Beyond),
        (Some("bytes=3-1"), Part::Whole),
        (Some("bytes=0-1,4-5"), Part::Whole),
        (Some("bytes=a-b"), Part::Whole),
        (Some("bytes=-"), Part::Whole),
        (Some("lines=0-3"), Part::Whole),
        (Some("bytes=+1-2"), Part::Whole),
    ] {
        assert_eq!(part_of(range, 10), wanted, "{range:?}");
    }
    assert_eq!(part_of(Some("bytes=0-"), 0), Part::Beyond);
}

#[test]
fn every_answer_forbids_caches_and_guesses() {
    let head = Response::refusal(Status::MethodNotAllowed).head();
    for field in [
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Allow: GET, HEAD",
        "Connection: close",
    ] {
        assert!(head.contains(&format!("\r\n{field}\r\n")), "{field} in {head}");
    }
    assert!(!head.contains("ETag") && !head.contains("Last-Modified"));
}
