// The selectors of duty tables: where posts, subjects and values are found, and what happens when they are not.
import { describe, expect, test } from "vitest";
import { at } from "../base/time.ts";
import type { JsonObject, LedgerEvent } from "./event.ts";
import { above, answering, deputyOf, holds, selectOrg, selectPost, selectSubjects, selectValue, type Reading } from "./select.ts";
import { packOf } from "./trial.ts";
import { CLERK, HEAD, MAYOR, tryJobs } from "./trial-loop.ts";
import duties from "../../packs/firebreak-duties.json" with { type: "json" };

const trial = tryJobs(packOf(duties), 0);
const { state } = trial.simulation;

function reading(data: object = {}, subject?: object, actor = CLERK): Reading {
  const event: LedgerEvent = { incident: "trial", seq: 1, type: "job.asked", occurred: at(0), learned: 0, actor, about: ["job:J1", "org:south", "job:J2"], data: data as JsonObject, command: "c" };
  return { state, context: trial.simulation.context(), event, subject: subject === undefined ? undefined : { status: "asked", ...subject }, subjectId: "J1" };
}

describe("an organisation", () => {
  test.each([
    ["actor", "north-1"], ["command", "city"], ["subject", "J1"], ["data.unit", "south"], ["thing.home", "north-2"], ["above:actor", "north"], ["above:above:actor", "city"],
    ["above:above:above:actor", undefined], ["data.none", undefined], ["data.number", undefined], ["data.empty", undefined], ["above:data.none", undefined], ["data.deep.unit", "north"],
  ] as const)("%s", (selector, org) => {
    expect(selectOrg(reading({ unit: "south", number: 7, empty: "", deep: { unit: "north" } }, { home: "north-2" }), selector)).toBe(org);
  });

  test("what every object inherits is not data", () => {
    expect(selectValue(reading({ deep: {} }), "data.constructor")).toBeUndefined();
    expect(selectValue(reading({ deep: {} }), "data.deep.toString")).toBeUndefined();
    expect(selectValue(reading({ deep: "text" }), "data.deep.length")).toBeUndefined();
    expect(answering(state, "north", "constructor")).toEqual([]);
    expect(deputyOf(state, { org: "north", role: "toString" })).toBeUndefined();
  });
});

describe("a post", () => {
  test("is the first role the map names for the duty, or for the one asked of", () => {
    expect(selectPost(reading({ unit: "north" }), { org: "data.unit" }, "job.do")).toEqual({ post: HEAD, unassigned: false });
    expect(selectPost(reading({ unit: "north" }), { org: "data.unit", answers: "follow-up" }, "job.do").post.role).toBe("tracer");
  });

  test("is the actor's own where the table says so and it is the actor's organisation", () => {
    const gardener = { org: "north", role: "gardener" };
    expect(selectPost(reading({}, undefined, gardener), { org: "actor", actorRole: true }, "job.do").post).toEqual(gardener);
    expect(selectPost(reading({ unit: "south" }, undefined, gardener), { org: "data.unit", actorRole: true }, "job.do").post.role).toBe("head");
  });

  test("is a whole post from the data where there is one", () => {
    expect(selectPost(reading({ who: { org: "x", role: "y" } }), { org: "actor", post: "data.who" }, "job.do")).toEqual({ post: { org: "x", role: "y" }, unassigned: false });
    expect(selectPost(reading({ who: null }), { org: "actor", post: "data.who" }, "job.do").post).toEqual(CLERK);
  });

  test("is the incident's command, marked as unassigned, where nobody is named", () => {
    for (const unit of ["north-2", "nowhere", undefined]) expect(selectPost(reading({ unit }), { org: "data.unit" }, "job.do")).toEqual({ post: MAYOR, unassigned: true });
  });

  test("deputies and levels come from the tree", () => {
    expect(deputyOf(state, HEAD)).toEqual({ org: "north", role: "deputy" });
    expect(deputyOf(state, { org: "north-2", role: "head" })).toBeUndefined();
    expect([above(state, "north-1"), above(state, "city"), above(state, "nowhere")]).toEqual(["north", undefined, undefined]);
  });
});

test("subjects: every thing of a kind the event is about, or the one a field names", () => {
  const { event } = reading({ unit: "south", none: "" });
  expect(selectSubjects(event, "job")).toEqual(["job:J1", "job:J2"]);
  expect(selectSubjects(event, "org")).toEqual(["org:south"]);
  expect(selectSubjects(event, "org:data.unit")).toEqual(["org:south"]);
  expect(selectSubjects(event, "org:data.none")).toEqual([]);
  expect(selectSubjects(event, "org:data.missing")).toEqual([]);
  expect(selectSubjects(event, "tool")).toEqual([]);
});

test("conditions: all must hold, null means absent", () => {
  const now = reading({ needed: true, count: 2 }, { place: null });
  expect(holds(now, undefined)).toBe(true);
  expect(holds(now, { "data.needed": true, "data.count": 2, "thing.status": "asked" })).toBe(true);
  expect(holds(now, { "data.needed": true, "data.count": 3 })).toBe(false);
  expect(holds(now, { "data.missing": null, "thing.place": null })).toBe(true);
  expect(holds(now, { "data.needed": null })).toBe(false);
});
