// What a fact file says of command: read as reports, kept with their breaches, nothing refused for breaking a rule.
import { afterEach, expect, test } from "vitest";
import type { Fact } from "../../engine/fact.ts";
import type { Post } from "../../engine/event.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, DISTRICT } from "../trial-city.ts";
import { facts } from "./facts.ts";
import { lawfully } from "./trial-command.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 5);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const HEAD: Post = { org: "A", role: "head" };

function tell(trial: Trial, actor: Post, action: string, object: string, data: Fact["data"] = {}, toOrg: string | null = null): void {
  const fact: Fact = { id: "F1", action, actor, occurred: { earliest: T, latest: T }, object, toOrg, detail: "as the source says", data, nominal: null };
  const book = { persons: {}, roomsReady: {}, compounds: [], places: {}, seqOf: () => undefined, openDuty: () => undefined };
  for (const { type, data: sent } of facts[action]!(fact, book)) trial.tell(actor, type, sent, { reported: true });
}

test("[SM-201] an order issued, to the units it names or to where it went, and carried out", () => {
  const trial = tryCity();
  tell(trial, COMMAND, "issue_order", "order:O1", { units: ["A1", "A2"] });
  tell(trial, HEAD, "issue_order", "order:O2", { legal_basis: "Act 42" }, "A1");
  tell(trial, { org: "A1", role: "secretary" }, "carry_out_order", "order:O2");
  expect(trial.said("order.addressed").map(({ data }) => [data["order"], data["unit"]])).toEqual([["O1", "A1"], ["O1", "A2"], ["O2", "A1"]]);
  expect(trial.said("breach.recorded").map(({ data }) => data["code"])).toEqual(["no-legal-basis"]);
  expect(trial.duty("order.execute", "order-unit:O2/A1").status).toBe("done");
});

test("[SM-073] [SM-075] a meeting held by who was there, a decision with its owner or with what it lacks", () => {
  const trial = tryCity();
  tell(trial, COMMAND, "hold_meeting", "meeting:M1", { roles: ["duty_officer", "head"] });
  tell(trial, COMMAND, "take_decision", "decision:N1", { owner_org: "A", owner_role: "head" });
  tell(trial, COMMAND, "carry_out_decision", "decision:N1");
  expect(trial.said("meeting.held")[0]!.data["attendance"]).toEqual([{ role: "duty_officer", deputy: false }, { role: "head", deputy: false }]);
  expect(trial.said("breach.recorded").map(({ data }) => data["code"])).toEqual(["decision-without-time", "decision-without-snapshot"]);
  expect(trial.duty("decision.complete").subject).toBe("decision:N1");
});

test("[SM-174] a post asked after and answering", () => {
  const trial = tryCity();
  tell(trial, COMMAND, "ask_whether_post_is_there", "post:transfer_desk@A");
  expect(trial.duty("presence.answer").holder).toEqual(DISTRICT);
  tell(trial, DISTRICT, "answer_for_post", "post:transfer_desk@A");
  expect(trial.duty("presence.answer").status).toBe("verified");
});
