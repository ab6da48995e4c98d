// Load: a post overdue on several lines of work is known to the level above, and the warning is checked against the duties.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { loads } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2022, 8, 5);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const HEAD: Post = { org: "A", role: "head" };
const COMMANDER: Post = { org: "A", role: "commander" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const load = (trial: Trial) => loads(trial.simulation.state.allDuties(), 2);
const ids = (trial: Trial): string[] => load(trial).find(({ post }) => post.org === "A1")!.lines.flatMap(({ overdue }) => overdue);

/** The secretary of A1 holds an order and a decision, both due in an hour. */
function burdened(): Trial {
  const trial = tryCity();
  trial.tell(HEAD, "order.issue", { number: "O1", text: "t", units: ["A1"], legalBasis: "b", due: at(T + HOUR) });
  trial.tell(SUBDISTRICT, "duty.accept", { duty: trial.duty("order.execute").id });
  trial.tell(HEAD, "decision.take", { decision: "N1", text: "t", owner: SUBDISTRICT, due: at(T + HOUR), seen: { incident: 1, city: 1 } });
  trial.tell(SUBDISTRICT, "duty.accept", { duty: trial.duty("decision.carry-out").id });
  return trial;
}

describe("an overloaded post", () => {
  test("[SM-173] is the one overdue on several lines of work, shown with each duty behind the number", () => {
    const trial = burdened();
    expect(load(trial).find(({ post }) => post.org === "A1")).toMatchObject({ open: 2, overdue: 0, overloaded: false });
    trial.wait(2 * HOUR);
    expect(load(trial)[0]).toMatchObject({ post: SUBDISTRICT, open: 2, overdue: 2, overloaded: true });
    expect(ids(trial).toSorted()).toEqual([trial.duty("order.execute").id, trial.duty("decision.carry-out").id].toSorted());
  });

  test("[SM-173] is put before the level above, which shares it out or hears of it again", () => {
    const trial = burdened();
    trial.wait(2 * HOUR);
    trial.tell(COMMAND, "load.warn", { ...SUBDISTRICT, duties: ids(trial) });
    expect(trial.duty("load.answer")).toMatchObject({ subject: "load:secretary@A1", holder: COMMANDER, due: at(T + 6 * HOUR) });
    expect(trial.code(COMMAND, "load.warn", { ...SUBDISTRICT, duties: ids(trial) })).toBe("load-warned");
    trial.wait(4 * HOUR);
    expect(trial.duty("load.answer").overdue).not.toBeNull();
    trial.tell(COMMANDER, "load.share", { load: "secretary@A1", how: "the director takes the order" });
    trial.tell(SUBDISTRICT, "duty.verify", { duty: trial.duty("load.answer").id, note: "he does" });
    expect(trial.duty("load.answer").status).toBe("verified");
  });

  test("overdue on one line only it is not overloaded; others' duties and closed ones prove nothing", () => {
    const trial = burdened();
    trial.tell(SUBDISTRICT, "order.execute", { number: "O1", unit: "A1", proof: "p" });
    trial.wait(DAY);
    expect(load(trial).find(({ post }) => post.org === "A1")).toMatchObject({ overloaded: false });
    const warn = (...named: string[]): string => trial.code(COMMAND, "load.warn", { ...SUBDISTRICT, duties: named });
    expect(warn(trial.duty("decision.carry-out").id)).toBe("load-bearable");
    expect(warn(trial.duty("order.execute").id)).toBe("not-theirs");
    expect(warn("D9999")).toBe("not-theirs");
  });
});
