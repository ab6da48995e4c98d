/**
 * The store in PostgreSQL, put together: incidents, the writer, the clock, subscriptions and reading. Every
 * error that means the database is away, full or closed to us leaves here as an outage with what to do.
 */
import type { Pool, PoolClient } from "pg";
import { isRefusal, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Model } from "../../engine/loop.ts";
import type { Packs } from "../../engine/pack/types.ts";
import { unknownIncident } from "../command-check.ts";
import type { Store } from "../contract.ts";
import { withNotices } from "../notices.ts";
import { openPool, type PoolOptions } from "../pool.ts";
import { outageOf } from "./broken-connection.ts";
import { runClock } from "./clock.ts";
import { createFeed, type Feed } from "./feed.ts";
import { incidentsIn } from "./incidents.ts";
import { migrate } from "./migrate.ts";
import { createScribe, type Scribe } from "./writing.ts";
import { readRowTypes } from "./rows.ts";
import { readEvents } from "./read-events.ts";
import { readDuties, readDuty, readDutyCounts, readThing, readThings } from "./read-state.ts";
import { rebuildAndCompare } from "./rebuild.ts";
import { rebuildAndWrite } from "./rebuild-write.ts";
import { keepStatistics } from "./statistics.ts";
import { createWriter } from "./writer.ts";

/** Cities that write at the same instant, two connections each. */
const WRITER_CONNECTIONS = 8;

export interface PostgresStoreOptions {
  readonly model: Model;
  /** Packs a new incident may run under. */
  readonly packs: Packs;
  readonly pool?: PoolOptions;
}

/** Opens the database, brings its shape up to date, and serves it. Throws an outage when it cannot be reached. */
export async function openPostgresStore(url: string, { model, packs, pool: poolOptions }: PostgresStoreOptions): Promise<Store | Refusal> {
  const pool = await openPool(url, poolOptions);
  onFirstUse(pool, () => undefined);
  const migrated = await migrate(pool, model).catch(async (error: unknown) => {
    await pool.end();
    throw outageOf(error, url) ?? error;
  });
  if (isRefusal(migrated)) {
    await pool.end();
    return migrated;
  }
  const safely = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw outageOf(error, url) ?? error;
    }
  };
  const incidents = incidentsIn(pool, packs);
  const feed = createFeed(pool);
  const statistics = keepStatistics(pool);
  const [scribe, writerPool] = await openWriter(url, model, poolOptions ?? {}).catch(async (error: unknown) => {
    await feed.close();
    await pool.end();
    throw error;
  });
  const writer = createWriter({ pool: writerPool, url, model, scribe, settingOf: incidents.setting, onMoved: feed.moved, statistics });
  let closing: Promise<void> | null = null;
  const shut = async (): Promise<void> => {
    await writer.close();
    await feed.close();
    await statistics.settled();
    await Promise.all([writerPool.end(), pool.end()]);
  };
  return withNotices({
    createIncident: (incident, now) => safely(incidents.create(incident, now)),
    incidents: () => safely(incidents.all()),
    incident: (id) => safely(incidents.find(id)),
    submit: (command, now) => safely(writer.submit(command, now)),
    events: (query) => safely(readEvents(pool, query)),
    subscribe: (incident, after, signal) => outagesOnly(feed.subscribe(incident, after, signal), url),
    thing: (incident, ref) => safely(readThing(pool, model, incident, ref)),
    things: (query) => safely(readThings(pool, model, query)),
    duty: (incident, id) => safely(readDuty(pool, incident, id)),
    duties: (query) => safely(readDuties(pool, query)),
    dutyCounts: ({ incident }) => safely(readDutyCounts(pool, incident)),
    runClock: (now: Ms, limit?: number, incident?: string) => safely(runClock(pool, writer, incidents, now, limit, incident)),
    async rebuildAndCompare(id) {
      const incident = await safely(incidents.find(id));
      return incident === undefined ? [`There is no incident ${id}.`] : safely(rebuildAndCompare(pool, model, id, incident.city));
    },
    async rebuild(id, now) {
      const incident = await safely(incidents.find(id));
      return incident === undefined ? unknownIncident(id) : safely(rebuildAndWrite(pool, model, incident, now));
    },
    close: () => (closing ??= shut()),
  }, model);
}

/**
 * A connection that breaks while it is in use says so twice: to the query under way, which reports it, and as
 * an event, which would end the process if nobody listened.
 */
function onFirstUse(pool: Pool, prepare: (client: PoolClient) => unknown): void {
  const known = new WeakSet<PoolClient>();
  pool.on("acquire", (client) => {
    if (known.has(client)) return;
    known.add(client);
    client.on("error", () => undefined);
    prepare(client);
  });
}

/** Every statement of the writer finds its rows by key, which no statistics, and least of all none, should make it doubt. */
const PLANNING = "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";

/**
 * The writer has connections of its own, so that no long reading makes a command wait. Its few statements are
 * planned once: planning them anew for each batch would cost more than running them.
 */
async function openWriter(url: string, model: Model, options: PoolOptions): Promise<[Scribe, Pool]> {
  const pool = await openPool(url, { max: WRITER_CONNECTIONS, ...options });
  onFirstUse(pool, (client) => void client.query(PLANNING).catch(() => undefined));
  return [createScribe(model, await readRowTypes(pool)), pool];
}

async function* outagesOnly(events: ReturnType<Feed["subscribe"]>, url: string): ReturnType<Feed["subscribe"]> {
  try {
    yield* events;
  } catch (error) {
    throw outageOf(error, url) ?? error;
  }
}
