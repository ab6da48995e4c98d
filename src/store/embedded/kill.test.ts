/**
 * Sudden deaths, each with a real server: of Firebreak, of PostgreSQL, of both, half-way through the first
 * start, and with a pid file that has come to name a stranger. Nothing acknowledged may be lost, and the
 * next start must need no help.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { placeAt } from "./place.ts";
import { looksLikeServer } from "./process-table.ts";
import { isServing, query, serverPid, SMALL, trialFolder, tryInProcess, until } from "./trial.ts";

const folder = trialFolder();
const running: Embedded[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});
afterAll(() => folder.remove());

const dataDir = join(folder.path, "data");
const { cluster, home } = placeAt(dataDir);
const options = { dataDir, settings: SMALL, stateDir: join(folder.path, "state") };

async function start(lines: string[] = []): Promise<Embedded> {
  const embedded = await startEmbedded({ ...options, say: (line) => lines.push(line) });
  running.push(embedded);
  return embedded;
}

/** Ends it as a power cut would, and waits until its parent has collected it. */
async function killHard(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await until("the server's end", () => !looksLikeServer(pid, cluster));
}

/** Writes rows until the connection breaks; the last one that was acknowledged. */
async function writeUntilCut(url: string): Promise<{ acknowledged: number; cut: Promise<number> }> {
  await query(url, "drop table if exists acknowledged; create table acknowledged (n int)");
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  const progress = { acknowledged: 0, cut: Promise.resolve(0) };
  progress.cut = (async () => {
    try {
      for (;;) {
        await client.query("insert into acknowledged values ($1)", [progress.acknowledged + 1]);
        progress.acknowledged += 1;
      }
    } catch {
      return progress.acknowledged;
    }
  })();
  return progress;
}

describe("Firebreak killed", () => {
  it("leaves a server that the next start joins and then stops", async () => {
    const earlier = tryInProcess(options);
    const outcome = await earlier.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    const pid = serverPid(dataDir);
    await query(outcome.url, "drop table if exists kept; create table kept as select 1 as one");
    process.kill(earlier.child.pid ?? 0, "SIGKILL");
    await until("the killed process to be gone", () => earlier.child.signalCode === "SIGKILL");
    expect(await isServing(outcome.url)).toBe(true);

    const next = await start();
    expect(next).toMatchObject({ adopted: true, url: outcome.url });
    expect(serverPid(dataDir)).toBe(pid);
    expect(await query(next.url, "select one from kept")).toEqual([{ one: 1 }]);
    await next.stop();
    expect(await isServing(outcome.url)).toBe(false);
  });

  it("half-way through the first start leaves nothing that looks finished", async () => {
    rmSync(dataDir, { recursive: true });
    const earlier = tryInProcess(options);
    await until("the cluster to be half made", () => readBuilding()?.some((name) => name === "cluster"));
    process.kill(earlier.child.pid ?? 0, "SIGKILL");
    await until("the killed process to be gone", () => earlier.child.signalCode === "SIGKILL");
    expect(readdirSync(dataDir)).not.toContain("postgres");

    const next = await start();
    expect(next.adopted).toBe(false);
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
    expect(await isServing(next.url)).toBe(true);
  });

  function readBuilding(): string[] | null {
    try {
      const name = readdirSync(dataDir).find((each) => each.startsWith("postgres.new-"));
      return name === undefined ? null : readdirSync(join(dataDir, name));
    } catch {
      return null;
    }
  }

  it("by Ctrl-C at the terminal does not take the server along before Firebreak has finished", async () => {
    const other = tryInProcess(options);
    const outcome = await other.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    // The terminal signals the whole foreground group; the trial process ignores it, as one that tidies up does.
    process.kill(-(other.child.pid ?? 0), "SIGINT");
    expect(await query(outcome.url, "select pg_sleep(0.2) is not null as still")).toEqual([{ still: true }]);
    await other.stop();
    expect(await isServing(outcome.url)).toBe(false);
  });
});

describe("PostgreSQL killed", () => {
  it("under a running Firebreak comes back by itself, on its port, with everything acknowledged", async () => {
    const lines: string[] = [];
    const embedded = await start(lines);
    const progress = await writeUntilCut(embedded.url);
    await until("some rows", () => progress.acknowledged >= 20);
    const pid = serverPid(dataDir);
    process.kill(pid, "SIGKILL");
    const acknowledged = await progress.cut;
    await until("the server to be back", () => lines.includes("The database is up again."));
    expect(serverPid(dataDir)).not.toBe(pid);
    const [row] = await query(embedded.url, "select count(*)::int as kept from acknowledged");
    expect([acknowledged, acknowledged + 1]).toContain(row?.["kept"]);
    await embedded.stop();
    expect(await isServing(embedded.url)).toBe(false);
  });

  it("together with Firebreak recovers at the next start", async () => {
    const earlier = tryInProcess(options);
    const outcome = await earlier.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    const progress = await writeUntilCut(outcome.url);
    await until("some rows", () => progress.acknowledged >= 20);
    const pid = serverPid(dataDir);
    process.kill(earlier.child.pid ?? 0, "SIGKILL");
    await killHard(pid);
    const acknowledged = await progress.cut;
    expect(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0]).toBe(String(pid));

    const next = await start();
    expect(next).toMatchObject({ adopted: false, port: outcome.port });
    const [row] = await query(next.url, "select count(*)::int as kept from acknowledged");
    expect([acknowledged, acknowledged + 1]).toContain(row?.["kept"]);
  });

  it("with a child too busy to notice is cleared away before the next start", async () => {
    const earlier = tryInProcess(options);
    const outcome = await earlier.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    const client = new pg.Client({ connectionString: outcome.url });
    client.on("error", () => undefined);
    await client.connect();
    const [backend] = (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    // One long computation in C, which looks neither at signals of the parent's death nor at its socket.
    const busy = client.query("select count(*) from generate_series(1, 4000000000) a").catch((error: unknown) => error);
    await until("the query to run", async () => {
      const [row] = await query(outcome.url, `select state from pg_stat_activity where pid = ${backend?.pid}`);
      return row?.["state"] === "active";
    });
    process.kill(earlier.child.pid ?? 0, "SIGKILL");
    await killHard(serverPid(dataDir));

    const lines: string[] = [];
    const next = await start(lines);
    expect(next.adopted).toBe(false);
    expect(lines).toContain("Ending processes that an earlier database server left behind …");
    expect(await busy).toBeInstanceOf(Error);
    expect(await isServing(next.url)).toBe(true);
  });
});

describe("a pid file left behind", () => {
  it("whose number now belongs to a stranger does not keep the server down", async () => {
    await (await start()).stop();
    const stale = [process.pid, cluster, 1700000000, 5432, join(home, "socket"), "127.0.0.1", "", "ready   ", ""];
    writeFileSync(join(cluster, "postmaster.pid"), stale.join("\n"));
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await isServing(next.url)).toBe(true);
  });

  it("that a crash left empty does not keep the server down either", async () => {
    await (await start()).stop();
    writeFileSync(join(cluster, "postmaster.pid"), "");
    expect(await isServing((await start()).url)).toBe(true);
  });

  it("that is damaged is reported in PostgreSQL's words", async () => {
    await (await start()).stop();
    writeFileSync(join(cluster, "postmaster.pid"), "nonsense\n");
    await expect(start()).rejects.toMatchObject({ code: "database-start-failed", message: expect.stringContaining("postmaster.pid") });
  });
});
