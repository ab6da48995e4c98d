// The vocabulary of fact files, told as reports through the real commands: what happened goes in as it happened.
import { expect, test } from "vitest";
import type { Json, Post } from "../../engine/event.ts";
import type { Fact, FactBook } from "../../engine/fact.ts";
import { at, DAY, HOUR } from "../../base/time.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND } from "../trial-city.ts";
import { COMMUNITY_DESK, ELSEWHERE, GATE, guardAgainstSpread, lawful, LISTS, PERMITS, PORT, T, things, tryBorder, viewOf } from "./trial-border.ts";
import { facts } from "./facts.ts";
import { permitNeeded } from "./strategy/views.ts";
import covid from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const BOOK: FactBook = { persons: {}, compounds: [], places: {}, roomsReady: {}, seqOf: () => undefined, openDuty: () => undefined };

function telling(trial: Trial) {
  let told = 0;
  return (actor: Post, action: string, object: string, more: { toOrg?: string; data?: Record<string, Json> } = {}): void => {
    const fact: Fact = { id: `X${++told}`, action, actor, occurred: at(trial.simulation.now()), object, toOrg: more.toOrg ?? null, detail: "as the source says", data: more.data ?? {}, nominal: null };
    for (const draft of facts[action]!(fact, BOOK)) trial.tell(actor, draft.type, draft.data, { reported: true });
  };
}

test("arrivals, lists and spill-over as a fact file tells them", () => {
  const trial = tryBorder(PACK);
  const tell = telling(trial);
  tell(COMMAND, "risk_level_elsewhere", "place:city-X", { data: { level: "high", from: "2022-09-01" } });
  tell(COMMAND, "arrive_from_elsewhere", "persons:P1,P2", { toOrg: "A1c", data: { P1: "city-X", P2: "city-W" } });
  expect(things(trial, "traveller").map((one) => one.state.status)).toEqual(["matched", "no-risk"]);
  tell(COMMUNITY_DESK, "settle_arrival", "person:P1");
  tell(LISTS, "list_people_who_left", "persons:P8,P9", { toOrg: "city-Y" });
  tell(LISTS, "send_list_of_leavers", "list:X4");
  tell(ELSEWHERE, "receive_list_of_leavers", "list:X4", { data: { found: ["P8"], not_found: ["P9"] } });
  tell(COMMAND, "case_elsewhere_linked", "case:Y-1", { toOrg: "city-Y" });
  expect(viewOf(trial, "traveller:P1")).toMatchObject({ status: "settled" });
  expect(viewOf(trial, "leavers:X4")).toMatchObject({ status: "incomplete", notFound: ["P9"] });
  expect(viewOf(trial, "spillover:Y-1")).toMatchObject({ status: "linked", destination: "city-Y" });
  lawful(trial);
});

test("[SM-267] [SM-266] a rule to ask before leaving, told without basis or end: recorded, in force, and the breach beside it", () => {
  const trial = tryBorder(PACK);
  const tell = telling(trial);
  tell({ org: "city", role: "headquarters" }, "notice_do_not_leave_city", "notices:3");
  tell({ org: "city", role: "headquarters" }, "require_leave_city_approval", "rule:leave-permit");
  expect(permitNeeded(trial.simulation.state, "A", T)).toBe(true);
  expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["notice-without-end", ...Array.from({ length: 6 }, () => "strategy-incomplete")]);
  tell({ org: "city", role: "headquarters" }, "end_leave_city_approval", "rule:leave-permit");
  expect(permitNeeded(trial.simulation.state, "A", T)).toBe(false);
  lawful(trial);
});

test("permits and exits as a fact file tells them", () => {
  const trial = tryBorder(PACK);
  guardAgainstSpread(trial);
  const tell = telling(trial);
  tell(GATE, "request_leave_permit", "permit:1", { toOrg: "A", data: { hours: 48, purpose: "study" } });
  tell(PERMITS, "grant_leave_permit", "permit:1", { data: { hours: 12 } });
  tell(GATE, "request_leave_permit", "permit:2", { toOrg: "A" });
  tell(PERMITS, "refuse_leave_permit", "permit:2", { data: { ground: "contact", clause: "contact.criteria" } });
  trial.wait(HOUR);
  tell(GATE, "pass_exit_point", "person:P1", { data: { permit: "1", gate: "north" } });
  tell(GATE, "turn_back_at_exit_point", "person:P2", { data: { emergency: true } });
  expect(viewOf(trial, "permit:1")).toMatchObject({ status: "granted", until: at(T + 12 * HOUR), passages: ["X5-P1"] });
  expect(viewOf(trial, "permit:2")).toMatchObject({ status: "refused", ground: "contact" });
  expect(trial.duty("emergency.mend").subject).toBe("passage:X6-P2");
  lawful(trial);
});

test("[SM-101] the loop of an inbound person as a fact file tells it", () => {
  const trial = tryBorder(PACK);
  const tell = telling(trial);
  tell(PORT, "inbound_person_lands", "person:P1");
  tell(PORT, "hand_over_inbound_person", "person:P1", { toOrg: "coaches" });
  tell({ org: "coaches", role: "dispatcher" }, "take_over_inbound_person", "person:P1");
  expect(viewOf(trial, "inbound:P1")).toMatchObject({ org: "coaches", stage: "transport", links: [{ stage: "port" }, { twoSided: true }] });
  trial.wait(DAY);
  lawful(trial);
});
