use std::fs;
use std::path::Path;

use super::nobody::as_nobody;
use super::pictures::Pictures;
use super::*;
use crate::diagnostic::Severity;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("briefings/one.md", "---\ntitle: One\n---\n");
        folder
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn load(&self) -> Whole {
        let config = Config::default();
        let mut snapshot = load_snapshot(self.root(), &config, &KnownPictures::default()).unwrap();
        snapshot.diagnostics.extend(load_theme(self.root(), &config, &[]).unwrap().diagnostics);
        Whole::of(snapshot)
    }

    /// Loads, and gives the findings as `file:line:column severity code`.
    fn findings(&self) -> Vec<String> {
        self.load().diagnostics.iter().map(shown).collect()
    }
}

/// A snapshot whose texts have been read as well.
#[derive(Debug)]
struct Whole {
    briefings: Vec<SourceText>,
    pages: Vec<SourceText>,
    diagnostics: Vec<Diagnostic>,
    rest: Snapshot,
}

impl Whole {
    fn of(mut rest: Snapshot) -> Self {
        let mut diagnostics = std::mem::take(&mut rest.diagnostics);
        let mut read = |files: &[TextFile]| {
            let texts = files.iter().map(|file| file.read(&mut Vec::new(), &mut diagnostics).unwrap());
            texts.flatten().collect()
        };
        let (briefings, pages) = (read(&rest.briefings), read(&rest.pages));
        diagnostic::sort(&mut diagnostics);
        Self { briefings, pages, diagnostics, rest }
    }
}

impl std::ops::Deref for Whole {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        &self.rest
    }
}

fn shown(finding: &Diagnostic) -> String {
    let place = finding.place.as_ref();
    let place = place.map_or(String::new(), |p| format!("{}:{}:{}", p.path, p.line, p.column));
    format!("{place} {:?} {}", finding.severity, finding.code.0)
}

fn paths(texts: &[SourceText]) -> Vec<&str> {
    texts.iter().map(|text| text.path().as_str()).collect()
}

fn names(assets: &[Asset]) -> Vec<&str> {
    assets.iter().map(|asset| asset.path.as_str()).collect()
}

#[test]
fn every_file_has_its_place() {
    let folder = Folder::new();
    folder.write("briefings/2015/b.MD", "b");
    folder.write("briefings/2015/a.markdown", "a");
    folder.write("briefings/2015/actions.csv", "id\n1\n");
    folder.write("briefings/2015/report.pdf", "%PDF");
    folder.write("briefings/notes.txt", "n");
    folder.write("pages/about.md", "about");
    folder.write("pages/logo.svg", "<svg/>");
    folder.write("data/themes.yaml", "a: 1\n");
    folder.write("data/readme.txt", "nothing of ours");
    folder.write("data/deep/bodies.yaml", "b: 1\n");
    folder.write("static/CNAME", "example.org");
    folder.write("static/.well-known/security.txt", "s");
    folder.write("themes/default/templates/base.html", "<html>");
    folder.write("themes/other/templates/base.html", "<html>");
    folder.write("output/index.html", "<html>");
    let snapshot = folder.load();
    assert_eq!(
        paths(&snapshot.briefings),
        ["briefings/2015/a.markdown", "briefings/2015/b.MD", "briefings/one.md"]
    );
    assert_eq!(paths(&snapshot.pages), ["pages/about.md"]);
    assert_eq!(paths(&snapshot.data), ["data/themes.yaml"]);
    assert_eq!(paths(&snapshot.tables), ["briefings/2015/actions.csv"]);
    assert_eq!(
        names(&snapshot.assets),
        ["briefings/2015/actions.csv", "briefings/2015/report.pdf", "briefings/notes.txt", "pages/logo.svg"]
    );
    assert_eq!(names(&snapshot.statics), ["static/.well-known/security.txt", "static/CNAME"]);
    let theme = load_theme(folder.root(), &Config::default(), &[]).unwrap().files;
    let named: Vec<_> = theme.iter().map(|file| (file.name.as_str(), file.path.as_str())).collect();
    assert_eq!(named, [("templates/base.html", "themes/default/templates/base.html")]);
    assert_eq!(&*theme[0].bytes, b"<html>");
    assert!(snapshot.diagnostics.is_empty(), "{:?}", snapshot.diagnostics);
}

