// The quarantine sheet: every number is that of its rows.
import { expect, test } from "vitest";
import { packOf } from "../../engine/trial.ts";
import { SITE } from "../trial-city.ts";
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
