/**
 * A whole Firebreak on an open store: replays loaded, HTTP listening, clock running. Stopping goes the other
 * way round: no new requests, then the clock's step under way, then whatever the caller opened.
 */
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { Scenario } from "../drill/replay/scenario.ts";
import type { Model } from "../engine/loop.ts";
import type { Packs } from "../engine/pack/types.ts";
import type { Store } from "../store/contract.ts";
import { alarmRoutes } from "./alarms/routes.ts";
import { startAlarms } from "./alarms/service.ts";
import type { Api } from "./api.ts";
import { buildServer, listen, LOOPBACK_HOSTS } from "./app.ts";
import { startClock } from "./clock.ts";
import { packResolver } from "./pack-folder.ts";
import { loadPermitKey } from "./permits/keys.ts";
import { permitRoutes } from "./permits/routes.ts";
import { freePort, portOutage } from "./port.ts";
import { loadReplay, type LoadedReplay } from "./replays.ts";

export interface Serving {
  readonly url: string;
  readonly replays: readonly LoadedReplay[];
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly store: Store;
  readonly model: Model;
  readonly packs: Packs;
  readonly scenarios: readonly Scenario[];
  readonly consoleDir: string | null;
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Where the keys and devices of the alarms are kept. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: FastifyBaseLogger;
  readonly say: (sentence: string) => void;
}

export async function serve(options: ServeOptions): Promise<Serving | Refusal> {
  const { store, model, packs, host, log, env, dataDir } = options;
  const packOf = packResolver(packs);
  const replays: LoadedReplay[] = [];
  for (const scenario of options.scenarios) {
    const loaded = await loadReplay(scenario, { store, packOf, say: options.say });
    if (isRefusal(loaded)) return loaded;
    replays.push(loaded);
  }
  const api: Api = { store, model, packs, packOf, replays: new Map(replays.map((one) => [one.incident, one.scenario])), now: Date.now };
  // The alarms put the address into their messages, so it must be known before anybody listens.
  const port = options.port === 0 ? await freePort(host) : options.port;
  const url = `http://${host === "0.0.0.0" || host === "::" || host === "::1" ? "localhost" : host}:${port}`;
  const alarms = startAlarms({ api, dataDir, env, publicUrl: url, log });
  try {
    const app = await buildServer({ ...api, consoleDir: options.consoleDir, log, hosts: hostsFor(host, env), more: [alarmRoutes(alarms), permitRoutes(loadPermitKey(dataDir))] });
    await listening(app, host, port);
    const clock = startClock({ store, now: Date.now, log });
    return {
      url,
      replays,
      async stop() {
        await app.close();
        await clock.stop();
        await alarms.stop();
      },
    };
  } catch (error) {
    await alarms.stop();
    throw error;
  }
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host.startsWith("127.");

/** Behind a proxy people come by the public name; a server that others reach answers to any. */
function hostsFor(host: string, env: NodeJS.ProcessEnv): readonly string[] | null {
  if (!isLoopback(host)) return null;
  const known = env["PUBLIC_URL"];
  return known && URL.canParse(known) ? [...LOOPBACK_HOSTS, new URL(known).hostname] : LOOPBACK_HOSTS;
}

async function listening(app: FastifyInstance, host: string, port: number): Promise<void> {
  try {
    await listen(app, host, port);
  } catch (error) {
    await app.close();
    throw await portOutage(host, port, error);
  }
}
