/**
 * Closing a day → events or a refusal. To place today minus placed is counted from the contacts; whoever is left
 * has a reason by name, and figures typed beside the count must agree with it.
 */
import { dayOf } from "../../../base/civil.ts";
import { ref } from "../../../base/ids.ts";
import { refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, knownOrg, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { tallyOf, windowOf, type Tally } from "./views.ts";

interface Typed {
  readonly org: string;
  readonly day: string;
  readonly toPlace?: number;
  readonly placed?: number;
  readonly explained: Readonly<Record<string, string>>;
}

/** Against the count: figures that differ, people nobody explained, and reasons for people who wait for nothing. */
function objectionsTo({ org, day, toPlace, placed, explained }: Typed, tally: Tally): Objection[] {
  const about = [ref("day-close", `${org}/${day}`)];
  const found: Objection[] = [];
  const due = tally.placed.length + tally.waiting.length;
  if ((toPlace ?? due) !== due || (placed ?? tally.placed.length) !== tally.placed.length) {
    const counted = { toPlace: due, placed: tally.placed.length };
    found.push({ refusal: refuse("figures-contradict-ledger", `The ledger counts ${due} to place and ${tally.placed.length} placed.`, { where: "data.toPlace", fix: "Leave the figures out, or record first what is missing in the ledger.", params: counted }), about, finding: null });
  }
  const silent = tally.waiting.filter((name) => explained[name] === undefined);
  if (silent.length > 0) {
    found.push({ refusal: refuse("carry-over-unexplained", `${tally.waiting.length} people are carried over; no reason is given for ${silent.slice(0, 10).join(", ")}.`, { where: "data.explained", fix: "Give a reason for each person not placed today.", params: { waiting: tally.waiting.length, unexplained: silent.length } }), about, finding: null });
  }
  const strangers = Object.keys(explained).filter((name) => !tally.waiting.includes(name));
  if (strangers.length > 0) {
    found.push({ refusal: refuse("explained-nobody-waits", `${strangers.slice(0, 10).join(", ")} does not wait to be placed.`, { where: "data.explained", fix: "Leave the reason out; the person is placed, ruled out or not known.", params: { person: strangers[0]! } }), about, finding: null });
  }
  return found;
}

export const commands: readonly CommandDef[] = [
  command("day.close", zhEn("日清日结", "Close the day"), {
    org: Id, day: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), explained: Type.Record(Id, Words),
    toPlace: Type.Optional(Type.Integer({ minimum: 0, title: "To place, as reported; the ledger counts itself" })),
    placed: Type.Optional(Type.Integer({ minimum: 0, title: "Placed, as reported; the ledger counts itself" })),
  }, ({ state, data, context, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const { zone, now, commandPost } = context;
    if (data.day > dayOf(zone, now)) return refuse("day-to-come", `${data.day} has not begun.`, { where: "data.day", fix: "Close it when it ends." });
    const window = windowOf(zone, data.day);
    const tally = tallyOf(state, data.org, commandPost.org, window, now);
    const { toPlace, placed, ...named } = data;
    const due = state.openDuties(ref("closing", data.org)).find((duty) => duty.kind === "day.close" && duty.done === null);
    const stated = { ...(toPlace === undefined ? {} : { toPlace }), ...(placed === undefined ? {} : { placed }) };
    return {
      objections: objectionsTo(data, tally),
      events: [event("day.closed", occurred, [ref("day-close", `${data.org}/${data.day}`), ref("closing", data.org)], {
        ...named, window, toPlace: tally.placed.length + tally.waiting.length, placed: tally.placed.length, carriedOver: tally.waiting.length, waiting: tally.waiting,
        carried: tally.waiting.length > 0, settles: due !== undefined && due.due !== null && due.due.earliest <= window.latest,
        ...(Object.keys(stated).length === 0 ? {} : { stated }),
      })],
    };
  }, { help: zhEn("人数由系统按台账统计；未转运者逐人说明原因。", "The ledger counts; give a reason for each person not placed.") }),
];
