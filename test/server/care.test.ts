// Care and the rooms of cases on a real server and database, where only what a command asks for is loaded: each decides
// as in memory, an emergency of somebody nobody knows goes through, and everything folded again is the same.

import { afterAll, beforeAll, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { COMMAND, COMMUNITY, TRACING } from "./city.ts";
import { START, startTestServer, type TestServer } from "./harness.ts";

const WARD: Post = { org: "hosp", role: "ward_doctor" };
const REHAB: Post = { org: "rehab", role: "ward_doctor" };
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  for (const { org, role } of [WARD, REHAB]) {
    await server.send(COMMAND, "org.register", { org, level: "hospital", parent: "city" });
    await server.send(COMMAND, "responsibility.assign", { org, duty: "patient.care", roles: [role] });
  }
});

afterAll(() => server.close());

const statuses = async (kind: string, filter = ""): Promise<unknown[]> =>
  (await server.get<{ things: { ref: string; state: { status: string } }[] }>(`/api/things/${kind}?incident=city${filter}`)).things.map((thing) => [thing.ref, thing.state.status]);

test("[SM-289] admitted, checked, discharged, received, and the follow-ups found again by their patient", async () => {
  await server.send(WARD, "patient.admit", { patient: "K1", class: "confirmed", hospital: "hosp", severity: "mild" });
  await server.send(WARD, "patient.check", { patient: "K1", met: ["symptoms", "imaging", "two-negatives"], feverFreeSince: at(START - 5 * DAY), tests: [-60, -2].map((hour) => ({ at: at(START + hour * HOUR), result: "negative", ct: 40 })) });
  expect(await statuses("patient", "&hospital=hosp")).toEqual([["patient:K1", "fit"]]);
  await server.send(WARD, "patient.discharge", { patient: "K1", to: "rehab" });
  await server.send(REHAB, "patient.receive", { patient: "K1" });
  await server.send(REHAB, "patient.die", { patient: "K1", ofDisease: false });
  expect(await statuses("patient", "&hospital=rehab")).toEqual([["patient:K1", "died"]]);
  const { duties } = await server.get<{ duties: unknown[] }>("/api/duties?incident=city&kind=patient.follow-up&open=1");
  expect(duties).toEqual([]);
});

test("[SM-217] an emergency of somebody nobody knows, somewhere nobody knows, is taken and received", async () => {
  await server.send(COMMUNITY, "care.request", { careRequest: "R1", for: "emergency", person: "never-heard-of", org: "no-such-place" });
  await server.send(COMMUNITY, "care.turn-away", { careRequest: "R1", org: "street", why: "no test" });
  await server.send(WARD, "care.receive", { careRequest: "R1" });
  expect(await statuses("care-request", "&hospital=hosp")).toEqual([["care-request:R1", "in-care"]]);
});

test("[SM-129] [SM-284] an interview in one pass, evidence, a link, data asked for", async () => {
  await server.send(TRACING, "case.report", { case: "C1", class: "asymptomatic" });
  await server.send(TRACING, "case.interview", { case: "C1", visits: [{ gathering: "wedding", held: at(START - DAY), attendees: ["Q1", "Q2"] }], contacts: [{ contact: "Q1", class: "close", exposure: "wedding" }] });
  await server.send(TRACING, "exposure.trace", { gathering: "wedding", class: "close", case: "C1" });
  expect(await statuses("contact")).toEqual(expect.arrayContaining([["contact:Q1", "found"], ["contact:Q2", "found"]]));
  await server.send(COMMAND, "team.form", { tracingTeam: "TF", members: [{ post: TRACING, level: "county", purposes: ["trace-contacts"] }] });
  await server.send(TRACING, "evidence.add", { evidenceItem: "E1", type: "epidemiological", cases: ["C1"], reference: "page 2" });
  await server.send(TRACING, "link.state", { caseLink: "L1", infector: "case:C1", infectee: "contact:Q1", certainty: "confirmed", evidence: ["E1"] });
  await server.send(TRACING, "data-pull.ask", { dataPull: "D1", tracingTeam: "TF", useFor: "trace-contacts", legalBasis: "Article 12", source: "venue", fields: ["time"], deleteBy: at(START + 30 * DAY) });
  expect(await statuses("case-link", "&certainty=confirmed")).toEqual([["case-link:L1", "linked"]]);
});

test("what was folded step by step is what the ledger folds to again", async () => {
  expect(await server.store.rebuildAndCompare("city")).toEqual([]);
});
