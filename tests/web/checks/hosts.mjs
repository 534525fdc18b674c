// The files for hosts, read by the servers that they are for: Apache and nginx, where they are installed.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { run, writePurged } from "../lib/faulty.mjs";

const MODULES = process.env.APACHE_MODULES ?? "/usr/lib/apache2/modules";

/** The servers: their program, and their settings for a folder, a port and an output. */
const SERVERS = {
  nginx: {
    program: "/usr/sbin/nginx",
    settings: (folder, port, output) => `
      daemon off; pid ${folder}/pid; error_log ${folder}/errors; events {}
      http {
        access_log off; types { text/html html; text/plain txt; }
        ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
        server { listen 127.0.0.1:${port}; root ${folder}/root; include ${output}/nginx.conf; }
      }`,
    start: (file) => ["-c", file],
  },
  apache: {
    program: "/usr/sbin/apache2",
    settings: (folder, port) => `
      ServerRoot ${folder}\nServerName 127.0.0.1\nPidFile ${folder}/pid\nErrorLog ${folder}/errors\nListen 127.0.0.1:${port}
      ${["mpm_event", "authz_core", "dir", "alias", "headers", "setenvif"].map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}
      DocumentRoot ${folder}/root
      <Directory />\nRequire all granted\nAllowOverride FileInfo\nOptions FollowSymLinks\n</Directory>`,
    start: (file) => ["-f", file, "-D", "FOREGROUND"],
  },
};

/** What is answered at an address below the site, and where it leads. */
const ANSWERS = {
  "": [200],
  "briefings/first/": [200],
  "old/first/": [301, "briefings/first/"],
  "2019/first.html": [301, "briefings/first/"],
  "briefings/second/": [410],
  "briefings/second": [410],
  "briefings/second/index.html": [410],
  "briefings/second/?from=mail": [410],
  "briefings/%73econd/": [410],
  "briefings/report-v1.txt": [410],
  "briefings/report-v1xtxt": [404],
  "old/second/": [410],
  "briefings/third/": [200],
  "briefings/advice.txt": [200],
  "briefings/plan.txt": [200],
  "no/such/page/": [404],
  "nginx.conf": [404],
  ".htaccess": [404],
  "web.config": [404],
  _redirects: [404],
  "staticwebapp.config.json": [404],
};

/** What search engines are asked to leave out. */
const LEFT_OUT = ["briefings/advice.txt"];

export async function checkHosts(report) {
  const source = writePurged();
  for (const [name, server] of Object.entries(SERVERS)) {
    if (!existsSync(server.program)) {
      console.log(`  ${name}: left out (there is no ${server.program})`);
      continue;
    }
    const folder = mkdtempSync(join(tmpdir(), `briefpress-${name}-`));
    // A server that root starts reads files as somebody else.
    chmodSync(folder, 0o755);
    const port = await freePort();
    const [origin, output] = [`http://127.0.0.1:${port}`, join(folder, "output")];
    run(source, ["build", "--output", output, "--base-url", `${origin}/sub/`]);
    mkdirSync(join(folder, "root"));
    symlinkSync(output, join(folder, "root/sub"));
    writeFileSync(join(folder, "settings"), server.settings(folder, port, output));
    const child = spawn(server.program, server.start(join(folder, "settings")), { stdio: ["ignore", "ignore", "inherit"] });
    try {
      await started(origin);
      for (const [path, [status, to]] of Object.entries(ANSWERS)) await ask(report, name, `${origin}/sub/`, path, status, to);
    } finally {
      child.kill("SIGTERM");
      await Promise.race([new Promise((ended) => child.once("exit", ended)), wait(5_000)]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

async function ask(report, name, site, path, status, to) {
  const answer = await fetch(site + path, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
  const words = await answer.text();
  report.expect(answer.status === status, `${name}: /${path} is answered with ${answer.status}, not ${status}`);
  if (to) report.expect(new URL(answer.headers.get("location"), site).href === site + to, `${name}: /${path} leads to ${answer.headers.get("location")}`);
  for (const header of ["content-security-policy", "x-content-type-options", "referrer-policy"]) {
    report.expect(answer.headers.has(header), `${name}: /${path} has no ${header}`);
  }
  const robots = answer.headers.get("x-robots-tag");
  report.expect((robots === "noindex") === LEFT_OUT.includes(path), `${name}: /${path} has \`X-Robots-Tag: ${robots}\``);
  if (status === 404) report.expect(words.includes("skip"), `${name}: /${path} is answered with the page of the site`);
}

async function started(origin) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const answer = await fetch(`${origin}/sub/`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (answer) return void (await answer.text());
    await wait(100);
  }
  throw new Error("the server did not answer");
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
