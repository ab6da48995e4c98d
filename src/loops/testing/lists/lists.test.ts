// Who should be tested, out of several registers; who is missing, by name; when a round may be called all negative.
import { describe, expect, test } from "vitest";
import { HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY } from "../../trial-city.ts";
import { collect, HEAD, INSPECTOR, tested, TOWN, tryRound } from "../trial-round.ts";
import { buildShouldList, matchQuality, roundCoverage, roundFigures, type Register, type ShouldListView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import cn from "../../../../packs/cn-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import own from "../../../../packs/firebreak-testing.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] }, duties, rights, own, cn);
const T = Date.UTC(2022, 8, 4);

const row = (person: string, household: string, more: object = {}) => ({ person, household, org: "A1c", ...more });
const POLICE: Register = { name: "police", rows: [row("p1", "h1", { token: "k1", birthYear: 1980, sex: "f" }), row("p2", "h1", { birthYear: 2010, sex: "m" }), row("p3", "h2", { token: "k3" })] };
const HOMES: Register = { name: "homes", rows: [row("x1", "h1", { token: "k1" }), row("x2", "h1", { birthYear: 2010, sex: "m" }), row("x4", "h2", { token: "k4" }), row("x5", "h2", { token: "k5" })] };

function listed(registers: readonly Register[] = [POLICE]): Trial {
  const trial = tryRound(PACK, T);
  trial.tell(HEAD, "should-list.build", { round: "R1", registers });
  return trial;
}
const coverage = (trial: Trial) => roundCoverage(trial.simulation.state.thing("should-list:R1")!.state as ShouldListView, [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("tube:")));
function closed(trial: Trial): Trial {
  trial.tell(TOWN, "point.finish", { point: "R1/P1", sampled: 3 });
  trial.tell(HEAD, "round.close", { round: "R1" });
  return trial;
}
const lawful = ({ simulation }: Trial): void => {
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
};

describe("out of several registers", () => {
  test("[SM-219] one person is listed once, with how surely the registers agree", () => {
    const { rows, doubtful } = buildShouldList([POLICE, HOMES]);
    expect(rows.map((one) => [one.person, one.match, one.registers.length])).toEqual([["p1", "exact", 2], ["p2", "probable", 2], ["p3", "single", 1], ["x4", "single", 1], ["x5", "single", 1]]);
    expect(matchQuality(rows)).toMatchObject({ exact: ["p1"], probable: ["p2"], single: ["p3", "x4", "x5"], "on-the-spot": [] });
    expect(doubtful).toEqual([{ household: "h2", org: "A1c", counts: { police: 1, homes: 2 } }]);
  });

  test("twins of one register stay two, and different papers are never one person", () => {
    const twins = { name: "a", rows: [row("t1", "h", { birthYear: 2015, sex: "f" }), row("t2", "h", { birthYear: 2015, sex: "f" })] };
    expect(buildShouldList([twins]).rows).toHaveLength(2);
    expect(buildShouldList([twins, { ...twins, name: "b", rows: twins.rows.map((one) => ({ ...one, person: `${one.person}b` })) }]).rows).toHaveLength(2);
    const papers = (name: string, token: string) => ({ name, rows: [row(`${name}1`, "h", { token, birthYear: 1990, sex: "m" })] });
    expect(buildShouldList([papers("a", "k1"), papers("b", "k2")]).rows).toHaveLength(2);
  });

  test("a household they disagree about is visited, and who is found there joins the list", () => {
    const trial = listed([POLICE, HOMES]);
    expect(trial.duty("household.check", "doubtful-household:R1/h2")).toMatchObject({ holder: COMMUNITY, status: "open" });
    trial.tell(COMMUNITY, "household.check", { round: "R1", household: "h2", people: ["p3", "new"] });
    expect(trial.duty("household.check").done).not.toBeNull();
    expect(coverage(trial)).toMatchObject({ should: 6 });
    expect(trial.said("should_list.person_added").map((event) => (event.data["row"] as { person: string }).person)).toEqual(["new"]);
    lawful(trial);
  });
});

describe("should-test less tested", () => {
  test("[SM-219] the percentage opens into the missing, pending, exempt and unlisted", () => {
    const trial = listed();
    tested(trial, "t1", ["p1", "guest"]);
    collect(trial, "t2", ["p2"]);
    expect(coverage(trial)).toMatchObject({ should: 3, tested: 1, ratio: 1 / 3, missing: ["p3"], pending: ["p2"], unlisted: ["guest"], byOrg: [{ org: "A1c", should: 3, missing: ["p3"] }] });
    trial.tell(HEAD, "person.exempt", { round: "R1", person: "p3", reason: "in hospital" });
    expect(coverage(trial)).toMatchObject({ should: 2, missing: [] });
    trial.tell(TOWN, "person.add-on-spot", { round: "R1", person: "guest", household: "h9", org: "A1c" });
    expect(coverage(trial)).toMatchObject({ should: 3, tested: 2, unlisted: [] });
    trial.tell(INSPECTOR, "tester.doubt", { of: "sampler", subject: "s1", why: "w" });
    expect(coverage(trial)).toMatchObject({ tested: 0, ratio: 0, doubted: ["p1", "p2", "guest"] });
  });

  test("the missing are followed up by name: each tested or explained, or it is not done", () => {
    const trial = listed();
    tested(trial, "t1", ["p1"]);
    trial.tell(HEAD, "round.list-missing", { round: "R1" });
    expect(trial.said("missing.listed")[0]!.data).toMatchObject({ org: "A1c", people: ["p2", "p3"], count: 2 });
    expect(trial.duty("missing.follow")).toMatchObject({ holder: COMMUNITY });
    const follow = (explained: object) => trial.code(COMMUNITY, "missing.follow", { round: "R1", org: "A1c", explained });
    expect(follow({ p2: "abroad" })).toBe("missing-unexplained");
    collect(trial, "t2", ["p3"]);
    expect(follow({ p2: "abroad" })).toBe("accepted");
    expect(trial.duty("missing.follow").done).not.toBeNull();
    lawful(trial);
  });

  test("left to silence it alarms", () => {
    const trial = listed();
    trial.tell(HEAD, "round.list-missing", { round: "R1" });
    trial.wait(12 * HOUR + 1);
    expect(trial.duty("missing.follow").overdue).not.toBeNull();
  });
});