#[test]
fn what_editors_and_systems_leave_is_no_content() {
    let folder = Folder::new();
    for name in [
        ".hidden.md",
        ".draft/x.md",
        "one.md~",
        ".one.md.swp",
        "#one.md#",
        "~$one.docx",
        "Thumbs.db",
        ".DS_Store",
        "node_modules/x/readme.md",
        "desktop.ini",
        "one.md___jb_tmp___",
        "__MACOSX/x.md",
    ] {
        folder.write(&format!("briefings/{name}"), b"\xFF\0");
    }
    for name in [".git/config", ".gitignore", ".DS_Store", ".a.txt.swp", "a.txt~", ".briefpress-manifest"] {
        folder.write(&format!("static/{name}"), b"x");
    }
    folder.write("static/.htaccess", "x");
    let snapshot = folder.load();
    assert_eq!(paths(&snapshot.briefings), ["briefings/one.md"]);
    assert_eq!(names(&snapshot.assets), [""; 0]);
    assert_eq!(names(&snapshot.statics), ["static/.htaccess"]);
    assert!(snapshot.diagnostics.is_empty());
}

#[test]
fn text_is_utf8_and_visible() {
    // The file's bytes, and the finding: nothing where the file is taken without one.
    let cases: &[(&str, &[u8], &str)] = &[
        ("plain", b"a\nb\n", ""),
        ("empty", b"", ""),
        ("byte order mark", b"\xEF\xBB\xBFa", ""),
        ("CRLF", b"a\r\nb\r\n", ""),
        ("tab", b"a\tb", ""),
        ("pound sign, dash, quotes", "£5 \u{2013} \u{2018}x\u{2019}".as_bytes(), ""),
        ("emoji with joiner", "\u{1F468}\u{200D}\u{1F469}".as_bytes(), ""),
        ("joiner of Persian", "\u{0645}\u{06CC}\u{200C}\u{0631}".as_bytes(), ""),
        ("Latin-1", b"one\ncaf\xE9 x", "2:4 Error load/encoding"),
        ("cut character", b"a\xE2\x80", "1:2 Error load/encoding"),
        ("surrogate", b"\xED\xA0\x80", "1:1 Error load/encoding"),
        ("overlong", b"a\n\n\xC0\xAF", "3:1 Error load/encoding"),
        ("UTF-16 little", b"\xFF\xFEa\0b\0", "1:1 Error load/encoding"),
        ("UTF-16 big", b"\xFE\xFF\0a\0b", "1:1 Error load/encoding"),
        ("UTF-16 unmarked", b"t\0i\0t\0l\0e\0", "1:1 Error load/encoding"),
        ("Word file", b"PK\x03\x04\x14\0\x06\0\xFF\xFF", "1:1 Error load/encoding"),
        ("NUL", b"a\nbc\0d", "2:3 Error load/control-character"),
        ("escape", b"\x1B[31m", "1:1 Error load/control-character"),
        ("delete", b"ab\x7F", "1:3 Error load/control-character"),
        ("next line", "ab\u{85}".as_bytes(), "1:3 Error load/control-character"),
        ("form feed", b"a\x0Cb", "1:2 Error load/control-character"),
        ("no XML character", "a\u{FFFE}".as_bytes(), "1:2 Error load/control-character"),
        ("lone CR", b"a\rb\r", "1:2 Error load/control-character"),
        ("CR at the end", b"a\r\nb\r", "2:2 Error load/control-character"),
        ("right-to-left override", "a\u{202E}b".as_bytes(), "1:2 Warning load/invisible-character"),
        ("isolate", "a\u{2066}b".as_bytes(), "1:2 Warning load/invisible-character"),
        ("zero width in a name", "Jo\u{200B}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("joiner in a name", "Jo\u{200D}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("soft hyphen in a name", "x\nJo\u{AD}hn".as_bytes(), "2:3 Warning load/invisible-character"),
        ("tag in a name", "Jo\u{E0041}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("flag of Wales", "\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}".as_bytes(), ""),
        ("filler", "Jo\u{3164}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("joiner of graphemes", "Jo\u{34F}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("filler of consonants", "Jo\u{115F}hn".as_bytes(), "1:3 Warning load/invisible-character"),
        ("mark in the middle", "a\u{FEFF}b".as_bytes(), "1:2 Warning load/invisible-character"),
    ];
    for (what, bytes, wanted) in cases {
        let folder = Folder::new();
        folder.write("briefings/x.md", bytes);
        let snapshot = folder.load();
        let found: Vec<_> = snapshot.diagnostics.iter().map(shown).collect();
        let wanted: Vec<_> = wanted.lines().map(|line| format!("briefings/x.md:{line}")).collect();
        assert_eq!(found, wanted, "{what}");
        let taken = snapshot.briefings.len() == 2;
        let refused = snapshot.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(taken, !refused, "{what}");
        if taken {
            let kept = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            assert_eq!(snapshot.briefings[1].text().as_bytes(), kept, "{what}");
        }
    }
}

#[test]
fn odd_characters_are_found_wherever_they_stand() {
    for at in 0..200 {
        let text = format!("{}\u{0}{}", "x".repeat(at), "y".repeat(70));
        let mut found = Vec::new();
        assert!(text::decode(&SourcePath::new("x.md"), text.as_bytes(), &mut found).is_none());
        assert_eq!(found[0].place.as_ref().map(|place| place.column as usize), Some(at + 1));
        let text = format!("{}\u{202E}{}\u{202E}", "é".repeat(at), "y".repeat(70));
        let mut found = Vec::new();
        assert!(text::decode(&SourcePath::new("x.md"), text.as_bytes(), &mut found).is_some());
        assert_eq!(found[0].place.as_ref().map(|place| place.column as usize), Some(at + 1));
        assert!(found[0].message.contains("the first of 2"));
    }
}

#[test]
fn the_byte_is_named_from_the_start_of_the_file() {
    let folder = Folder::new();
    folder.write("briefings/x.md", b"\xEF\xBB\xBFab\xFF");
    folder.write("briefings/y.md", b"\xEF\xBB\xBFab\0");
    let snapshot = folder.load();
    assert_eq!(snapshot.diagnostics[0].message, "this is not UTF-8 text (byte 5)");
    assert_eq!(snapshot.diagnostics[1].label.as_deref(), Some("U+0000 at byte 5"));
}

#[test]
fn a_table_that_is_no_text_is_still_an_attachment() {
    let folder = Folder::new();
    folder.write("briefings/x.csv", b"caf\xE9\n");
    let snapshot = folder.load();
    assert_eq!(names(&snapshot.assets), ["briefings/x.csv"]);
    assert!(snapshot.tables.is_empty());
    assert_eq!(folder.findings(), ["briefings/x.csv:1:4 Warning load/encoding"]);
}

#[test]
fn too_large_is_refused_without_reading() {
    let folder = Folder::new();
    folder.write("briefings/big.md", "");
    // A file of a gigabyte that takes no room: reading it would take longer than this whole test.
    fs::File::options()
        .write(true)
        .open(folder.root().join("briefings/big.md"))
        .unwrap()
        .set_len(1 << 30)
        .unwrap();
    folder.write("briefings/limit.md", vec![b'a'; 5_000_000]);
    folder.write("briefings/over.md", vec![b'a'; 5_000_001]);
    folder.write("data/over.yaml", vec![b'a'; 5_000_001]);
    folder.write("themes/default/over.css", vec![b'a'; 5_000_001]);
    assert_eq!(
        folder.findings(),
        [
            "briefings/big.md:1:1 Error load/too-large",
            "briefings/over.md:1:1 Error load/too-large",
            "data/over.yaml:1:1 Error load/too-large",
            "themes/default/over.css:1:1 Error load/too-large",
        ]
    );
    let raised = Config { file_size_limit: 6_000_000, ..Config::default() };
    let snapshot = Whole::of(load_snapshot(folder.root(), &raised, &KnownPictures::default()).unwrap());
    assert_eq!(paths(&snapshot.briefings), ["briefings/limit.md", "briefings/one.md", "briefings/over.md"]);
}

#[test]
fn a_page_of_one_line_and_a_large_attachment_are_read() {
    let folder = Folder::new();
    folder.write("briefings/line.md", "x".repeat(1_000_000));
    let bytes: Vec<u8> = (0..1_000_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    folder.write("briefings/large.pdf", &bytes);
    folder.write("briefings/empty.pdf", "");
    let snapshot = folder.load();
    assert_eq!(snapshot.briefings[0].text().len(), 1_000_000);
    assert_eq!(snapshot.assets[1].size, 1_000_000);
    assert_eq!(snapshot.assets[1].fingerprint, crate::source::Fingerprint::of(&bytes));
    assert_eq!(snapshot.assets[0].fingerprint, crate::source::Fingerprint::of(b""));
}

#[test]
fn pictures_have_their_measures() {
    let gif = b"GIF89a\x0A\0\x14\0\x80\0\0\0\0\0\xFF\xFF\xFF";
    let folder = Folder::new();
    folder.write("briefings/a.gif", gif);
    folder.write("briefings/b.GIF", gif);
    folder.write("briefings/c.txt", gif);
    folder.write("briefings/d.png", b"\x89PNG\r\n\x1a\n");
    folder.write("briefings/e.jpg", b"\xFF\xD8\xFF\xE0\0");
    folder.write("briefings/f.webp", b"RIFF\xFF\xFF\xFF\xFFWEBPVP8 ");
    folder.write("briefings/g.avif", b"\0\0\0\x18ftypavif\0\0\0\0");
    let picture = AssetKind::Image { width: 10, height: 20 };
    let other = AssetKind::Other;
    let kinds: Vec<_> = folder.load().assets.iter().map(|asset| asset.kind).collect();
    assert_eq!(kinds, [picture, picture, other, other, other, other, other]);
}

#[test]
fn a_missing_root_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let missing =
        load_snapshot(&folder.path().join("no"), &Config::default(), &KnownPictures::default()).unwrap_err();
    assert_eq!(missing.kind, LoadErrorKind::Root);
    assert!(missing.to_string().starts_with("there is no folder `"), "{missing}");
    fs::write(folder.path().join("file"), "").unwrap();
    let file = load_settings(&folder.path().join("file")).unwrap_err();
    assert_eq!(file.kind, LoadErrorKind::Root);
    assert!(file.to_string().ends_with("` is not a folder"), "{file}");
}

#[test]
fn an_empty_place_publishes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let found =
        load_snapshot(folder.path(), &Config::default(), &KnownPictures::default()).unwrap().diagnostics;
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), [" Error site/no-briefings"]);
    fs::create_dir(folder.path().join("breifings")).unwrap();
    let found =
        load_snapshot(folder.path(), &Config::default(), &KnownPictures::default()).unwrap().diagnostics;
    assert_eq!(found[0].help.as_deref(), Some("rename the folder `breifings` to `briefings`"));
    fs::create_dir(folder.path().join("pages")).unwrap();
    assert!(
        load_snapshot(folder.path(), &Config::default(), &KnownPictures::default())
            .unwrap()
            .diagnostics
            .is_empty()
    );
}

