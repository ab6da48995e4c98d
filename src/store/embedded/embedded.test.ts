/**
 * The launcher with a real server: what a first and a later start give, several users of one folder, and
 * the failures an operator meets. Kills are in kill.test.ts, root's special cases in root.test.ts.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { isRoot } from "./account.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { placeAt } from "./place.ts";
import { isServing, query, serverPid, SMALL, trialFolder } from "./trial.ts";

const folder = trialFolder();
const running: Embedded[] = [];
afterAll(async () => {
  for (const each of running) await each.stop();
  folder.remove();
});

async function start(name: string, more: { port?: number; lines?: string[] } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({
    dataDir: join(folder.path, name),
    settings: SMALL,
    stateDir: join(folder.path, "state"),
    say: (line) => more.lines?.push(line),
    ...(more.port === undefined ? {} : { port: more.port }),
  });
  running.push(embedded);
  return embedded;
}

function occupy(port = 0): Promise<{ port: number; free(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address !== null ? address.port : 0,
        free: () => new Promise((done) => server.close(() => done())),
      });
    });
  });
}

describe("a data folder of one's own", () => {
  it("is made durable, private and in UTF-8, and keeps data, port and password", async () => {
    const first = await start("plain");
    expect(first.adopted).toBe(false);
    const settings = Object.fromEntries(
      (await query(first.url, "select name, setting from pg_settings")).map((row) => [row["name"], row["setting"]]),
    );
    expect(settings).toMatchObject({
      fsync: "on", full_page_writes: "on", synchronous_commit: "on", data_checksums: "on", jit: "off",
      TimeZone: "UTC", server_encoding: "UTF8", listen_addresses: "127.0.0.1", wal_level: "replica",
      shared_buffers: String((16 * 2 ** 20) / 8192), max_connections: "20",
    });
    expect(await query(first.url, "select rolsuper, rolcreatedb from pg_roles where rolname = current_user")).toEqual([
      { rolsuper: false, rolcreatedb: true },
    ]);
    expect(await query(first.adminUrl, "select auth_method from pg_hba_file_rules group by 1")).toEqual([
      { auth_method: "scram-sha-256" },
    ]);
    await query(first.url, "create table kept as select 'Harbin 哈尔滨'::text as city");

    const place = placeAt(first.dataDir);
    expect(statSync(place.secretFile).mode & 0o777).toBe(0o600);
    expect(statSync(place.cluster).mode & 0o777).toBe(0o700);
    expect(readFileSync(place.confFile, "utf8")).not.toContain(readFileSync(place.secretFile, "utf8").trim());
    await first.stop();
    expect(await isServing(first.url)).toBe(false);

    const lines: string[] = [];
    const second = await start("plain", { lines });
    expect(second).toMatchObject({ url: first.url, port: first.port, adopted: false });
    expect(lines).toEqual([]);
    expect(await query(second.url, "select city from kept")).toEqual([{ city: "Harbin 哈尔滨" }]);
    await second.stop();
  });

  it("refuses the product's password to the superuser", async () => {
    const embedded = await start("plain");
    const swapped = embedded.url.replace("//firebreak:", "//postgres:");
    await expect(query(swapped, "select 1")).rejects.toMatchObject({ code: "28P01" });
    await embedded.stop();
  });

  it("stops within seconds with clients in the middle of work", async () => {
    const embedded = await start("plain");
    const client = new pg.Client({ connectionString: embedded.url });
    client.on("error", () => undefined);
    await client.connect();
    const busy = client.query("begin; select pg_sleep(600)").catch((error: unknown) => error);
    const began = performance.now();
    await embedded.stop();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await busy).toBeInstanceOf(Error);
    expect(await isServing(embedded.url)).toBe(false);
    await embedded.stop();
  });
});

describe("several users of one folder", () => {
  it("meet in one server, and the last one out stops it", async () => {
    const [one, two] = await Promise.all([start("shared"), start("shared")]);
    expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1);
    expect(two.url).toBe(one.url);
    expect(readdirSync(one.dataDir)).toEqual(["postgres"]);
    const starter = one.adopted ? two : one;
    const guest = one.adopted ? one : two;
    await starter.stop();
    expect(await isServing(guest.url)).toBe(true);
    const third = await start("shared");
    expect(third.adopted).toBe(true);
    await Promise.all([third.stop(), guest.stop()]);
    expect(await isServing(guest.url)).toBe(false);
  });
});

describe("a port in use", () => {
  it("is refused when it was asked for", async () => {
    const taken = await occupy();
    await expect(start("port", { port: taken.port })).rejects.toMatchObject({
      code: "port-taken",
      message: expect.stringContaining(String(taken.port)),
      fix: expect.stringContaining("another port"),
    });
    await taken.free();
    const embedded = await start("port", { port: taken.port });
    expect(embedded.port).toBe(taken.port);
    await embedded.stop();
  });

  it("is passed over when it was only remembered", async () => {
    const before = await start("port");
    await before.stop();
    const taken = await occupy(before.port);
    const lines: string[] = [];
    const after = await start("port", { lines });
    expect(after.port).not.toBe(before.port);
    expect(lines).toEqual([expect.stringContaining(`Port ${before.port} is in use`)]);
    expect(await isServing(after.url)).toBe(true);
    await after.stop();
    await taken.free();
  });
});

describe("a data folder that cannot be used", () => {
  it("names the other version that made it", async () => {
    await (await start("version")).stop();
    const file = join(placeAt(join(folder.path, "version")).cluster, "PG_VERSION");
    for (const version of ["16", "19"]) {
      writeFileSync(file, `${version}\n`);
      await expect(start("version")).rejects.toMatchObject({
        code: "data-of-another-version",
        message: expect.stringContaining(`PostgreSQL ${version};`),
        fix: expect.stringContaining("FIREBREAK_DATA"),
      });
    }
    writeFileSync(file, "18\n");
    await (await start("version")).stop();
  });

  it("keeps its hands off another program's PostgreSQL", async () => {
    mkdirSync(join(folder.path, "foreign"));
    writeFileSync(join(folder.path, "foreign", "PG_VERSION"), "18\n");
    await expect(start("foreign")).rejects.toMatchObject({ code: "data-not-ours" });
    expect(readdirSync(join(folder.path, "foreign"))).toEqual(["PG_VERSION"]);
  });

  it("says that the password file is lost, or does not fit", async () => {
    const embedded = await start("secret");
    const { secretFile } = placeAt(embedded.dataDir);
    renameSync(secretFile, `${secretFile}.kept`);
    await expect(start("secret")).rejects.toMatchObject({ code: "password-lost" });
    writeFileSync(secretFile, "x".repeat(43), { mode: 0o600 });
    await expect(start("secret")).rejects.toMatchObject({ code: "password-mismatch" });
    renameSync(`${secretFile}.kept`, secretFile);
    await embedded.stop();
  });

  it("says that a file is in the way", async () => {
    writeFileSync(join(folder.path, "file"), "");
    await expect(start("file")).rejects.toMatchObject({ code: "data-not-writable" });
  });

  it("reports a setting PostgreSQL does not take in PostgreSQL's words", async () => {
    const dataDir = join(folder.path, "plain");
    await expect(startEmbedded({ dataDir, settings: { work_mem: "a lot" } })).rejects.toMatchObject({
      code: "database-start-failed",
      cause: expect.objectContaining({ message: expect.stringContaining("work_mem") }),
    });
    await expect(startEmbedded({ dataDir, settings: { fsync: "off" } })).rejects.toThrow(/bug: fsync/);
  });

  it.skipIf(!isRoot() || process.platform !== "linux")("says that the disk is full, and works once it is not (needs root, to mount a small disk)", async () => {
    const disk = join(folder.path, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m,mode=711", "tmpfs", disk]);
    try {
      await expect(start("disk")).rejects.toMatchObject({ code: "disk-full", message: expect.stringContaining(disk) });
      expect(readdirSync(disk)).toEqual([]);
      execFileSync("mount", ["-o", "remount,size=200m", disk]);
      const embedded = await start("disk");
      expect(serverPid(disk)).toBeGreaterThan(0);
      await embedded.stop();
      await expect(async () => {
        writeFileSync(join(disk, "filler"), Buffer.alloc(200 * 2 ** 20));
      }).rejects.toMatchObject({ code: "ENOSPC" });
      await expect(start("disk")).rejects.toMatchObject({ code: "disk-full" });
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});
