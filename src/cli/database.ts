/**
 * The database a command works on: the operator's when DATABASE_URL names one, else the embedded one of the
 * data folder, started or joined. Whoever opens it closes it, in the reverse order.
 */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { Packs } from "../engine/pack/types.ts";
import { model } from "../loops/index.ts";
import type { Store } from "../store/contract.ts";
import { startEmbedded } from "../store/embedded/embedded.ts";
import { Outage } from "../store/outage.ts";
import { openPostgresStore } from "../store/postgres/store.ts";

export interface Database {
  readonly store: Store;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly packs: Packs;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (sentence: string) => void;
}

export async function openDatabase({ packs, dataDir, env, say }: DatabaseOptions): Promise<Database | Refusal> {
  const given = env["DATABASE_URL"];
  if (given) {
    if (!/^postgres(ql)?:\/\//.test(given) || !URL.canParse(given)) {
      throw new Outage("database-address", "DATABASE_URL is not the address of a PostgreSQL.", "Write it as postgres://user:password@host:5432/name.");
    }
    return storeOn(given, packs, async () => undefined);
  }
  const embedded = await startEmbedded({ dataDir, say });
  try {
    return await storeOn(embedded.url, packs, () => embedded.stop());
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function storeOn(url: string, packs: Packs, stop: () => Promise<void>): Promise<Database | Refusal> {
  const store = await openPostgresStore(url, { model, packs });
  if (isRefusal(store)) {
    await stop();
    return store;
  }
  return {
    store,
    async close() {
      await store.close();
      await stop();
    },
  };
}
