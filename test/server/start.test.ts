// `firebreak start` as a person runs it: a process, an empty data folder, Ctrl-C. It prints the findings and the
// address, serves the board, leaves nothing running, and keeps the data for the next start.

import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, test } from "vitest";

const BIN = fileURLToPath(new URL("../../bin/firebreak.mjs", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "firebreak-start-"));
// The database may run as another user, who must be able to walk through.
chmodSync(data, 0o755);

const running = new Set<ChildProcess>();

interface Started {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves with the address once it is printed; rejects when the process ends before. */
  readonly url: Promise<string>;
}

function start(args: readonly string[], env: Record<string, string> = {}): Started {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...inherited, LANG: "C.UTF-8", LC_ALL: "", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let [out, err] = ["", ""];
  child.stderr.on("data", (part: Buffer) => void (err += part.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => {
    running.delete(child);
    resolve(code);
  }));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (part: Buffer) => {
      out += part.toString();
      const found = /http:\/\/[^\s]+/.exec(out)?.[0];
      if (found !== undefined && out.includes("Ctrl-C")) resolve(found);
    });
    void ended.then((code) => reject(new Error(`ended with ${code} before it served:\n${out}\n${err}`)));
  });
  url.catch(() => undefined);
  return { child, out: () => out, err: () => err, ended, url };
}

/** Command lines of processes of this data folder, where the system tells. */
function leftOver(): string[] {
  if (!existsSync("/proc/self/cmdline")) return [];
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return line.includes(data) ? [line] : [];
    } catch {
      return [];
    }
  });
}

const json = async (url: string, body?: object): Promise<unknown> =>
  (await fetch(url, body === undefined ? {} : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } })).json();

afterEach(async () => {
  for (const child of running) child.kill("SIGKILL");
});

afterAll(() => rmSync(data, { recursive: true, force: true }));

describe("firebreak start", () => {
  test("from an empty folder to a board, and away again without a trace", async () => {
    const first = start(["start", "--port", "0", "--data", data]);
    const url = await first.url;
    expect(first.out()).toContain("harbin-2021-09");
    expect(first.out()).toMatch(/2021-09-25 12:00 +Deadline missed +69 … 93/);
    const page = await fetch(url);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    const board = await fetch(`${url}/incidents/harbin-2021-09`);
    expect(board.status).toBe(200);
    const { duties } = (await json(`${url}/api/duties?incident=harbin-2021-09&overdue=1`)) as { duties: object[] };
    expect(duties.length).toBeGreaterThan(0);
    const made = await json(`${url}/api/incidents`, { id: "mine", title: "Mine", mode: "live", zone: "+08:00", city: "mine", pack: "cn-covid-9", commandPost: { org: "city", role: "duty_officer" } });
    expect(made).toMatchObject({ incident: { id: "mine", head: 0 } });

    const second = start(["start", "--port", new URL(url).port, "--data", `${data}-other`]);
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain("Firebreak already runs at");

    // One Ctrl-C may arrive twice, from the terminal and from whoever passes it on.
    first.child.kill("SIGINT");
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(leftOver()).toEqual([]);
    expect(existsSync(join(data, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  }, 180_000);

  test("again, in a few seconds, with the data, in Chinese", async () => {
    const begun = performance.now();
    const again = start(["start", "--port", "0", "--data", data, "--lang", "zh"]);
    const url = await again.url;
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(again.out()).toContain("逾期未完成");
    expect(await json(`${url}/api/incidents/mine`)).toMatchObject({ id: "mine" });
    expect(((await json(`${url}/api/incidents`)) as { incidents: object[] }).incidents).toHaveLength(3);
    again.child.kill("SIGTERM");
    expect(await again.ended).toBe(0);
    expect(leftOver()).toEqual([]);
  }, 60_000);

  test("after being killed: the next start joins what was left and says no harm was done", async () => {
    const killed = start(["start", "--port", "0", "--data", data]);
    const url = await killed.url;
    await json(`${url}/api/incidents`, { id: "kept", title: "Kept", mode: "drill", zone: "+08:00", pack: "measles", commandPost: { org: "city", role: "duty_officer" } });
    killed.child.kill("SIGKILL");
    await killed.ended;
    const next = start(["start", "--port", "0", "--data", data]);
    expect(await json(`${await next.url}/api/incidents/kept`)).toMatchObject({ id: "kept", mode: "drill" });
    next.child.kill("SIGINT");
    expect(await next.ended).toBe(0);
    expect(leftOver()).toEqual([]);
  }, 120_000);

  test("what is kept agrees with its ledger and breaks no law", async () => {
    const verified = start(["verify", "--data", data]);
    expect([await verified.ended, verified.out(), verified.err()]).toEqual([0, expect.stringMatching(/guiyang-2022-09: [1-9]\d* events, agrees with its ledger, no law broken[^]*harbin-2021-09: [1-9]\d* events, agrees with its ledger, no law broken/), expect.anything()]);
    expect(leftOver()).toEqual([]);
  }, 60_000);

  test("a port in use by another program: one sentence and the way out", async () => {
    const other = createServer((_request, response) => response.end("not Firebreak"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const refused = start(["start", "--port", String(port), "--data", data]);
    expect(await refused.ended).toBe(1);
    expect(refused.err()).toContain(`Port ${port} is in use by another program. Choose another one: npm start -- --port ${port + 1}`);
    await new Promise((resolve) => other.close(resolve));
  }, 60_000);
});

describe("firebreak, used wrongly", () => {
  test("a mistyped word: one sentence, nothing on standard output, exit code 2", async () => {
    const wrong = start(["strat"]);
    expect(await wrong.ended).toBe(2);
    expect(wrong.err()).toContain("There is no command “strat”. Did you mean “start”?");
    expect(wrong.out()).toBe("");
  }, 60_000);

  test("--json prints JSON and nothing else", async () => {
    const replay = start(["replay", fileURLToPath(new URL("../../scenarios/harbin-2021-09.json", import.meta.url)), "--json", "--pack", "cn-covid-9"]);
    expect(await replay.ended).toBe(0);
    const report = JSON.parse(replay.out()) as { counterfactual: boolean; findings: { kind: string; lateHours: number[] }[] };
    expect(report.counterfactual).toBe(true);
    expect(report.findings.find((finding) => finding.kind === "deadline_missed")?.lateHours).toEqual([73, 97]);
  }, 60_000);
});
