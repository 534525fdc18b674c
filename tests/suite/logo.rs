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

/// The values of the properties of a page that other sites read.
fn shared<'p>(page: &'p str, property: &str) -> Vec<&'p str> {
    let mark = format!("<meta property=\"{property}\" content=\"");
    page.split(&*mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn what_other_sites_show_of_a_page_is_its_title_its_address_and_a_logo_that_is_no_drawing() {
    const DOT: &[u8] = include_bytes!("../data/dot.png");
    for (settings, image) in [
        ("publisher: The Board\nlogo: static/img/dot.PNG", Some("https://www.example.org/sub/img/dot.PNG")),
        ("publisher: The Board\nlogo: static/img/logo.svg", None),
        ("publisher: The Board", None),
    ] {
        let project = site(settings);
        project.write("static/img/dot.PNG", DOT);
        project.build();
        for (file, address) in [
            ("index.html", ""),
            ("briefings/one/index.html", "briefings/one/"),
            ("themes/index.html", "themes/"),
            ("privacy/index.html", "privacy/"),
        ] {
            let page = project.read(file);
            let whole = format!("https://www.example.org/sub/{address}");
            assert_eq!(shared(&page, "og:url"), [&*whole], "{file}: {page}");
            assert_eq!(shared(&page, "og:title").len(), 1, "{file}: {page}");
            assert_eq!(shared(&page, "og:type").len(), 1, "{file}: {page}");
            assert_eq!(shared(&page, "og:image"), Vec::from_iter(image), "{file}: {page}");
            let named = image.map(|_| "The Board");
            assert_eq!(shared(&page, "og:image:alt"), Vec::from_iter(named), "{file}: {page}");
        }
    }
    let project = site("logo: static/img/dot.PNG");
    project.write("static/img/dot.PNG", DOT);
    project.write("site.yaml", b"logo: static/img/dot.PNG\n");
    project.build();
    assert!(shared(&project.read("index.html"), "og:image").is_empty(), "there is no whole address to give");
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
