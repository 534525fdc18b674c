// Builds the sites under test: the example site of this repository, and an invented one that has everything.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { writeInvented, writeMany } from "./invented.mjs";

const here = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(dirname(here));
export const artefacts = process.env.ARTEFACTS ?? join(here, "artefacts");

/** The day that counts as today, so that no test depends on the clock. */
export const TODAY = "2026-11-23";

export function program() {
  const named = process.env.BRIEFPRESS;
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const found = [named, join(target, "release/briefpress"), join(target, "debug/briefpress")].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error("there is no program to test: run `cargo build --release`, or name it in BRIEFPRESS");
  return found;
}

function build(source, base) {
  // The themes of the repository are left out: what is tested is what the program carries.
  execFileSync(program(), ["--root", source, "--quiet", "build", "--today", TODAY, "--base-url", base], {
    stdio: ["ignore", "inherit", "pipe"],
    timeout: 60_000,
  });
  return join(source, "output");
}

/** Both sites, built: their names, folders, base paths and pages. */
export function buildSites() {
  rmSync(artefacts, { recursive: true, force: true });
  const example = join(artefacts, "sites/example");
  mkdirSync(example, { recursive: true });
  for (const part of ["site.yaml", "briefings", "pages", "data", "static"]) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(example, part), { recursive: true });
  }
  const invented = join(artefacts, "sites/invented");
  writeInvented(invented);
  return [
    site("example", build(example, "https://briefings.example.org/"), "/"),
    site("invented", build(invented, "https://www.example.org/learning/"), "/learning/"),
  ];
}

/** A site of many briefings, for its index alone. */
export function buildMany(count) {
  const folder = join(artefacts, "sites/many");
  writeMany(folder, count);
  return { folder: build(folder, "https://www.example.org/"), base: "/" };
}

function site(name, folder, base) {
  const files = readdirSync(folder, { recursive: true }).map(String);
  const pages = files
    .filter((file) => file.endsWith(".html"))
    .map((file) => file.split("\\").join("/"))
    .filter((file) => !readFileSync(join(folder, file), "utf8").includes('http-equiv="refresh"'))
    .sort();
  return { name, folder, base, pages };
}

/** The address of a page within its site. */
export function address(site, page) {
  return site.base + page.replace(/index\.html$/, "");
}

/** One page of each kind, several of some, and one that is written from right to left. */
export function samples(site) {
  const kinds = new Map();
  for (const page of site.pages) {
    const html = readFileSync(join(site.folder, page), "utf8");
    const kind = /<body class="([a-z0-9-]+)/.exec(html)?.[1] ?? "other";
    const all = kinds.get(kind) ?? [];
    all.push(page);
    kinds.set(kind, all);
  }
  const chosen = [];
  for (const [kind, pages] of kinds) {
    const first = [...pages].sort((a, b) => size(site, b) - size(site, a));
    const count = kind === "briefing" ? 4 : kind === "page" ? 8 : kind === "index" ? 2 : 1;
    chosen.push(...first.slice(0, count).map((page) => ({ kind, page })));
    const turned = first.slice(count).find((page) => readFileSync(join(site.folder, page), "utf8").includes('<html lang="ar"'));
    if (turned) chosen.push({ kind, page: turned });
  }
  return chosen;
}

function size(site, page) {
  return readFileSync(join(site.folder, page)).length;
}

/** The path of an artefact, in a folder that exists. */
export function artefact(...parts) {
  const path = join(artefacts, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

export { relative };
