/**
 * Builds the console into dist/console: every file on our own origin, nothing inlined into the page, so that a
 * strict content security policy holds. In development it passes the API on to a running server.
 */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("src/console"),
  publicDir: here("src/console/public"),
  plugins: [react()],
  build: {
    outDir: here("dist/console"),
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": process.env["FIREBREAK_API"] ?? "http://127.0.0.1:8080" },
  },
});
