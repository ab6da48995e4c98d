/**
 * `firebreak start`: database, migrations, replays, server and clock, then it says where it is and what the
 * replays found, and stays until Ctrl-C, which stops everything in order; a second Ctrl-C stops at once.
 */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { Scenario } from "../drill/replay/scenario.ts";
import { report } from "../drill/replay/report.ts";
import type { Lang } from "../engine/pack/show.ts";
import type { Packs } from "../engine/pack/types.ts";
import { model } from "../loops/index.ts";
import { makeLog } from "../server/log.ts";
import { readPackFolder } from "../server/pack-folder.ts";
import { assertPortFree } from "../server/port.ts";
import type { LoadedReplay } from "../server/replays.ts";
import { readScenarioFolder } from "../server/replays.ts";
import { serve } from "../server/serve.ts";
import { EXIT, langOf, readArgs, usage, type Words } from "./args.ts";
import { openDatabase, type Database } from "./database.ts";
import { findingsTable } from "./findings-table.ts";
import { no, pick, titleIn, type Io } from "./io.ts";
import { CONSOLE, dataDirOf, ownPacks, PACKS, SCENARIOS } from "./places.ts";

interface Place {
  readonly host: string;
  readonly port: number;
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const words = readArgs(args, { port: text, host: text, data: text, "no-replays": { type: "boolean" } }, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const place = placeOf(words, io.env);
  if (isRefusal(place)) return no(io, place);
  const stopping = stopRequest(io, langOf(words, io.env));
  if (place.port !== 0) await assertPortFree(place.host, place.port);
  const packs = await readPackFolder(PACKS, ownPacks(null, io.env));
  if (Array.isArray(packs)) return no(io, packs as readonly Refusal[]);
  const scenarios = words.values["no-replays"] === true ? [] : await readScenarioFolder(SCENARIOS);
  if (scenarios.some((one) => isRefusal(one))) return no(io, scenarios as readonly Refusal[]);
  const dataDir = dataDirOf(words.values["data"] as string | undefined, io.env);
  const database = await openDatabase({ packs: packs as Packs, dataDir, env: io.env, say: io.say });
  if (isRefusal(database)) return no(io, database);
  return serveUntilStopped({ io, dataDir, lang: langOf(words, io.env), place, packs: packs as Packs, scenarios: scenarios as readonly Scenario[], database, stopping });
}

interface Running {
  readonly io: Io;
  readonly dataDir: string;
  readonly lang: Lang;
  readonly place: Place;
  readonly packs: Packs;
  readonly scenarios: readonly Scenario[];
  readonly database: Database;
  readonly stopping: Promise<string>;
}

async function serveUntilStopped({ io, dataDir, lang, place, packs, scenarios, database, stopping }: Running): Promise<number> {
  try {
    const log = makeLog(io.env, process.stderr.isTTY === true);
    const serving = await serve({ store: database.store, model, packs, scenarios, consoleDir: CONSOLE, ...place, dataDir, env: io.env, log, say: io.say });
    if (isRefusal(serving)) return no(io, serving);
    for (const loaded of serving.replays) introduce(loaded, lang, io);
    io.out(pick(lang, `Firebreak 已启动：${serving.url}`, `Firebreak is running: ${serving.url}`));
    io.out(pick(lang, "按 Ctrl-C 停止。", "Press Ctrl-C to stop."));
    await stopping;
    io.say(pick(lang, "正在停止…（再按一次 Ctrl-C 立即停止）", "Stopping … (Ctrl-C again stops at once)"));
    await serving.stop();
  } finally {
    await database.close();
  }
  io.say(pick(lang, "已停止，数据已保存。", "Stopped. The data is kept."));
  return EXIT.ok;
}

function introduce({ scenario, incident, replayed }: LoadedReplay, lang: Lang, io: Io): void {
  io.out(`${pick(lang, "重演", "Replay")} ${incident}: ${titleIn(scenario.title, lang)}`);
  io.out(pick(lang, `按 ${replayed.pack.title.zh}（${replayed.pack.id}），Firebreak 当时会发出的告警：`, `What Firebreak would have raised under ${replayed.pack.id}, first alarm first:`));
  io.out("");
  for (const line of findingsTable(report(replayed), lang, io.width)) io.out(line);
  io.out("");
}

function placeOf(words: Words, env: NodeJS.ProcessEnv): Place | Refusal {
  const asked = String(words.values["port"] ?? (env["FIREBREAK_PORT"] || "8080"));
  const port = /^\d{1,5}$/.test(asked) ? Number(asked) : NaN;
  if (!(port <= 65535)) return usage(`“${asked}” is not a port; ports are numbers up to 65535.`);
  return { host: String(words.values["host"] ?? (env["FIREBREAK_HOST"] || "127.0.0.1")), port };
}

/** npm and the bootstrap pass one Ctrl-C on each in their way; a person's second one comes later than this. */
const ONE_PRESS_MS = 500;

/** Resolves at the first signal; the second one leaves at once, as nothing acknowledged can be lost by it. */
function stopRequest(io: Io, lang: Lang): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (askedAt === null) {
          askedAt = performance.now();
          resolve(signal);
        } else if (performance.now() - askedAt > ONE_PRESS_MS) {
          io.say(pick(lang, "立即停止。", "Stopped at once."));
          process.exit(signal === "SIGINT" ? 130 : 143);
        }
      });
    }
  });
}
