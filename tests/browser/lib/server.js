// A web server of one folder, below a path of its own: a link that leaves the folder is found out.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
};

/** What a static host adds: text is packed, and what is named after its content may be kept for ever. */
function hosted(path, type, body) {
  const caching = /\.[0-9a-f]{12}\./.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
  if (type.startsWith("image/png")) return { headers: { "cache-control": caching }, body };
  return { headers: { "cache-control": caching, "content-encoding": "gzip" }, body: gzipSync(body, { level: 9 }) };
}

/**
 * Serves a folder at /some/where/ on a free port, until this process ends; the address of the folder.
 * Plain as it lies there, or as a host would.
 */
export async function serve(folder, { asHost = false } = {}) {
  const base = "/some/where/";
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      if (!path.startsWith(base)) throw new Error("outside the site");
      const file = await readFile(join(folder, path.slice(base.length)));
      const type = `${TYPES[extname(path)] ?? "application/octet-stream"}; charset=utf-8`;
      const { headers, body } = asHost ? hosted(path, type, file) : { headers: {}, body: file };
      response.writeHead(200, { "content-type": type, ...headers });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("not found");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  return `http://127.0.0.1:${server.address().port}${base}`;
}
