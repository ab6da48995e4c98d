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
import type { Api } from "./api.ts";
import { buildServer, listen, LOOPBACK_HOSTS } from "./app.ts";
import { startClock } from "./clock.ts";
import { packResolver } from "./pack-folder.ts";
import { portOutage } from "./port.ts";
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
  readonly port: number;
  readonly log: FastifyBaseLogger;
  readonly say: (sentence: string) => void;
}

export async function serve(options: ServeOptions): Promise<Serving | Refusal> {
  const { store, model, packs, host, port, log } = options;
  const packOf = packResolver(packs);
  const replays: LoadedReplay[] = [];
  for (const scenario of options.scenarios) {
    const loaded = await loadReplay(scenario, { store, packOf, say: options.say });
    if (isRefusal(loaded)) return loaded;
    replays.push(loaded);
  }
  const api: Api = { store, model, packs, packOf, replays: new Map(replays.map((one) => [one.incident, one.scenario])), now: Date.now };
  const app = await buildServer({ ...api, consoleDir: options.consoleDir, log, hosts: isLoopback(host) ? LOOPBACK_HOSTS : null });
  const taken = await listening(app, host, port);
  const clock = startClock({ store, now: Date.now, log });
  return {
    url: `http://${host === "0.0.0.0" || host === "::" || host === "::1" ? "localhost" : host}:${taken}`,
    replays,
    async stop() {
      await app.close();
      await clock.stop();
    },
  };
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host.startsWith("127.");

async function listening(app: FastifyInstance, host: string, port: number): Promise<number> {
  try {
    return await listen(app, host, port);
  } catch (error) {
    await app.close();
    throw await portOutage(host, port, error);
  }
}
