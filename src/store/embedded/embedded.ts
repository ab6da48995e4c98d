/**
 * The embedded PostgreSQL: one call starts or joins the server of a data folder, keeps it up, and gives a
 * connection string. A server that dies under us is started again on the same port. Which user, which
 * folder, which programs and which port are worked out here and said in plain sentences; failures are
 * outages with a way out. Signals are the caller's: call `stop` when leaving.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Outage, outageLine } from "../outage.ts";
import { accountFor } from "./account.ts";
import { binariesFor } from "./binaries.ts";
import { assertOpenable, makeCluster, readSecret } from "./cluster.ts";
import type { Setup } from "./launch.ts";
import { findPlace, ownerOf, reachablePlace } from "./place.ts";
import { halt, type Server, serverUp } from "./server.ts";
import { adminUrl, appUrl, ensureDatabase, hangUp, leave } from "./session.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Left out or 0: the port of last time, or any free one. */
  readonly port?: number;
  readonly say?: (line: string) => void;
  /** PostgreSQL settings over ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where root keeps what the server's account must reach. */
  readonly stateDir?: string;
  /** Programs to use instead of the npm package's `native` folder. */
  readonly nativeDir?: string;
}

export interface Embedded {
  /** For the product: a plain role that owns its database. */
  readonly url: string;
  /** For base backups and the like: the superuser, in the same database. */
  readonly adminUrl: string;
  readonly port: number;
  /** The server ran already: another Firebreak's, or left over from an earlier run. */
  readonly adopted: boolean;
  /** The folder that really holds the data. */
  readonly dataDir: string;
  /** Stops the server unless another Firebreak still uses it. Safe to call twice. */
  stop(): Promise<void>;
}

async function prepare(options: EmbeddedOptions): Promise<Setup> {
  const say = options.say ?? (() => undefined);
  const stateDir = options.stateDir ?? "/var/lib/firebreak";
  const asked = findPlace(options.dataDir);
  const account = accountFor(ownerOf(asked));
  const binaries = await binariesFor(account, { nativeDir: options.nativeDir, stateDir, say });
  const place = await reachablePlace(asked, binaries, account, { stateDir, say });
  await makeCluster(place, binaries, account, say);
  assertOpenable(place, binaries, account);
  return { place, binaries, account, secret: readSecret(place), settings: options.settings ?? {}, say };
}

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const setup = await prepare(options);
  const port = options.port ?? 0;
  const server = await serverUp(setup, { port, fixed: port !== 0 });
  await ensureDatabase(server.session, setup.secret);
  if (server.adopted) setup.say(`Joined the database that already runs in ${setup.place.home}.`);
  if (port !== 0 && server.port !== port) {
    setup.say(`It listens on port ${server.port}, not ${port}; stop what uses it to move it.`);
  }
  return {
    url: appUrl(setup.secret, server.port),
    adminUrl: adminUrl(setup.secret, server.port),
    port: server.port,
    adopted: server.adopted,
    dataDir: setup.place.dataDir,
    stop: keepUp(setup, server),
  };
}

/** Watches the server and starts it again when it dies; returns the way to stop doing so. */
function keepUp(setup: Setup, first: Server): () => Promise<void> {
  let server = first;
  const leaving = new AbortController();
  let stopped: Promise<void> | null = null;

  const watch = async (): Promise<void> => {
    while (!leaving.signal.aborted) {
      await server.session.ended;
      if (leaving.signal.aborted) return;
      setup.say("The connection to the database was lost; starting it again where it is down …");
      const again = await revive(setup, server.port, leaving.signal);
      if (again === null) return;
      server = again;
      if (!leaving.signal.aborted) setup.say("The database is up again.");
    }
  };
  const watching = watch();

  const stop = async (): Promise<void> => {
    leaving.abort();
    // A restart under way is waited for, but not a long recovery: the next start finds and joins it.
    const settled = server.session.client.query("select 1").then(() => true, () => false);
    if (!(await settled)) await Promise.race([watching, pause(5000, undefined, { ref: false })]);
    const last = await leave(server.session).catch(() => null);
    if (last === true) await halt(setup, server);
    else await hangUp(server.session.client);
  };
  return () => (stopped ??= stop());
}

/** Tries until the server is back on the same port (its address has been handed out) or we leave. */
async function revive(setup: Setup, port: number, leaving: AbortSignal): Promise<Server | null> {
  for (let waitMs = 250; !leaving.aborted; waitMs = Math.min(waitMs * 2, 10_000)) {
    try {
      return await serverUp(setup, { port, fixed: true });
    } catch (error) {
      setup.say(error instanceof Outage ? outageLine(error) : `The database did not start: ${String(error)}`);
    }
    await pause(waitMs, undefined, { signal: leaving }).catch(() => undefined);
  }
  return null;
}
