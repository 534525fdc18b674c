use super::*;
use std::time::Duration;
struct Instant(u64);
fn cpu() -> u64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap()
}
impl Instant {
    fn now() -> Self {
        Self(cpu())
    }
    fn elapsed(&self) -> Duration {
        Duration::from_nanos(cpu() - self.0)
    }
}
#[test]
#[ignore = "bench"]
fn speed() {
    let mut files: Vec<_> = std::fs::read_dir("/work/tmp/bench/briefpress-1-10000/briefings")
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let bodies: Vec<String> = files
        .iter()
        .take(3000)
        .map(|p| {
            let t = std::fs::read_to_string(p).unwrap();
            let at = t[4..].find("\n---\n").unwrap() + 9;
            t[at..].to_owned()
        })
        .collect();
    let bytes: usize = bodies.iter().map(String::len).sum();
    println!("bytes/file {}", bytes / bodies.len());
    let yaml = include_str!("../../../config/data/glossary.yaml");
    let terms: Vec<(&str, &str)> = yaml
        .lines()
        .filter_map(|l| l.trim().strip_prefix("term: "))
        .zip(yaml.lines().filter_map(|l| l.trim().strip_prefix("expansion: ")))
        .collect();
    let config = Config::default();
    let opts = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_GFM
        | pulldown_cmark::Options::ENABLE_DEFINITION_LIST;
    let mode = std::env::var("MODE").unwrap_or_default();
    for (name, terms) in [("glossary", &terms[..]), ("none", &[][..])] {
        let registries = registries(terms);
        let glossary = GlossaryMatcher::new(&registries);
        let context = ParseContext { config: &config, registries: &registries, glossary: &glossary };
        let sources: Vec<SourceText> =
            bodies.iter().map(|b| SourceText::new(SourcePath::new("briefings/a.md"), b.as_str())).collect();
        for _ in 0..3 {
            let t = Instant::now();
            let mut n = 0;
            for b in &bodies {
                let mut out = String::with_capacity(b.len() * 5 / 4);
                pulldown_cmark::html::push_html(&mut out, pulldown_cmark::Parser::new_ext(b, opts));
                n += out.len();
            }
            let bare = t.elapsed();
            let t = Instant::now();
            let mut m = 0;
            let mut f = 0;
            let mut w = 0;
            let mut sl = 0;
            let mut h = 0;
            for s in &sources {
                let mut d = Vec::new();
                let doc = parse_markdown(s, Span::new(0, s.text().len()), context, &mut d);
                m += doc.html.len();
                f += d.len();
                w += doc.words;
                sl += doc.slots.len();
                h += doc.headings.len();
            }
            let ours = t.elapsed();
            let k = bodies.len() as f64;
            println!(
                "{name}: bare {:.1} us, ours {:.1} us, ratio {:.2}; html {} {}; findings {:.2} words {:.0} slots {:.2} headings {:.1}",
                bare.as_secs_f64() * 1e6 / k,
                ours.as_secs_f64() * 1e6 / k,
                ours.as_secs_f64() / bare.as_secs_f64(),
                n / bodies.len(),
                m / bodies.len(),
                f as f64 / k,
                f64::from(w) / k,
                sl as f64 / k,
                h as f64 / k
            );
        }
    }
}
