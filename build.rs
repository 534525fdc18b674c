//! Names the sources that the program is built from: what another build of the program made is made again, also while
//! the version stays the same. And reads the YAML that the program brings with it.

#[path = "build/nodes.rs"]
mod nodes;

use std::collections::hash_map::DefaultHasher;
use std::hash::Hasher as _;
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    // Its keys are fixed, so the same sources give the same name.
    let mut hasher = DefaultHasher::new();
    for folder in ["build", "src", "themes/default"] {
        println!("cargo:rerun-if-changed={folder}");
        add(Path::new(folder), &mut hasher)?;
    }
    hasher.write(&fs::read("Cargo.lock").unwrap_or_default());
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rustc-env=BRIEFPRESS_SOURCES={:016x}", hasher.finish());
    let out = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for folder in ["src/config/data", "themes/default/words"] {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|kind| kind == "yaml"))
            else {
                continue;
            };
            let nodes = nodes::nodes_of(&fs::read_to_string(&path)?);
            let nodes = nodes.map_err(|why| io::Error::other(format!("{}: {why}", path.display())))?;
            fs::write(Path::new(&out).join(name).with_extension("nodes"), nodes)?;
        }
    }
    Ok(())
}

fn add(folder: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        hasher.write(path.as_os_str().as_encoded_bytes());
        if path.is_dir() {
            add(&path, hasher)?;
        } else {
            hasher.write(&fs::read(&path)?);
        }
    }
    Ok(())
}
