// The quarantine sheet: every number is that of its rows.
import { expect, test } from "vitest";
import { at } from "../../base/time.ts";
import { packOf } from "../../engine/trial.ts";
import { DISTRICT, SITE } from "../trial-city.ts";
import { quarantineSheets } from "./sheets.ts";
import { inStay, midnight, TESTER } from "./trial-stay.ts";
import covid9 from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../packs/cn-testing.json" with { type: "json" };

const PACK = packOf({ ...covid9, includes: ["firebreak-duties", "firebreak-rights", "cn-quarantine", "cn-testing"] }, duties, rights, quarantine, testing);

test("[SM-110] [SM-195] [SM-243] [SM-303] one page of releases, people, rooms, tests, homes, residents and sites, each number opening into its rows", () => {
  const trial = inStay(PACK, midnight("2022-07-12"), "2022-07-10");
  const [sheet] = quarantineSheets;
  const written = () => {
    const { state, now } = trial.simulation;
    const things = [...state.allThings()].filter((one) => sheet.kinds.some((kind) => one.ref.startsWith(`${kind}:`)));
    return Object.fromEntries(sheet.write({ things, duties: [], now: now(), zone: "Asia/Shanghai", pack: PACK }).flatMap((block) => block.rows.map((row) => [`${block.key}/${row.key}`, row.refs.length > 0 ? row.refs : row.value])));
  };
  expect(written()).toMatchObject({
    "releases/overdue": 0, "releases/next-day": 0, "people/central": ["measure:M1"], "people/home-isolation": 0, "rooms/0/single": ["room:R2", "room:R3"], "tests/overdue": 0,
    "tests/next-day": expect.arrayContaining(["test-day:M1/central-0", "test-day:M1/central-2"]), "homes/there": 0, "residents/untold": ["contact:P1"], "sites/S1/occupied": ["room:R1"], "sites/S1/layers": ["site:S1"],
  });
  trial.tell(TESTER, "resident.ask", { contact: "P1", needs: [{ need: "medicine" }], rulesGiven: "paper" });
  trial.tell(SITE, "exit.record", { persons: ["P1"] });
  trial.wait(midnight("2022-07-17") + 1 - trial.simulation.now());
  expect(written()).toMatchObject({
    "releases/next-day": ["measure:M1"], "releases/check-missing": ["measure:M1"], "residents/needs": ["resident-need:P1/medicine"], "residents/untold": 0, "sites/S1/out": ["contact:P1"],
    "rooms/24/single": expect.arrayContaining(["room:R1"]), "tests/overdue": expect.arrayContaining(["test-day:M1/central-3"]),
  });
  trial.wait(midnight("2022-07-18") + 1 - trial.simulation.now());
  expect(written()).toMatchObject({ "releases/overdue": ["measure:M1"], "releases/next-day": 0 });
});

test("the edition adopted last, person by person: whose stay would be longer, and by how many days, with nobody moved by it", () => {
  const trial = inStay(PACK, midnight("2022-07-12"), "2022-07-10");
  const rows = () => {
    const { state, now } = trial.simulation;
    const things = [...state.allThings()].filter((one) => quarantineSheets[0].kinds.some((kind) => one.ref.startsWith(`${kind}:`)));
    const found = quarantineSheets[0].write({ things, duties: [], now: now(), zone: "Asia/Shanghai", pack: PACK }).find(({ key }) => key === "edition")!;
    return { title: found.title.en, ...Object.fromEntries(found.rows.map((row) => [row.key, row])) };
  };
  expect(rows()).toMatchObject({ title: "Under cn-covid-9, person by person, in days", same: { refs: ["measure:M1"] }, earlier: { value: 0 } });
  const close = { dayOne: 1, dayFrom: 1, centralDays: 14, homeDays: 7, homeKind: "home-monitoring", centralTests: [1, 4, 7, 14], homeTests: [2, 7] };
  trial.tell(DISTRICT, "edition.adopt", { edition: "cn-covid-8", legalBasis: "No. 71", decision: "D-12", reason: "r", lengths: { close } });
  expect(rows()).toMatchObject({ title: "Under cn-covid-8, person by person, in days", later: { refs: ["measure:M1"] }, "measure:M1": { value: 7, refs: ["measure:M1", "contact:P1"], when: at(midnight("2022-07-25")) } });
});
