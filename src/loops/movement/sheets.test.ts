// The movement sheet: every number is that of its rows, and no spill-over is none known by an instant.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../base/time.ts";
import { packOf } from "../../engine/trial.ts";
import { COMMAND } from "../trial-city.ts";
import { GATE, guardAgainstSpread, IMPORTER, LISTS, PORT, T, tryBorder } from "./trial-border.ts";
import { movementSheets } from "./sheets.ts";
import covid from "../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);

test("[SM-224] [SM-265] [SM-123] one page of the strategies that bind, arrivals, permits, exits, lists, inbound people and spill-over, each number opening into its rows", () => {
  const trial = tryBorder(PACK);
  const { simulation } = trial;
  const [sheet] = movementSheets;
  const written = () => Object.fromEntries(sheet.write({ things: [...simulation.state.allThings()].filter((one) => sheet.kinds.some((kind) => one.ref.startsWith(`${kind}:`))), duties: [...simulation.state.allDuties()], now: simulation.now(), zone: "Asia/Shanghai" })
    .flatMap((block) => block.rows.map((row) => [`${block.key}/${row.key}`, row.refs.length > 0 ? row.refs : row.value])));
  expect(written()).toMatchObject({ "arrivals/arrived": 0, "permits/urgent": 0, "spillover/linked": 0, "spillover/none-known": "2022-09-07T14:00:00+08:00" });
  guardAgainstSpread(trial);
  trial.tell(IMPORTER, "origin.set", { origin: "X", level: "high", from: "2022-09-01", source: "b" });
  trial.tell(IMPORTER, "travellers.import", { list: "L1", source: "s", whole: true, rows: [{ person: "p1", arrived: at(T), home: "A1c", stays: [{ origin: "X" }] }, { person: "p2", arrived: at(T), stays: [{ origin: "Y" }] }] });
  trial.tell(GATE, "permit.request", { permit: "1", scope: "leave", person: "p", org: "A", purpose: "medical", need: "n", from: at(T), until: at(T + DAY), people: 1, channel: "web" });
  trial.tell(GATE, "gate.pass", { passage: "x1", gate: "north", lane: "emergency", people: 1 });
  trial.tell(LISTS, "leavers.list", { list: "V1", org: "A", to: "city-Y", source: "s", people: [{ person: "p9", left: at(T - HOUR) }] });
  trial.tell(COMMAND, "port.register", { port: "ZYTL", org: "airport", way: "airport" });
  trial.tell(PORT, "inbound.land", { person: "i1", port: "ZYTL", arrived: at(T), cameFrom: "abroad" });
  trial.tell(COMMAND, "spillover.report", { spillover: "Y-1", destination: "city Y", link: "genome", diagnosed: at(T), source: "s" });
  trial.tell(COMMAND, "spillover.judge", { spillover: "Y-1", verdict: "linked", evidence: "e" });
  const after = written();
  expect(after["strategies/A"]).toEqual(["strategy:A", "org:A", "org:A1", "org:A1c", "org:A2"]);
  expect(after["strategies/none"]).toContain("org:B");
  expect(after).toMatchObject({
    "arrivals/arrived": expect.arrayContaining(["traveller:p1", "traveller:p2"]), "arrivals/from-risk": ["traveller:p1"], "arrivals/not-accepted": ["traveller:p1"], "arrivals/open/2022-09-07/A1c": ["traveller:p1"], "permits/urgent": ["permit:1"],
    "exits/emergencies": ["passage:x1"], "lists/unsent": ["leavers:V1"], "inbound/port/airport": ["inbound:i1"], "inbound/gaps": 0, "spillover/linked": ["spillover:Y-1"],
  });
  expect(after).not.toHaveProperty(["spillover/none-known"]);
  trial.wait(13 * HOUR);
  expect(written()).toMatchObject({ "arrivals/overdue": ["traveller:p1"] });
});
