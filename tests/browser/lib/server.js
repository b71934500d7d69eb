// A web server of one folder, below a path of its own: a link that leaves the folder is found out.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".txt": "text/plain",
};

/** Serves a folder at /some/where/ on a free port, until this process ends; the address of the folder. */
export async function serve(folder) {
  const base = "/some/where/";
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      if (!path.startsWith(base)) throw new Error("outside the site");
      const body = await readFile(join(folder, path.slice(base.length)));
      response.writeHead(200, { "content-type": `${TYPES[extname(path)] ?? "application/octet-stream"}; charset=utf-8` });
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
