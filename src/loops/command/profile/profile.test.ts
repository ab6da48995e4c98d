// The city's risk profile: no named risk without a control, and the control sets a port or a cold-chain trade calls for.
import { afterEach, describe, expect, test } from "vitest";
import { diffPacks } from "../../../engine/pack/diff.ts";
import { DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { calledFor, uncontrolled } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import local from "../../../../packs/cn-covid-8-local-4days.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const NATION = { ...covid, includes: ["firebreak-duties", "firebreak-rights"] };
const PACK = packOf(NATION, duties, rights);
const T = Date.UTC(2021, 11, 2);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const PORT: Post = { org: "A", role: "port_head" };
const at = (instant: number) => ({ earliest: instant, latest: instant });
const of = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const open = (trial: Trial): string[] => uncontrolled(of(trial, "risk"), of(trial, "control"), trial.simulation.now());
const control = { control: "K1", risks: ["X1"], what: "Dockers tested every second day", owner: PORT, set: "port-workers", frequency: "every 2 days" };

function city(): Trial {
  const trial = tryCity();
  trial.tell(COMMAND, "responsibility.assign", { org: "A", duty: "risk.cover", roles: ["port_head"] });
  trial.tell(COMMAND, "risk.name", { risk: "X1", org: "A", category: "port", what: "Crews of refrigerated ships" });
  return trial;
}

test("[SM-082] a risk of the profile with no control is listed, and owed", () => {
  const trial = city();
  expect(open(trial)).toEqual(["X1"]);
  expect(trial.duty("risk.cover")).toMatchObject({ holder: PORT, due: at(T + 7 * DAY) });
  trial.wait(7 * DAY);
  expect(trial.duty("risk.cover").overdue).not.toBeNull();
});

test("[SM-082] covered in time nothing is raised; uncovered again by the end of its only control it is owed anew", () => {
  const trial = city();
  trial.tell(PORT, "control.start", control);
  trial.tell(PORT, "control.start", { ...control, control: "K2", set: "inbound-goods" });
  expect(open(trial)).toEqual([]);
  trial.wait(8 * DAY);
  expect(trial.said("duty.overdue")).toEqual([]);
  trial.tell(PORT, "control.end", { control: "K2", reason: "merged" });
  expect(open(trial)).toEqual([]);
  trial.tell(PORT, "control.end", { control: "K1", reason: "contract ended" });
  expect(open(trial)).toEqual(["X1"]);
  expect(trial.duty("risk.cover")).toMatchObject({ status: "open", due: at(T + 15 * DAY) });
});

test("[SM-082] a control past its end works against nothing", () => {
  const trial = city();
  trial.tell(PORT, "control.start", { ...control, until: at(T + HOUR) });
  expect(open(trial)).toEqual([]);
  trial.wait(2 * HOUR);
  expect(open(trial)).toEqual(["X1"]);
});

test("[SM-002] a port switches on its control sets, with the frequency of those that test; what is not running shows", () => {
  const trial = city();
  trial.tell(PORT, "control.start", control);
  expect(of(trial, "control")[0]!.state).toMatchObject({ frequency: "every 2 days" });
  expect(calledFor(of(trial, "risk"), of(trial, "control"), PACK).map(({ set, controls }) => [set.id, controls])).toEqual([["inbound-people", []], ["inbound-goods", []], ["port-workers", ["K1"]]]);
});

test("[SM-069] a city's own plan inherits the nation's rules, and its local additions are listed", () => {
  const city = packOf(local, NATION, duties, rights);
  const additions = diffPacks(PACK, city);
  expect(additions.map(({ clause }) => clause).toSorted()).toEqual(Object.keys(local.clauses).toSorted());
  expect(city.madeFrom).toContain("cn-covid-8");
  for (const { clause } of additions) expect(city.clauses[clause]).toMatchObject({ pack: "cn-covid-8-local-4days", deviation: expect.anything() as unknown });
  expect(additions.some(({ clause }) => city.clauses[clause]!.replaces.length > 0)).toBe(true);
});

describe("is refused", () => {
  test.each([
    ["unknown-organisation", "risk.name", { risk: "X2", org: "Z", category: "port", what: "w" }], ["risk-exists", "risk.name", { risk: "X1", org: "A", category: "port", what: "w" }],
    ["unknown-risk", "control.start", { ...control, risks: ["X9"] }], ["unknown-organisation", "control.start", { ...control, owner: { org: "Z", role: "r" } }],
    ["set-not-called-for", "control.start", { ...control, set: "sights" }], ["unknown-control", "control.end", { control: "K9", reason: "r" }],
  ])("%s: %s", (code, type, data) => {
    expect(city().code(PORT, type, data)).toBe(code);
  });

  test("what runs already, or has ended", () => {
    const trial = city();
    trial.tell(PORT, "control.start", control);
    expect(trial.code(PORT, "control.start", control)).toBe("control-exists");
    trial.tell(PORT, "control.end", { control: "K1", reason: "r" });
    expect(trial.code(PORT, "control.end", { control: "K1", reason: "r" })).toBe("control-ended");
  });
});