#[test]
fn settings_are_found_under_their_name_only() {
    let folder = Folder::new();
    assert!(load_settings(folder.root()).unwrap().0.is_none());
    folder.write("site.yml", "title: x\n");
    let (text, found) = load_settings(folder.root()).unwrap();
    assert!(text.is_none());
    assert_eq!(shown(&found[0]), "site.yml:1:1 Error site/settings-name");
    folder.write("site.yaml", "title: x\n");
    let (text, found) = load_settings(folder.root()).unwrap();
    assert_eq!(text.map(|text| text.text().to_owned()).as_deref(), Some("title: x\n"));
    assert!(found.is_empty());
    folder.write("site.yaml", b"title: \xFF\n");
    assert_eq!(shown(&load_settings(folder.root()).unwrap().1[0]), "site.yaml:1:8 Error load/encoding");
}

#[test]
fn themes_are_found_or_named() {
    let folder = Folder::new();
    folder.write("themes/plain/theme.yaml", "x: 1\n");
    let load = |theme: &str| {
        let config = Config { theme: theme.to_owned(), ..Config::default() };
        load_theme(folder.root(), &config, &[]).unwrap()
    };
    assert_eq!(load("plain").files[0].name, "theme.yaml");
    assert!(load("default").files.is_empty());
    for (theme, help) in [
        ("plian", "did you mean `plain`?"),
        ("defualt", "did you mean `default`?"),
        ("../secret", "make the folder `themes/../secret`, or leave `theme` out of `site.yaml`"),
        ("", "make the folder `themes/`, or leave `theme` out of `site.yaml`"),
    ] {
        let snapshot = load(theme);
        assert_eq!(shown(&snapshot.diagnostics[0]), "site.yaml:1:1 Error site/unknown-theme");
        assert_eq!(snapshot.diagnostics[0].help.as_deref(), Some(help));
    }
}

