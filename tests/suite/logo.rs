//! The publisher's mark.

use crate::project::{Project, error_codes, list};

const BRIEFING: &str = "=== briefings/one.md\n---\ntitle: One\ndate: 2026-01-02\n---\nText.\n";

fn drawing(width: u32) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} 50\"><path d=\"M0 0h9v9z\"/></svg>\n"
    )
}

fn site(settings: &str) -> Project {
    let project = Project::new(&format!(
        "{BRIEFING}=== site.yaml\nbase_url: https://www.example.org/sub/\n{settings}\n=== static/img/logo.svg\n"
    ));
    project.write("static/img/logo.svg", drawing(200).as_bytes());
    project
}

#[test]
fn a_logo_stands_on_every_page_with_its_size_and_the_name_of_the_publisher() {
    let project = site("publisher: The \"Board\"\nlogo: static/img/logo.svg");
    project.build();
    let image = "src=\"/sub/img/logo.svg\" width=\"200\" height=\"50\" alt=\"The &quot;Board&quot;\"";
    for page in ["index.html", "briefings/one/index.html", "privacy/index.html", "404.html"] {
        assert!(project.read(page).contains(image), "{page}: {}", project.read(page));
    }

    // Another picture under the same name has other measures, and every page says so.
    project.write("static/img/logo.svg", drawing(300).as_bytes());
    project.build();
    assert!(project.read("briefings/one/index.html").contains("width=\"300\""));
}

#[test]
fn a_logo_for_dark_ground_is_taken_there() {
    let project = site("logo: {light: static/img/logo.svg, dark: static/img/dark.svg}");
    project.write("static/img/dark.svg", drawing(100).as_bytes());
    project.build();
    let page = project.read("index.html");
    let source = "<source media=\"(prefers-color-scheme:dark)\" srcset=\"/sub/img/dark.svg\" width=\"100\" height=\"50\">";
    assert!(page.contains(source) && page.contains(" alt=\"\"></picture>"), "{page}");
}

#[test]
fn a_logo_that_is_not_there_or_no_picture_is_an_error() {
    for (settings, help) in [
        ("logo: static/img/logo.png", "did you mean `static/img/logo.svg`?"),
        ("logo: {light: static/img/logo.svg, dark: static/nothing}", "put the picture there"),
        ("logo: static/words.txt", "a logo is an SVG"),
    ] {
        let project = site(settings);
        project.write("static/words.txt", b"words");
        let found = project.refused();
        assert_eq!(error_codes(&found), ["site/logo"], "{}", list(&found));
        let error = found.iter().find(|found| found.code.0 == "site/logo").unwrap();
        assert!(error.help.as_deref().unwrap_or_default().contains(help), "{}", list(&found));
        assert_eq!(error.place.as_ref().map(|place| place.path.as_str()), Some("site.yaml"));
    }
    let project = site("logo: static/img/logo.svg");
    project
        .write("static/img/logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>");
    assert!(error_codes(&project.refused()).contains(&"picture/active-content"));
}

#[test]
fn a_heavy_logo_is_noticed() {
    let project = site("logo: static/img/logo.svg");
    let heavy = drawing(200).replace("M0", &format!("{}M0", "M1 1".repeat(6_000)));
    project.write("static/img/logo.svg", heavy.as_bytes());
    assert!(list(&project.build().diagnostics).contains("site/heavy-logo"));
}
