// Serves a built site on loopback, below the folder that its addresses name, compressed as hosts do. It ends with the test.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/atom+xml; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".pdf": "application/pdf",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

/** Starts a server for `folder`; `base` is the path of the site, as `/` or `/sub/`. */
export async function serve(folder, base) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    // The root of the host is not the site's: nobody has put an icon there.
    if (path === "/favicon.ico" && base !== "/") return void response.writeHead(204).end();
    const inside = path.startsWith(base) ? path.slice(base.length) : null;
    const file = inside === null ? null : normalize(inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside);
    try {
      if (file === null || file.startsWith("..")) throw new Error("outside");
      const bytes = await readFile(join(folder, file));
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      const packed = /text|json|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      response.writeHead(200, { "Content-Type": type, ...(packed ? { "Content-Encoding": "gzip" } : {}) });
      response.end(packed ? gzipSync(bytes) : bytes);
    } catch {
      const page = await readFile(join(folder, "404.html")).catch(() => "missing");
      response.writeHead(404, { "Content-Type": TYPES[".html"] });
      response.end(page);
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