#[test]
fn names_need_only_be_readable() {
    let folder = Folder::new();
    for name in [
        "a b.pdf",
        "caf\u{e9}.pdf",
        "cafe\u{301}.pdf",
        "a:b.pdf",
        "what?.pdf",
        "a#b.pdf",
        "100%.pdf",
        "a;b.pdf",
        "it's.pdf",
        "\u{1F600}.pdf",
        "a..b.pdf",
        "-dash.pdf",
        "con.pdf",
        "dot..pdf",
        "space .pdf",
        "a\\b.pdf",
        "\u{200F}x.pdf",
        "&.pdf",
        "<b>.pdf",
        "\"q\".pdf",
        "A.PDF",
        "trailing.",
    ] {
        folder.write(&format!("briefings/{name}"), "x");
        let snapshot = folder.load();
        assert!(snapshot.diagnostics.is_empty(), "{name}");
        let path = format!("briefings/{name}");
        assert!(snapshot.assets.iter().any(|asset| asset.path.as_str() == path), "{name}");
    }
    let long = format!("{}.pdf", "x".repeat(251));
    folder.write(&format!("briefings/{long}"), "x");
    assert!(folder.load().assets.iter().any(|asset| asset.path.file_name() == long));
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn unreadable_names_are_refused() {
        let folder = Folder::new();
        for (bytes, wanted) in [
            (&b"bad\xFF.md"[..], "briefings/bad\u{FFFD}.md:1:1 Error load/file-name"),
            (b"line\nbreak.pdf", "briefings/line\u{FFFD}break.pdf:1:1 Error load/file-name"),
            (b"esc\x1B.md", "briefings/esc\u{FFFD}.md:1:1 Error load/file-name"),
        ] {
            let path = folder.root().join("briefings").join(OsStr::from_bytes(bytes));
            fs::write(&path, "x").unwrap();
            assert_eq!(folder.findings(), [wanted]);
            fs::remove_file(path).unwrap();
        }
        fs::create_dir(folder.root().join("briefings").join(OsStr::from_bytes(b"\xFE"))).unwrap();
        fs::write(folder.root().join("briefings").join(OsStr::from_bytes(b"\xFE")).join("x.md"), "x")
            .unwrap();
        assert_eq!(folder.findings(), ["briefings/\u{FFFD}:1:1 Error load/file-name"]);
    }

    #[test]
    fn links_are_named_and_not_followed() {
        let folder = Folder::new();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let at = |name: &str| folder.root().join(name);
        fs::create_dir_all(at("static")).unwrap();
        fs::create_dir_all(at("briefings/2015")).unwrap();
        symlink(outside.path().join("secret.md"), at("briefings/out.md")).unwrap();
        symlink("one.md", at("briefings/inside.md")).unwrap();
        symlink(outside.path(), at("briefings/folder")).unwrap();
        symlink("..", at("briefings/2015/loop")).unwrap();
        symlink("itself", at("briefings/itself")).unwrap();
        symlink("nowhere", at("briefings/dangling.pdf")).unwrap();
        symlink("/dev/zero", at("static/zero")).unwrap();
        symlink(outside.path(), at("pages")).unwrap();
        symlink(outside.path(), at("themes")).unwrap();
        // An editor's lock file is a link that points nowhere.
        symlink("user@host.1:2", at("briefings/.#one.md")).unwrap();
        let snapshot = folder.load();
        assert_eq!(paths(&snapshot.briefings), ["briefings/one.md"]);
        assert!(snapshot.assets.is_empty() && snapshot.statics.is_empty() && snapshot.pages.is_empty());
        let found: Vec<_> = snapshot.diagnostics.iter().map(shown).collect();
        let wanted = [
            "briefings/2015/loop",
            "briefings/dangling.pdf",
            "briefings/folder",
            "briefings/inside.md",
            "briefings/itself",
            "briefings/out.md",
            "pages",
            "static/zero",
            "themes",
        ]
        .map(|path| format!("{path}:1:1 Error load/link"));
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_linked_theme_or_settings_file_is_refused() {
        let folder = Folder::new();
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir(folder.root().join("themes")).unwrap();
        symlink(outside.path(), folder.root().join("themes/mine")).unwrap();
        let config = Config { theme: "mine".to_owned(), ..Config::default() };
        let found = load_theme(folder.root(), &config, &[]).unwrap().diagnostics;
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), ["themes/mine:1:1 Error load/link"]);
        fs::write(outside.path().join("site.yaml"), "title: x").unwrap();
        symlink(outside.path().join("site.yaml"), folder.root().join("site.yaml")).unwrap();
        let (text, found) = load_settings(folder.root()).unwrap();
        assert!(text.is_none());
        assert_eq!(shown(&found[0]), "site.yaml:1:1 Error load/link");
    }

    #[test]
    fn pipes_and_sockets_are_named_and_never_opened() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = Folder::new();
        let pipe = folder.root().join("briefings/pipe.md");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        let _socket =
            std::os::unix::net::UnixListener::bind(folder.root().join("briefings/socket.md")).unwrap();
        fs::write(folder.root().join("static"), "a file").unwrap();
        let snapshot = folder.load();
        assert_eq!(
            snapshot.diagnostics.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(),
            [
                "`briefings/pipe.md` is a named pipe, not a file",
                "`briefings/socket.md` is a socket, not a file",
                "`static` is a file, but a folder is expected there",
            ]
        );
        // One that takes a file's place after the listing does not hang the build either.
        let entry =
            Entry { absolute: pipe, path: SourcePath::new("briefings/pipe.md"), role: Role::Briefing };
        assert!(load_entry(&entry, 10, &Pictures::default(), &mut Vec::new()).err().unwrap().is_change());
    }

    #[test]
    fn a_hard_link_is_a_file() {
        let folder = Folder::new();
        fs::hard_link(folder.root().join("briefings/one.md"), folder.root().join("briefings/two.md"))
            .unwrap();
        assert_eq!(paths(&folder.load().briefings), ["briefings/one.md", "briefings/two.md"]);
    }

    #[test]
    fn what_changes_after_the_listing_asks_for_another_start() {
        let folder = Folder::new();
        let entry = |name: &str, role| {
            let path = SourcePath::new(format!("briefings/{name}"));
            Entry { absolute: folder.root().join(path.as_str()), path, role }
        };
        symlink("one.md", folder.root().join("briefings/link.md")).unwrap();
        fs::create_dir(folder.root().join("briefings/folder.md")).unwrap();
        for (name, role) in [
            ("gone.md", Role::Briefing),
            ("gone.pdf", Role::Asset),
            ("link.md", Role::Briefing),
            ("folder.md", Role::Briefing),
            ("one.md/x.md", Role::Page),
        ] {
            let error =
                load_entry(&entry(name, role), 10, &Pictures::default(), &mut Vec::new()).err().unwrap();
            assert!(error.is_change(), "{name}: {error:?}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn a_file_that_grows_or_shrinks_is_noticed() {
        let folder = Folder::new();
        let path = folder.root().join("briefings/one.md");
        for new_length in [0, 1, 1_000_000] {
            fs::write(&path, "0123456789").unwrap();
            let mut file = file::PlainFile::open(&path).unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_len(new_length).unwrap();
            assert!(file.read_into(&mut Vec::new()).unwrap_err().is_change());
            fs::write(&path, "0123456789").unwrap();
            let mut file = file::PlainFile::open(&path).unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_len(new_length).unwrap();
            assert!(file.read_blocks(&mut Vec::new(), |_| {}).unwrap_err().is_change());
        }
    }

    #[test]
    fn no_permission_is_an_error_with_its_path() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        let close = |path: &str, mode| {
            fs::set_permissions(folder.root().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        // Texts are read after the listing, what stands in `static/` while it is listed.
        folder.write("static/report.txt", "text");
        let load = || {
            let snapshot = load_snapshot(folder.root(), &Config::default(), &KnownPictures::default())?;
            let mut read = |file: &TextFile| file.read(&mut Vec::new(), &mut Vec::new()).map(drop);
            snapshot.briefings.iter().try_for_each(&mut read)
        };
        for path in ["briefings/one.md", "briefings", "static/report.txt", "static"] {
            close(path, 0);
            let loaded = as_nobody(folder.root(), load);
            close(path, 0o755);
            let Some(loaded) = loaded else { return };
            let error = loaded.unwrap_err();
            assert_eq!(error.kind, LoadErrorKind::Denied);
            assert!(error.to_string().contains(path), "{error}");
        }
    }

    #[test]
    fn the_same_snapshot_for_any_number_of_threads() {
        let folder = Folder::new();
        for n in 0..200 {
            folder.write(&format!("briefings/{}/{n}.md", n % 7), format!("text {n}\u{200B}"));
        }
        let load = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            format!("{:?}", pool.install(|| folder.load()))
        };
        assert_eq!(load(1), load(4));
    }
}
