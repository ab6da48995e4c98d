/** `firebreak propose`: trips a running server proposes and why the others wait; `--adopt` takes them over as a post. */
import { randomUUID } from "node:crypto";
import { isoIn } from "../base/civil.ts";
import { isRefusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Text } from "../engine/rule.ts";
import type { Incident } from "../store/contract.ts";
import { EXIT, langOf, readArgs, usage } from "./args.ts";
import { ask, refusalIn, serverOf } from "./client.ts";
import { json, no, pick, type Io } from "./io.ts";
import { table } from "./table.ts";

interface Answer {
  readonly departAt: Ms;
  readonly command: { readonly type: string; readonly data: { readonly cancel: readonly { readonly trip: string; readonly reason: string }[]; readonly trips: readonly Trip[] } };
  readonly waiting: readonly { readonly contacts: readonly string[]; readonly due: Ms; readonly why: { readonly text: Text; readonly about: string | null; readonly until: Ms | null; readonly lacking: readonly string[] } }[];
  readonly overtaken: readonly { readonly trip: string; readonly text: Text; readonly about: string }[];
  readonly proved: boolean;
}

interface Trip { readonly trip: string; readonly contacts: readonly string[]; readonly site: string; readonly vehicle: string; readonly team: string }

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const words = readArgs(args, { incident: text, depart: text, server: text, as: text, adopt: { type: "boolean" }, json: { type: "boolean" } }, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const { incident, depart, as, adopt } = words.values;
  if (typeof incident !== "string") return no(io, usage("Name the incident: --incident ID."));
  const [role, org] = typeof as === "string" ? as.split("@") : [];
  if (adopt === true && (role === undefined || org === undefined)) return no(io, usage("Taking a proposal over is somebody's decision: --as ROLE@ORGANISATION."));
  const server = serverOf(words.values["server"], io.env);
  const answer = await ask(server, `api/proposals/transfer?${new URLSearchParams({ incident, ...(typeof depart === "string" ? { departAt: depart } : {}) })}`);
  const refusal = refusalIn(answer);
  if (refusal !== null) return no(io, refusal);
  const found = answer.body as Answer;
  if (words.values["json"] === true) json(io, found);
  else {
    const { zone } = (await ask(server, `api/incidents/${encodeURIComponent(incident)}`)).body as { zone?: string } & Partial<Incident>;
    print(found, zone ?? "+00:00", langOf(words, io.env), io);
  }
  if (adopt !== true) return EXIT.ok;
  const sent = await ask(server, "api/commands", new TextEncoder().encode(JSON.stringify({ id: randomUUID(), type: found.command.type, incident, actor: { org, role }, data: found.command.data })));
  const not = refusalIn(sent);
  if (not !== null) return no(io, not);
  io.say(pick(langOf(words, io.env), `已采纳：${found.command.data.trips.length}个车次。`, `Taken over: ${found.command.data.trips.length} trips.`));
  return EXIT.ok;
}

function print(found: Answer, zone: string, lang: "zh" | "en", io: Io): void {
  const heads = lang === "zh" ? ["车次", "车辆", "队伍", "隔离点", "人员"] : ["trip", "vehicle", "team", "site", "people"];
  const rows = found.command.data.trips.map((trip) => [trip.trip, trip.vehicle, trip.team, trip.site, trip.contacts.join(" ")]);
  io.out(pick(lang, `${isoIn(zone, found.departAt).slice(0, 16)} 出发`, `Leaving ${isoIn(zone, found.departAt).slice(0, 16)}`) + (found.proved ? "" : pick(lang, "（未证明为最优）", " (not proved to be the best)")));
  for (const line of table(heads, rows, io.width)) io.out(line);
  for (const one of found.overtaken) io.out(pick(lang, `取消 ${one.trip}：`, `Cancels ${one.trip}: `) + `${one.text[lang]} (${one.about})`);
  if (found.waiting.length === 0) return;
  io.out("");
  const why = found.waiting.map(({ contacts, due, why: reason }) => {
    const more = [reason.about, ...reason.lacking, reason.until === null ? null : isoIn(zone, reason.until).slice(0, 16)].filter((part) => part !== null);
    return [contacts.join(" "), isoIn(zone, due).slice(0, 16), reason.text[lang] + (more.length === 0 ? "" : ` (${more.join(", ")})`)];
  });
  for (const line of table(lang === "zh" ? ["等待", "期限", "原因"] : ["waiting", "due", "why"], why, io.width)) io.out(line);
}