describe("[SM-273] all negative", () => {
  const declare = (trial: Trial) => trial.code(HEAD, "round.declare-negative", { round: "R1" });

  test("is said with its coverage, when everybody is tested and nothing is pending", () => {
    const trial = listed();
    tested(trial, "t1", ["p1", "p2", "p3"]);
    closed(trial);
    trial.tell(HEAD, "round.declare-negative", { round: "R1" });
    expect(trial.said("round.declared_negative")[0]!.data).toMatchObject({ coverage: 1, should: 3, tested: 3, missing: [], tubes: 1 });
    expect(trial.simulation.state.thing("round:R1")!.state).toMatchObject({ status: "declared-negative", coverage: 1 });
    lawful(trial);
  });

  test("is refused without a list, with too few tested, with a tube pending, positive, invalid or in doubt", () => {
    expect(declare(listed())).toBe("round-still-open");
    const listless = tryRound(PACK, T);
    expect(declare(closed(listless))).toBe("coverage-unknown");
    const few = listed();
    tested(few, "t1", ["p1"]);
    expect(declare(closed(few))).toBe("coverage-too-low");
    const pending = listed();
    tested(pending, "t1", ["p1", "p2", "p3"]);
    collect(pending, "t2", ["p1"]);
    expect(declare(closed(pending))).toBe("tubes-pending");
    const invalid = listed();
    tested(invalid, "t1", ["p1", "p2", "p3"]);
    tested(invalid, "t2", ["p1"], "invalid");
    expect(declare(closed(invalid))).toBe("tubes-pending");
    const positive = listed();
    tested(positive, "t1", ["p1", "p2", "p3"], "positive");
    expect(declare(closed(positive))).toBe("not-all-negative");
    const doubted = listed();
    tested(doubted, "t1", ["p1", "p2", "p3"]);
    tested(doubted, "t2", ["p1"], "negative", { sampler: "s2" });
    doubted.tell(INSPECTOR, "tester.doubt", { of: "sampler", subject: "s2", why: "w" });
    expect(declare(closed(doubted))).toBe("results-doubted");
  });

  test("said all the same, it is on record with every breach", () => {
    const trial = listed();
    collect(trial, "t1", ["p1"]);
    trial.tell(HEAD, "round.declare-negative", { round: "R1" }, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["round-still-open", "coverage-too-low", "tubes-pending"]);
  });
});

describe("refused", () => {
  test.each([
    ["unknown-round", "should-list.build", { round: "R9", registers: [POLICE] }], ["register-twice", "should-list.build", { round: "R1", registers: [POLICE, POLICE] }],
    ["person-twice", "should-list.build", { round: "R1", registers: [{ name: "a", rows: [row("p1", "h1"), row("p1", "h2")] }] }], ["unknown-organisation", "should-list.build", { round: "R1", registers: [{ name: "a", rows: [row("p1", "h1", { org: "Z" })] }] }],
    ["unknown-should-list", "person.add-on-spot", { round: "R9", person: "x", household: "h", org: "A1c" }], ["unknown-organisation", "person.add-on-spot", { round: "R1", person: "x", household: "h", org: "Z" }], ["already-listed", "person.add-on-spot", { round: "R1", person: "p1", household: "h", org: "A1c" }],
    ["not-listed", "person.exempt", { round: "R1", person: "x", reason: "r" }], ["unknown-should-list", "person.exempt", { round: "R9", person: "x", reason: "r" }], ["unknown-doubtful-household", "household.check", { round: "R1", household: "h9", people: [] }],
    ["unknown-missing-list", "missing.follow", { round: "R1", org: "A", explained: {} }], ["unknown-round", "round.list-missing", { round: "R9" }], ["unknown-round", "round.declare-negative", { round: "R9" }],
  ])("%s by %s", (code, type, data) => {
    expect(listed().code(HEAD, type, data)).toBe(code);
  });
});

test("[SM-177] a round at a glance: its points, samplers, tubes, results, positives and missing, each by name", () => {
  const trial = listed();
  tested(trial, "t1", ["p1"]);
  tested(trial, "t2", ["p2"], "positive");
  collect(trial, "t3", ["p1"]);
  const of = (kind: string) => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
  const figures = roundFigures(of("point"), of("tube"), trial.simulation.state.thing("should-list:R1")!.state as ShouldListView);
  expect(figures).toMatchObject({ points: ["point:R1/P1"], samplers: ["s1", "s2"], tubes: ["tube:t1", "tube:t2", "tube:t3"], results: { negative: ["tube:t1"], positive: ["tube:t2"], invalid: [], pending: ["tube:t3"] }, coverage: { should: 3, tested: 2, missing: ["p3"] } });
  expect(roundFigures([], [], null)).toMatchObject({ coverage: null, samplers: [] });
});
