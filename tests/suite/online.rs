//! `check --online`, against a server on this machine.

#[cfg(not(feature = "online"))]
mod without {
    use briefpress::build::{BuildOptions, Purpose, build};

    use crate::project::Project;

    #[test]
    fn a_program_without_the_means_says_how_to_get_them() {
        let project = Project::new("=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-10\n---\nText.\n");
        let options = BuildOptions { purpose: Purpose::CheckOnline(Vec::new()), ..project.options() };
        let message = build(&options).unwrap_err().to_string();
        assert!(message.contains("cargo install briefpress --features online"), "{message}");
    }
}

#[cfg(feature = "online")]
mod with {
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use briefpress::build::{BuildOptions, Purpose, build};

    use crate::project::Project;

    /// Answers 200 below `/fine`, 403 below `/shut` and 410 elsewhere; minds `/private`; counts.
    fn serve() -> (String, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                count.fetch_add(1, Ordering::SeqCst);
                let lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let path = head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
                let status = match path {
                    _ if path.starts_with("/fine") => "200 OK",
                    _ if path.starts_with("/shut") => "403 Forbidden",
                    _ => "410 Gone",
                };
                let rules = if path == "/robots.txt" { "User-agent: *\nDisallow: /private\n" } else { "" };
                let status = if rules.is_empty() { status } else { "200 OK" };
                let length = rules.len();
                let answer = format!(
                    "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{rules}"
                );
                drop((&stream).write_all(answer.as_bytes()));
            }
        });
        (host, asked)
    }

    #[test]
    fn what_is_gone_is_an_error_where_it_is_written_and_what_is_unknown_a_note() {
        let (host, asked) = serve();
        let project = Project::new(&format!(
            "=== site.yaml\nbase_url: https://learning.example/\nlanguage: fr\nchecks: {{links/intranet: off}}\n\
             === briefings/one.md\n---\ntitle: One\ndate: 2026-01-10\n---\nRead [the guide](http://{host}/fine#part).\n\n\
             Read [the old guide](http://{host}/gone?a=1&b=2) and [ours](http://{host}/shut).\n\n\
             Read [theirs](http://{host}/private/1).\n\
             === briefings/two.md\n---\ntitle: Two\ndate: 2026-01-11\n---\nRead [it again](http://{host}/fine).\n"
        ));
        let found = |project: &Project, allowed: &[String]| -> Vec<String> {
            let purpose = Purpose::CheckOnline(allowed.to_vec());
            let outcome = build(&BuildOptions { purpose, ..project.options() }).unwrap();
            assert!(!project.output().exists());
            let ours = outcome.diagnostics.iter();
            let ours = ours.filter(|found| matches!(found.code.0, "links/gone" | "links/unanswered"));
            ours.map(|found| {
                let place = found.place.as_ref().unwrap();
                format!(
                    "{} {} {}:{}:{}",
                    found.severity.word(),
                    found.code,
                    place.path,
                    place.line,
                    place.column
                )
            })
            .collect()
        };
        // The public does not reach this machine, so nobody is asked.
        assert_eq!(found(&project, &[]).len(), 5);
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        let allowed = [host];
        let expected = [
            "error links/gone briefings/one.md:7:6",
            "note links/unanswered briefings/one.md:7:56",
            "note links/unanswered briefings/one.md:9:6",
        ];
        let first = found(&project, &allowed);
        let places = |found: &[String]| -> Vec<String> {
            found.iter().map(|found| found.rsplit_once(':').unwrap().0.to_owned()).collect()
        };
        assert_eq!(places(&first), places(&expected.map(str::to_owned)), "{first:?}");
        let count = asked.load(Ordering::SeqCst);
        assert_eq!(count, 6, "its rules, what is linked twice once, what failed twice, what it minds never");
        assert_eq!(found(&project, &allowed), first);
        assert_eq!(asked.load(Ordering::SeqCst), count, "what was said is remembered");
    }
}
