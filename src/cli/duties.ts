/** `firebreak duties`: what is owed, from a running server, as a table or as JSON. */
import { isoIn, showLength } from "../base/civil.ts";
import { isRefusal } from "../base/refusal.ts";
import type { Duty } from "../engine/duty/duty.ts";
import type { Incident } from "../store/contract.ts";
import { EXIT, langOf, readArgs } from "./args.ts";
import { ask, refusalIn, serverOf } from "./client.ts";
import { json, no, pick, type Io } from "./io.ts";
import { table } from "./table.ts";

const FILTERS = ["incident", "under", "org", "role", "kind", "status"] as const;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { ...Object.fromEntries(FILTERS.map((name) => [name, text])), overdue: flag, all: flag, limit: text, json: flag, server: text };
  const words = readArgs(args, options, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const query = new URLSearchParams({ sort: "due", limit: String(words.values["limit"] ?? 100) });
  for (const name of FILTERS) if (words.values[name] !== undefined) query.set(name, String(words.values[name]));
  if (words.values["overdue"] === true) query.set("overdue", "1");
  if (words.values["all"] !== true && words.values["status"] === undefined) query.set("open", "1");
  const server = serverOf(words.values["server"], io.env);
  const answer = await ask(server, `api/duties?${query}`);
  const refusal = refusalIn(answer);
  if (refusal !== null) return no(io, refusal);
  if (words.values["json"] === true) {
    json(io, answer.body);
    return EXIT.ok;
  }
  const page = answer.body as { duties: Duty[]; next: string | null };
  const { incidents } = (await ask(server, "api/incidents")).body as { incidents: Incident[] };
  const { now } = (await ask(server, "api/health")).body as { now: number };
  print(page.duties, new Map(incidents.map((one) => [one.id, one])), now, langOf(words, io.env), io);
  if (page.next !== null) io.say(pick(langOf(words, io.env), "还有更多；用 --limit 或筛选条件。", "There are more; use --limit or a filter."));
  return EXIT.ok;
}

function print(list: readonly Duty[], incidents: ReadonlyMap<string, Incident>, now: number, lang: "zh" | "en", io: Io): void {
  if (list.length === 0) {
    io.out(pick(lang, "没有符合条件的任务。", "No duty fits."));
    return;
  }
  const due = (duty: Duty): string => {
    if (duty.due === null) return "–";
    const late = now - duty.due.latest;
    const when = isoIn(incidents.get(duty.incident)?.zone ?? "+00:00", duty.due.latest).slice(0, 16);
    return duty.closed === null && late > 0 && incidents.get(duty.incident)?.mode !== "replay" ? `${when} (${pick(lang, "逾期", "late")} ${showLength(late, lang)})` : when;
  };
  const head = [pick(lang, "事件", "Incident"), pick(lang, "任务", "Duty"), pick(lang, "状态", "Status"), pick(lang, "承办", "Holder"), pick(lang, "期限", "Due"), pick(lang, "事项", "About")];
  const rows = list.map((duty) => [duty.incident, duty.id, duty.block === null ? duty.status : `${duty.status}: ${duty.block.missing.join(", ")}`, `${duty.holder.role}@${duty.holder.org}`, due(duty), `${duty.kind} ${duty.subject}`]);
  for (const line of table(head, rows, io.width)) io.out(line);
}
