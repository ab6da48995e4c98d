/**
 * Gets the one server of a cluster up and joins it: the one that already runs, or a new one. Every race is
 * left to PostgreSQL's own lock file; whoever loses it looks again. Also takes the server down.
 */
import { setTimeout as pause } from "node:timers/promises";
import { codeOf, Outage } from "../outage.ts";
import { programOf } from "./binaries.ts";
import { faultIn, outageFromLog } from "./diagnosis.ts";
import { type Attempt, freePort, launch, rememberedPort, replaceFile, type Setup } from "./launch.ts";
import { readPidFile, removeEmptyPidFile, voidPidFile } from "./pid-file.ts";
import { notWritable, type Place } from "./place.ts";
import { isAlive, leftoversOf, looksLikeServer } from "./process-table.ts";
import { runAs } from "./run-as.ts";
import { hangUp, knock, leave, rejoin, type Session } from "./session.ts";

export interface Server {
  readonly pid: number;
  readonly port: number;
  readonly session: Session;
  /** It ran already when we came. */
  readonly adopted: boolean;
}

/** Recovery after a crash may read gigabytes of log; a server that lives but never answers is given up. */
const PATIENCE_MS = 15 * 60_000;
const REPORT_EVERY_MS = 10_000;
/** How long a server that is going away, or what it left behind, may hold us up. */
const RACE_PATIENCE_MS = 60_000;

/**
 * The server, up and joined. `wanted.port` 0 means the remembered port or any free one; with `wanted.fixed`
 * another port will not do. Throws an outage when it cannot be had.
 */
export async function serverUp(setup: Setup, wanted: { port: number; fixed: boolean }): Promise<Server> {
  const { place, say } = setup;
  let port = wanted.port !== 0 ? wanted.port : rememberedPort(place);
  const began = Date.now();
  for (;;) {
    const running = readPidFile(place);
    if (running !== null && looksLikeServer(running.pid, place.cluster)) {
      const server = await join(setup, running.pid, true, () => !looksLikeServer(running.pid, place.cluster));
      if (server !== null && (await isCurrent(setup, server))) return server;
      continue;
    }
    if (running !== null && isAlive(running.pid)) voidPidFile(place, running.pid);
    if (port === 0) port = await freePort();
    const attempt = attemptAt(setup, port);
    const server = await join(setup, attempt.pid, false, attempt.gone);
    if (server !== null) {
      replaceFile(place.portFile, `${server.port}\n`);
      return server;
    }
    const log = attempt.log();
    const fault = faultIn(log);
    if (fault === "port-taken") {
      if (wanted.fixed) throw portTaken(port);
      say(`Port ${port} is in use by another program; the database takes another one.`);
      port = 0;
    } else if (fault === "other" || Date.now() - began > RACE_PATIENCE_MS) {
      throw outageFromLog(log, place.dataDir);
    } else {
      if (fault === "leftovers") endLeftovers(setup, Date.now() - began);
      if (fault === "empty-lock" && Date.now() - began > 2000) removeEmptyPidFile(place);
      await pause(50);
    }
  }
}

function attemptAt(setup: Setup, port: number): Attempt {
  try {
    return launch(setup, port);
  } catch (error) {
    // Files of ours; a setting that is not one's to make is a bug and has no system code.
    throw codeOf(error) === "" ? error : notWritable(setup.place.dataDir, error);
  }
}

function portTaken(port: number): Outage {
  return new Outage(
    "port-taken",
    `Port ${port}, which the database should use, is in use by another program.`,
    "End that program, or choose another port, or leave the port out: then a free one is found.",
  );
}

/** Waits until the server answers and we are among its users; null when it went away instead. */
async function join(setup: Setup, pid: number, adopted: boolean, gone: () => boolean): Promise<Server | null> {
  const began = Date.now();
  let reported = began;
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 250)) {
    const file = readPidFile(setup.place);
    // The port stands in the file before it is ours; only "ready" says that it is.
    if (file !== null && file.port !== null && file.status === "ready" && (pid === 0 || file.pid === pid)) {
      const session = await knock(setup.place, setup.secret, file.port);
      if (session !== null) return { pid: file.pid, port: file.port, session, adopted };
    }
    if (gone()) return null;
    const now = Date.now();
    if (now - began > PATIENCE_MS) throw neverReady(setup.place);
    if (now - reported > REPORT_EVERY_MS) {
      reported = now;
      setup.say(`The database is not ready yet (${Math.round((now - began) / 1000)} s): ${file?.status || "starting"} …`);
    }
    await pause(waitMs);
  }
}

function neverReady(place: Place): Outage {
  return new Outage(
    "database-never-ready",
    `The database in ${place.home} runs but has not answered for ${PATIENCE_MS / 60_000} minutes.`,
    `Look into ${place.logFile}; ending the server (kill -INT, the first line of ${place.cluster}/postmaster.pid) and starting again is safe.`,
  );
}

/** An orphan of an older Firebreak, which nobody else uses, makes way for the programs we came with. */
async function isCurrent(setup: Setup, server: Server): Promise<boolean> {
  const { version } = server.session;
  if (version === setup.binaries.version) return true;
  try {
    if (await leave(server.session)) {
      setup.say(`Replacing the running PostgreSQL ${version} by ${setup.binaries.version} …`);
      await halt(setup, server);
      return false;
    }
    if (await rejoin(server.session)) return true;
  } catch {
    // It went away while we asked: the caller looks again.
  }
  await hangUp(server.session.client);
  return false;
}

/** Fast shutdown: clients are cut off, everything is written, the server is gone when this returns. */
export async function halt(setup: Setup, server: Server): Promise<void> {
  const { place, say } = setup;
  const isUp = (): boolean => readPidFile(place)?.pid === server.pid && looksLikeServer(server.pid, place.cluster);
  if (process.platform === "win32") {
    await runAs(null, programOf(setup.binaries, "pg_ctl"), ["stop", "-W", "-m", "fast", "-D", place.cluster]);
  } else if (isUp()) {
    process.kill(server.pid, "SIGINT");
  }
  const began = Date.now();
  let hurried = false;
  for (let waitMs = 5; isUp(); waitMs = Math.min(waitMs * 1.5, 100)) {
    if (!hurried && Date.now() - began > 60_000 && process.platform !== "win32") {
      hurried = true;
      say("The database has not finished in a minute; it is ended at once and will recover at the next start.");
      process.kill(server.pid, "SIGQUIT");
    }
    await pause(waitMs);
  }
  await hangUp(server.session.client);
}

/** What the dead parent would have done to its children: busy ones notice late that it is gone. */
function endLeftovers(setup: Setup, waitedMs: number): void {
  const pids = leftoversOf(setup.place.cluster);
  if (pids.length > 0) setup.say("Ending processes that an earlier database server left behind …");
  for (const pid of pids) {
    try {
      process.kill(pid, waitedMs < 5000 ? "SIGQUIT" : "SIGKILL");
    } catch (error) {
      if (codeOf(error) !== "ESRCH") throw error;
    }
  }
}
