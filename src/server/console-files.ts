/**
 * Serves the console's built files. Every address that is neither a file nor under /api is the console's own
 * page, which reads the address itself. Without a built console a plain page says how to build it.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse } from "../base/refusal.ts";
import { sendRefusal } from "./api.ts";

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Firebreak</title>
<h1>The console is not built yet · 控制台尚未构建</h1>
<p>Run <code>npm run build</code> in the checkout, then load this page again. The API answers under <a href="/api/openapi.json">/api</a>.</p>
<p>请在代码目录运行 <code>npm run build</code>，然后刷新本页。接口位于 <a href="/api/openapi.json">/api</a>。</p></html>`;

export async function serveConsole(app: FastifyInstance, dir: string | null): Promise<void> {
  const built = dir !== null && existsSync(join(dir, "index.html"));
  if (built) {
    await app.register(fastifyStatic, {
      root: dir,
      wildcard: true,
      index: "index.html",
      dotfiles: "ignore",
      cacheControl: false,
      setHeaders: (reply, path) => {
        // File names under assets/ carry a digest of their content, everything else may change under its name.
        void reply.header("cache-control", path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
      },
      schemaHide: true,
    });
  }
  app.setNotFoundHandler((request, reply) => notFound(request, reply, built));
}

function notFound(request: FastifyRequest, reply: FastifyReply, built: boolean): FastifyReply {
  const path = request.url.split("?", 1)[0] ?? "";
  const isApi = path === "/api" || path.startsWith("/api/");
  const wantsPage = request.method === "GET" && !isApi && !/\.[a-z0-9]{2,5}$/i.test(path);
  if (wantsPage && built) return reply.sendFile("index.html");
  if (wantsPage) return reply.code(503).type("text/html; charset=utf-8").send(NOT_BUILT);
  return sendRefusal(reply, refuse("no-such-page", `There is nothing at ${request.method} ${path.slice(0, 120)}.`, { fix: "GET /api/openapi.json lists every address." }));
}
