use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::civil::{Date, date};

use super::{Answer, Carrier, Memory, Method, Response, Trouble, ask_all, is_public};

const TODAY: Date = date(2026, 11, 1);

/// Hosts that answer as they are told, and what they were asked.
#[derive(Default)]
struct Scripted {
    answers: BTreeMap<&'static str, (Response, Response)>,
    /// By address of the file of rules; a host without has none.
    rules: BTreeMap<&'static str, Result<(u16, String), Trouble>>,
    read: Mutex<Vec<String>>,
    asked: Mutex<Vec<(Method, String)>>,
    pauses: AtomicUsize,
    wanted: Mutex<Duration>,
}

impl Scripted {
    fn of(answers: &[(&'static str, Response, Response)]) -> Self {
        let answers = answers.iter().map(|(at, head, get)| (*at, (head.clone(), get.clone())));
        Self { answers: answers.collect(), ..Self::default() }
    }

    fn asked(&self) -> Vec<(Method, String)> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Carrier for Scripted {
    fn ask(&self, method: Method, address: &str) -> Response {
        self.asked.lock().unwrap().push((method, address.to_owned()));
        let (head, get) = &self.answers[address];
        match method {
            Method::Head => head.clone(),
            Method::Get => get.clone(),
        }
    }

    fn read(&self, address: &str) -> Result<(u16, String), Trouble> {
        self.read.lock().unwrap().push(address.to_owned());
        self.rules.get(address).cloned().unwrap_or(Ok((404, String::new())))
    }

    fn pause(&self, wanted: Duration) {
        self.pauses.fetch_add(1, Ordering::Relaxed);
        let mut longest = self.wanted.lock().unwrap();
        *longest = wanted.max(*longest);
    }
}

fn set(addresses: &[&str]) -> BTreeSet<String> {
    addresses.iter().map(|address| (*address).to_owned()).collect()
}

fn answers(script: &[(&'static str, Response, Response)]) -> BTreeMap<String, Answer> {
    let addresses: Vec<&str> = script.iter().map(|(address, ..)| *address).collect();
    ask_all(&set(&addresses), &mut Memory::read("", TODAY), &Scripted::of(script))
}

#[test]
fn an_answer_means_what_it_says() {
    let other = || Err(Trouble::Other("it refuses connections".to_owned()));
    let cases: [(Response, Response, &str); 14] = [
        (Ok(200), Ok(500), "Fine"),
        (Ok(204), Ok(500), "Fine"),
        (Ok(405), Ok(200), "Fine"),
        (Ok(404), Ok(200), "Fine"),
        (Ok(404), Ok(404), "Gone(404)"),
        (Ok(501), Ok(410), "Gone(410)"),
        (Ok(403), Ok(403), "lets no program in"),
        (Ok(429), Ok(429), "asked too often"),
        (Ok(503), Ok(503), "status 503"),
        (Ok(418), Ok(418), "status 418"),
        (other(), other(), "refuses connections"),
        (other(), Ok(200), "Fine"),
        (Err(Trouble::Slow), Ok(200), "too long"),
        (Err(Trouble::Private), Ok(200), "can not reach"),
    ];
    for (head, get, expected) in cases {
        let answers = answers(&[("https://example.org/a", head.clone(), get.clone())]);
        let answer = format!("{:?}", answers["https://example.org/a"]);
        assert!(answer.contains(expected), "{head:?} {get:?}: {answer}");
    }
}

#[test]
fn a_name_without_a_host_is_gone_only_while_others_answer() {
    let missing = ("https://gone.example/", Err(Trouble::NoHost), Err(Trouble::NoHost));
    let alone = answers(std::slice::from_ref(&missing));
    assert!(matches!(&alone["https://gone.example/"], Answer::Unasked(_)), "{alone:?}");
    let beside = answers(&[missing, ("https://example.org/", Ok(404), Ok(404))]);
    assert_eq!(beside["https://gone.example/"], Answer::NoHost);
}

#[test]
fn a_host_is_asked_for_one_thing_after_the_other_and_left_alone_when_it_fails() {
    let slow = || Err(Trouble::Slow);
    let script = [
        ("https://a.example/1", slow(), slow()),
        ("https://a.example/2", slow(), slow()),
        ("https://a.example/3", slow(), slow()),
        ("https://b.example/1", Ok(200), Ok(200)),
        ("https://b.example/2", Ok(403), Ok(200)),
    ];
    let carrier = Scripted::of(&script);
    let addresses: Vec<&str> = script.iter().map(|(address, ..)| *address).collect();
    let answers = ask_all(&set(&addresses), &mut Memory::read("", TODAY), &carrier);
    assert_eq!(answers.len(), 5);
    assert!(matches!(&answers["https://a.example/3"], Answer::Unasked(why) if why.contains("not asked")));
    let asked = carrier.asked();
    let of = |host: &str| -> Vec<&str> {
        asked.iter().map(|(_, address)| address.as_str()).filter(|address| address.contains(host)).collect()
    };
    assert_eq!(of("a.example"), ["https://a.example/1", "https://a.example/2"]);
    assert_eq!(of("b.example"), ["https://b.example/1", "https://b.example/2", "https://b.example/2"]);
    // Between two requests to one host, of which the first is for its rules, and never before that.
    assert_eq!(carrier.pauses.into_inner(), 5);
}

#[test]
fn a_host_is_asked_first_what_it_minds() {
    let script = [
        ("https://a.example/open", Ok(200), Ok(200)),
        ("https://a.example/shut/1", Ok(200), Ok(200)),
        ("https://a.example/shut/2", Ok(200), Ok(200)),
        ("https://a.example/shut/3", Ok(200), Ok(200)),
        ("https://a.example/z", Ok(404), Ok(404)),
        ("http://a.example/shut/4", Ok(200), Ok(200)),
        ("https://b.example?q=1", Ok(200), Ok(200)),
        ("https://c.example/", Ok(200), Ok(200)),
        ("https://d.example/1", Ok(200), Ok(200)),
    ];
    let rules = |text: &str| Ok((200, text.to_owned()));
    let carrier = Scripted {
        rules: BTreeMap::from([
            ("https://a.example/robots.txt", rules("User-agent: *\nCrawl-delay: 3\nDisallow: /shut/")),
            ("https://b.example/robots.txt", rules("User-agent: briefpress\nDisallow: /")),
            ("https://c.example/robots.txt", Ok((503, String::new()))),
            ("https://d.example/robots.txt", Err(Trouble::Slow)),
        ]),
        ..Scripted::of(&script)
    };
    let addresses: Vec<&str> = script.iter().map(|(address, ..)| *address).collect();
    let answers = ask_all(&set(&addresses), &mut Memory::read("", TODAY), &carrier);
    for (address, expected) in [
        ("https://a.example/open", "Fine"),
        ("https://a.example/shut/1", "robots.txt"),
        ("https://a.example/shut/3", "robots.txt"),
        ("https://a.example/z", "Gone(404)"),
        ("http://a.example/shut/4", "Fine"),
        ("https://b.example?q=1", "robots.txt"),
        ("https://c.example/", "status 503"),
        ("https://d.example/1", "too long"),
    ] {
        let answer = format!("{:?}", answers[address]);
        assert!(answer.contains(expected), "{address}: {answer}");
    }
    let mut asked: Vec<String> = carrier.asked().into_iter().map(|(_, address)| address).collect();
    asked.sort();
    asked.dedup();
    assert_eq!(asked, ["http://a.example/shut/4", "https://a.example/open", "https://a.example/z"]);
    let mut read = std::mem::take(&mut *carrier.read.lock().unwrap());
    read.sort();
    let hosts = ["http://a", "https://a", "https://b", "https://c", "https://d"];
    assert_eq!(read, hosts.map(|host| format!("{host}.example/robots.txt")), "once each");
    assert_eq!(*carrier.wanted.lock().unwrap(), Duration::from_secs(3));
}

#[test]
fn what_was_said_counts_for_a_while() {
    let script = [
        ("https://a.example/fine", Ok(200), Ok(200)),
        ("https://a.example/gone", Ok(404), Ok(404)),
        ("https://b.example/slow", Err(Trouble::Slow), Err(Trouble::Slow)),
    ];
    let carrier = Scripted::of(&script);
    let all = set(&["https://a.example/fine", "https://a.example/gone", "https://b.example/slow"]);
    let mut memory = Memory::read("", TODAY);
    let first = ask_all(&all, &mut memory, &carrier);
    let kept = memory.to_text();
    carrier.asked();
    for (day, expected) in [
        (TODAY, 0),
        // One request for what was slow, two for what was gone.
        (date(2026, 11, 2), 3),
        (date(2026, 11, 8), 3),
        (date(2026, 11, 9), 4),
        (date(2026, 10, 31), 4),
    ] {
        let again = ask_all(&all, &mut Memory::read(&kept, day), &carrier);
        assert_eq!(again, first, "{day}");
        assert_eq!(carrier.asked().len(), expected, "{day}");
    }
    let mut memory = Memory::read(&kept, TODAY);
    ask_all(&set(&["https://a.example/fine"]), &mut memory, &carrier);
    assert!(!memory.to_text().contains("gone"), "what no page leads to is forgotten");
    let inner = [("https://inner.example/", Err(Trouble::Private), Ok(200))];
    let mut memory = Memory::read("", TODAY);
    ask_all(&set(&["https://inner.example/"]), &mut memory, &Scripted::of(&inner));
    assert_eq!(memory.to_text(), "{}\n", "it may be allowed the next time");
    for damaged in ["", "{", "[]", "{\"https://a.example/fine\": 7}"] {
        ask_all(&all, &mut Memory::read(damaged, TODAY), &carrier);
        assert_eq!(carrier.asked().len(), 4, "{damaged}");
    }
}

#[test]
fn only_addresses_of_the_public_network_are_public() {
    for private in [
        "127.0.0.1",
        "127.8.9.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "0.1.2.3",
        "100.64.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "::7f00:1",
    ] {
        assert!(!is_public(private.parse::<IpAddr>().unwrap()), "{private}");
    }
    for public in [
        "8.8.8.8",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ] {
        assert!(is_public(public.parse::<IpAddr>().unwrap()), "{public}");
    }
}

/// A server on this machine: an answer for each path, and a count of the requests. It ends with the test.
#[cfg(feature = "online")]
mod web {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::super::{Carrier, Method, Trouble, Web};

    struct Server {
        host: String,
        asked: Arc<AtomicUsize>,
    }

    fn serve(reply: impl Fn(&str, &str) -> Option<String> + Send + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            let mut unanswered = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                count.fetch_add(1, Ordering::SeqCst);
                let lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let mut words = head.first().map_or("", String::as_str).split(' ');
                let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                match reply(method, path) {
                    Some(text) => drop((&stream).write_all(text.as_bytes())),
                    None => unanswered.push(stream),
                }
            }
        });
        Server { host, asked }
    }

    fn status(line: &str) -> String {
        format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    fn web(allowed: &[&Server]) -> Web {
        let hosts: Vec<String> = allowed.iter().map(|server| server.host.clone()).collect();
        Web::with_patience(&hosts, Duration::from_millis(300), Duration::ZERO)
    }

    #[test]
    fn statuses_come_back_and_redirects_are_followed() {
        let server = serve(|method, path| match (method, path) {
            ("HEAD", "/fine") => Some(status("200 OK")),
            ("HEAD", "/moved") => Some(status("301 Moved\r\nLocation: /fine")),
            ("GET", "/large") => Some(format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\nConnection: close\r\n\r\n{}",
                "x".repeat(1000)
            )),
            (_, "/round") => Some(status("302 Found\r\nLocation: /round")),
            (_, "/never") => None,
            _ => Some(status("410 Gone")),
        });
        let web = web(&[&server]);
        let ask = |method, path: &str| web.ask(method, &format!("http://{}{path}", server.host));
        assert_eq!(ask(Method::Head, "/fine"), Ok(200));
        assert_eq!(ask(Method::Head, "/moved"), Ok(200));
        assert_eq!(ask(Method::Head, "/gone"), Ok(410));
        assert_eq!(ask(Method::Get, "/large"), Ok(200));
        assert!(matches!(ask(Method::Head, "/round"), Err(Trouble::Other(why)) if why.contains("passes on")));
        assert_eq!(ask(Method::Head, "/never"), Err(Trouble::Slow));
    }

    #[test]
    fn rules_are_read_and_no_more_than_a_file_of_rules_has() {
        let server = serve(|_, path| match path {
            "/robots.txt" => Some(
                "HTTP/1.1 200 OK\r\nContent-Length: 24\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: "
                    .to_owned(),
            ),
            "/moved" => Some(status("301 Moved\r\nLocation: /robots.txt")),
            "/large" => Some(format!(
                "HTTP/1.1 200 OK\r\nContent-Length: 600000\r\nConnection: close\r\n\r\n{}",
                "x".repeat(600_000)
            )),
            "/cut" => Some(
                "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\nConnection: close\r\n\r\nUser-agent: *"
                    .to_owned(),
            ),
            "/never" => None,
            _ => Some(status("404 Not Found")),
        });
        let web = web(&[&server]);
        let read = |path: &str| web.read(&format!("http://{}{path}", server.host));
        assert_eq!(read("/robots.txt"), Ok((200, "User-agent: *\nDisallow: ".to_owned())));
        assert_eq!(read("/moved"), read("/robots.txt"));
        assert_eq!(read("/large").map(|(status, text)| (status, text.len())), Ok((200, 500 * 1024)));
        assert_eq!(read("/cut"), Ok((200, "User-agent: *".to_owned())));
        assert_eq!(read("/none"), Ok((404, String::new())));
        assert_eq!(read("/never"), Err(Trouble::Slow));
    }

    #[test]
    fn no_text_makes_this_machine_ask_itself() {
        let secret = serve(|_, _| Some(status("200 OK")));
        let inner = secret.host.clone();
        let outer = serve(move |_, _| Some(status(&format!("302 Found\r\nLocation: http://{inner}/secret"))));
        let port = secret.host.rsplit(':').next().unwrap().to_owned();
        let web = web(&[&outer]);
        for host in [
            secret.host.clone(),
            outer.host.clone(),
            format!("localhost:{port}"),
            format!("[::1]:{port}"),
            format!("[::ffff:127.0.0.1]:{port}"),
            format!("user@127.0.0.1:{port}"),
            format!("2130706433:{port}"),
        ] {
            let answer = web.ask(Method::Head, &format!("http://{host}/"));
            let is_refused = matches!(answer, Err(Trouble::Private | Trouble::NoHost | Trouble::Other(_)));
            assert!(is_refused, "{host}: {answer:?}");
        }
        assert_eq!(secret.asked.load(Ordering::SeqCst), 0);
        assert_eq!(outer.asked.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn nobody_there_and_no_such_name() {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let host = format!("127.0.0.1:{port}");
        let web = Web::with_patience(std::slice::from_ref(&host), Duration::from_secs(2), Duration::ZERO);
        assert!(matches!(web.ask(Method::Head, &format!("http://{host}/")), Err(Trouble::Other(_))));
    }
}
