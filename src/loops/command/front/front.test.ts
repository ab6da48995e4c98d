// Between headquarters and the front: advice gets an answer, a problem found on a visit gets an owner and an end.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { adviceLedger } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 10, 23);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const EXPERT: Post = { org: "experts", role: "group_head" };
const at = (instant: number) => ({ earliest: instant, latest: instant });

function advised(): Trial {
  const trial = tryCity();
  trial.tell(COMMAND, "org.register", { org: "experts", level: "advisers", parent: "city" });
  trial.tell(EXPERT, "advice.give", { advice: "R1", text: "Sample the cold store again", to: COMMAND });
  return trial;
}

const advice = (trial: Trial) => adviceLedger([...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("advice:")));

describe("a recommendation", () => {
  test("[SM-302] is adopted by a decision that is named", () => {
    const trial = advised();
    expect(advice(trial).waiting).toEqual(["R1"]);
    expect(trial.code(COMMAND, "advice.answer", { advice: "R1", answer: "adopted" })).toBe("adopted-by-decision");
    expect(trial.code(COMMAND, "advice.answer", { advice: "R1", answer: "adopted", decision: "N1" })).toBe("unknown-decision");
    trial.tell(COMMAND, "decision.take", { decision: "N1", text: "Sample again", owner: { org: "A", role: "head" }, due: at(T + DAY), seen: { incident: 1, city: 1 } });
    trial.tell(COMMAND, "advice.answer", { advice: "R1", answer: "adopted", decision: "N1" });
    expect(advice(trial)).toEqual({ waiting: [], adopted: ["R1"], partly: [], "not-adopted": [] });
    expect(trial.duty("advice.answer").status).toBe("verified");
  });

  test("[SM-302] not adopted gets a reason; unanswered it is an alarm", () => {
    const trial = advised();
    expect(trial.code(COMMAND, "advice.answer", { advice: "R1", answer: "not-adopted" })).toBe("advice-needs-reason");
    expect(trial.code(SUBDISTRICT, "advice.answer", { advice: "R1", answer: "not-adopted", reason: "r" })).toBe("not-advised");
    trial.wait(DAY + HOUR);
    expect(trial.duty("advice.answer")).toMatchObject({ holder: COMMAND });
    expect(trial.duty("advice.answer").overdue).not.toBeNull();
    trial.tell(COMMAND, "advice.answer", { advice: "R1", answer: "not-adopted", reason: "store emptied meanwhile" });
    expect(advice(trial)["not-adopted"]).toEqual(["R1"]);
  });

  test("has one number, and is not given to other advisers", () => {
    const trial = advised();
    expect(trial.code(EXPERT, "advice.give", { advice: "R1", text: "t", to: COMMAND })).toBe("advice-exists");
    expect(trial.code(EXPERT, "advice.give", { advice: "R2", text: "t", to: EXPERT })).toBe("advisers-only-advise");
  });
});

describe("a visit to the front", () => {
  const visit = {
    visit: "W1", org: "A1c", note: "evening round",
    problems: [{ problem: "W1-1", text: "no gloves", owner: SUBDISTRICT, due: at(T + 6 * HOUR) }, { problem: "W1-2", text: "no list of households", owner: { org: "A", role: "head" }, due: at(T + DAY) }],
  };

  test("[SM-225] gives every problem found an owner and a time, and shows which were answered", () => {
    const trial = tryCity();
    trial.tell(COMMAND, "visit.record", visit);
    const duty = trial.duty("problem.answer", "problem:W1-1");
    expect(duty).toMatchObject({ holder: COMMAND, offer: { to: SUBDISTRICT }, due: at(T + 6 * HOUR) });
    trial.tell(SUBDISTRICT, "problem.answer", { problem: "W1-1", answer: "200 pairs delivered" });
    trial.tell(COMMAND, "duty.verify", { duty: duty.id, note: "rang them" });
    trial.wait(DAY);
    expect(trial.duty("problem.answer", "problem:W1-1").status).toBe("verified");
    expect(trial.duty("problem.answer", "problem:W1-2").overdue).not.toBeNull();
    expect(trial.code(COMMAND, "visit.record", visit)).toBe("visit-exists");
  });

  test("to nowhere, or with a problem for nobody, is not recorded", () => {
    const trial = tryCity();
    expect(trial.code(COMMAND, "visit.record", { ...visit, org: "Z" })).toBe("unknown-organisation");
    expect(trial.code(COMMAND, "visit.record", { ...visit, problems: [{ ...visit.problems[0], owner: { org: "Z", role: "x" } }] })).toBe("unknown-organisation");
    expect(trial.said("visit.recorded")).toEqual([]);
  });
});
