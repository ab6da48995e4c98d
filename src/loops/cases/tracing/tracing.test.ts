// Tracing the source: teams of several levels, evidence with its custody, genomes as support and never as proof, links
// with generations, conclusions that keep every version, and data asked for only as far as a purpose was given.
import { describe, expect, test } from "vitest";
import { assert } from "../../../base/refusal.ts";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import type { Post } from "../../../engine/event.ts";
import type { Thing } from "../../../engine/thing.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, DISTRICT, TRACING, tryCity } from "../../trial-city.ts";
import { earliestCases, generations, genomicSupport, newLineages, type ConclusionView, type EvidenceView, type LinkView } from "./views.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import tracing from "../../../../packs/firebreak-tracing.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights", "firebreak-tracing"] }, duties, rights, tracing);
const T = Date.UTC(2021, 10, 4);
const PROVINCE: Post = { org: "city", role: "provincial_expert" };
const POLICE: Post = { org: "A", role: "police_liaison" };
const LAB: Post = { org: "B", role: "sequencing" };
const things = (trial: Trial, kind: string): Thing[] => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
const state = <View>(trial: Trial, ref: `${string}:${string}`): View => trial.simulation.state.thing(ref)!.state as unknown as View;

function traced(): Trial {
  const trial = tryCity(PACK, T);
  for (const [id, onset] of [["C1", { earliest: T - 5 * DAY, latest: T - 4 * DAY }], ["C2", { earliest: T - 4 * DAY - HOUR, latest: T - 3 * DAY }], ["C3", at(T - DAY)]] as const) trial.tell(DISTRICT, "case.report", { case: id, class: "confirmed", onset });
  trial.tell(COMMAND, "team.form", { tracingTeam: "TF", members: [
    { post: PROVINCE, level: "provincial", purposes: ["trace-source", "trace-contacts"] }, { post: TRACING, level: "county", purposes: ["trace-contacts"] }, { post: POLICE, level: "police", purposes: ["find-person"] },
  ] });
  trial.tell(TRACING, "evidence.add", { evidenceItem: "E1", type: "epidemiological", cases: ["C1", "C2"], reference: "interview C2, page 3" });
  trial.tell(LAB, "evidence.add", { evidenceItem: "G1", type: "genomic", cases: ["C1"], reference: "seq-1", lineage: "B.1.617", distances: { C2: 1, C3: 9 } });
  trial.tell(LAB, "evidence.add", { evidenceItem: "G2", type: "genomic", cases: ["C2"], reference: "seq-2", lineage: "B.1.617" });
  return trial;
}

function lawful({ simulation }: Trial): void {
  const broken = audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), packHash: PACK.hash, duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  });
  assert(broken.length === 0, JSON.stringify(broken));
}

const PULL = { dataPull: "D1", tracingTeam: "TF", useFor: "find-person", legalBasis: "Article 12", source: "operator", fields: ["last-place"], deleteBy: at(T + 14 * DAY) };

describe("evidence", () => {
  test("[SM-036] [SM-284] several levels and the police work on one list, and each entry says who made it", () => {
    const trial = traced();
    expect(things(trial, "evidence-item").map(({ state: item }) => (item as EvidenceView).addedBy)).toEqual([TRACING, LAB, LAB]);
    expect(trial.code(COMMAND, "team.form", { tracingTeam: "T2", members: [{ post: { org: "nowhere", role: "r" }, level: "national", purposes: [] }] })).toBe("unknown-organisation");
  });

  test("[SM-037] a genome is kept by reference, lineage and distance to other cases", () => {
    expect(state<EvidenceView>(traced(), "evidence-item:G1")).toMatchObject({ type: "genomic", reference: "seq-1", lineage: "B.1.617", distances: { C2: 1, C3: 9 }, cases: ["C1"] });
  });

  test("[SM-038] one lineage and a close distance support one chain, and a link on genomes alone is never confirmed", () => {
    const trial = traced();
    expect(genomicSupport(things(trial, "evidence-item"), 2)).toEqual([{ cases: ["C1", "C2"], lineage: "B.1.617", distance: 1, evidence: ["G1", "G2"] }]);
    const link = { caseLink: "L1", infector: "case:C1", infectee: "case:C2", certainty: "confirmed" };
    expect(trial.code(TRACING, "link.state", { ...link, evidence: ["G1", "G2"] })).toBe("support-not-proof");
    expect(trial.code(TRACING, "link.state", { ...link, evidence: [] })).toBe("no-evidence-named");
    trial.tell(TRACING, "link.state", { ...link, evidence: ["G1"], certainty: "probable" });
    trial.tell(TRACING, "link.state", { ...link, evidence: ["G1", "E1"] });
    expect(state<LinkView>(trial, "case-link:L1").versions.map((version) => version.certainty)).toEqual(["probable", "confirmed"]);
    lawful(trial);
  });

  test("[SM-040] evidence goes from hand to hand with a receipt of its own; unsigned, it is still the sender's and rings", () => {
    const trial = traced();
    expect(trial.code(LAB, "evidence.hand-over", { evidenceItem: "E1", to: "B" })).toBe("not-the-keeper");
    trial.tell(TRACING, "evidence.hand-over", { evidenceItem: "E1", to: "city" });
    expect(trial.code(LAB, "evidence.receive", { evidenceItem: "E1" })).toBe("not-addressed-to-you");
    expect(trial.duty("evidence.receive")).toMatchObject({ holder: TRACING, due: at(T + 4 * HOUR) });
    trial.wait(5 * HOUR);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toEqual(["evidence.receive"]);
    trial.tell(PROVINCE, "evidence.receive", { evidenceItem: "E1" });
    expect(trial.duty("evidence.receive").status).toBe("verified");
    expect(state<EvidenceView>(trial, "evidence-item:E1").custody.map((one) => one.org)).toEqual(["A", "city"]);
    lawful(trial);
  });

  test("[SM-039] a lineage no earlier local outbreak had is a hypothesis of a new introduction, graded", () => {
    const trial = traced();
    expect(newLineages(things(trial, "evidence-item"), ["B.1.1.7"])).toEqual([{ lineage: "B.1.617", evidence: ["G1", "G2"] }]);
    expect(newLineages(things(trial, "evidence-item"), ["B.1.617"])).toEqual([]);
    const claim = { conclusion: "K1", question: "new-introduction", text: "not descended from earlier local cases", evidence: ["G1"] };
    expect(trial.code(PROVINCE, "conclusion.state", { ...claim, grade: "preliminary" })).toBe("support-not-proof");
    trial.tell(PROVINCE, "conclusion.state", { ...claim, grade: "hypothesis" });
    expect(state<ConclusionView>(trial, "conclusion:K1")).toMatchObject({ grade: "hypothesis", versions: [{ by: PROVINCE, evidence: ["G1"] }] });
  });
});

describe("chains and conclusions", () => {
  test("[SM-044] goods, handler, colleague, community: generations, and the control that should have stopped each step", () => {
    const trial = traced();
    for (const [id, infector, infectee, control] of [
      ["L1", "lot:fish-7", "case:C1", "batch tested and disinfected before leaving"], ["L2", "case:C1", "case:C2", "handlers tested every three days"], ["L3", "case:C2", "case:C3", undefined],
    ] as const) trial.tell(TRACING, "link.state", { caseLink: id, infector, infectee, certainty: id === "L3" ? "possible" : "probable", evidence: ["E1"], ...(control === undefined ? {} : { control }) });
    const links = things(trial, "case-link");
    expect(generations(links).map((node) => [node.node, node.generation, node.controls])).toEqual([
      ["lot:fish-7", 0, []], ["case:C1", 1, ["batch tested and disinfected before leaving"]], ["case:C2", 2, ["handlers tested every three days"]], ["case:C3", 3, []],
    ]);
    expect(generations(links, "probable").map((node) => node.node)).not.toContain("case:C3");
    expect(trial.code(TRACING, "link.state", { caseLink: "L9", infector: "case:C1", infectee: "case:C1", certainty: "possible", evidence: [] })).toBe("link-to-itself");
  });

  test("links in a ring end, and give no generation to what has no beginning", () => {
    const link = (infector: string, infectee: string): Thing => ({ ref: `case-link:${infector}${infectee}`, version: 1, state: { status: "linked", caseLink: "x", infector, infectee, certainty: "possible", control: null, versions: [] } });
    expect(generations([link("case:a", "case:b"), link("case:b", "case:a")])).toEqual([]);
  });

  test("the earliest known cases are all those that may have begun first", () => {
    expect(earliestCases(things(traced(), "case"))).toEqual(["C1", "C2"]);
  });

  test("[SM-041] [SM-086] a conclusion has author, date, grade and evidence; the earlier, less certain version stays", () => {
    const trial = traced();
    const claim = { conclusion: "K1", question: "source", evidence: ["E1", "G1"], statedBy: "headquarters" };
    expect(trial.code(PROVINCE, "conclusion.state", { ...claim, text: "t", grade: "final", evidence: ["E9"] })).toBe("unknown-evidence-item");
    trial.tell(PROVINCE, "conclusion.state", { ...claim, text: "came in on frozen goods, handlers first", grade: "preliminary" });
    trial.wait(18 * DAY);
    expect(trial.code(PROVINCE, "conclusion.state", { ...claim, text: "t", grade: "final" })).toBe("revision-without-reason");
    trial.tell(PROVINCE, "conclusion.state", { ...claim, text: "came in on contaminated imported frozen goods", grade: "final", why: "product samples sequenced" });
    const { versions, grade } = state<ConclusionView>(trial, "conclusion:K1");
    expect(grade).toBe("final");
    expect(versions.map((version) => [version.grade, version.at, version.by, version.statedBy])).toEqual([["preliminary", at(T), PROVINCE, "headquarters"], ["final", at(T + 18 * DAY), PROVINCE, "headquarters"]]);
    lawful(trial);
  });
});

describe("data asked for", () => {
  test("[SM-285] a pull is on record with purpose, basis, fields and the day it is deleted; not deleted, it rings; deleted, somebody else looks", () => {
    const trial = traced();
    trial.tell(POLICE, "data-pull.ask", PULL);
    expect(trial.simulation.state.thing("data-pull:D1")!.state).toMatchObject({ useFor: "find-person", legalBasis: "Article 12", fields: ["last-place"], askedBy: POLICE, status: "in-use" });
    expect(trial.duty("data-pull.delete")).toMatchObject({ holder: POLICE, due: at(T + 14 * DAY) });
    trial.wait(15 * DAY);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toEqual(["data-pull.delete"]);
    trial.tell(POLICE, "data-pull.delete", { dataPull: "D1", how: "wiped" });
    const duty = trial.duty("data-pull.delete");
    expect(duty).toMatchObject({ status: "done", closed: null });
    expect(trial.code(POLICE, "duty.verify", { duty: duty.id, note: "gone" })).toBe("self-verification");
    expect(trial.code(POLICE, "data-pull.delete", { dataPull: "D1", how: "h" })).toBe("deleted-already");
    lawful(trial);
  });

  test("[SM-284] [SM-285] the police ask for the purposes they were given; outside the team, nobody asks; some fields are never needed", () => {
    const trial = traced();
    expect(trial.code(POLICE, "data-pull.ask", { ...PULL, useFor: "trace-contacts" })).toBe("purpose-not-given");
    expect(trial.code(DISTRICT, "data-pull.ask", PULL)).toBe("not-in-the-team");
    expect(trial.code(POLICE, "data-pull.ask", { ...PULL, fields: ["last-place", "religion"] })).toBe("field-never-needed");
    expect(trial.code(POLICE, "data-pull.ask", { ...PULL, deleteBy: at(T - HOUR) })).toBe("delete-in-past");
    expect(trial.code(POLICE, "data-pull.ask", { ...PULL, tracingTeam: "T9" })).toBe("unknown-tracing-team");
    trial.tell(POLICE, "data-pull.ask", PULL);
    expect(trial.code(POLICE, "data-pull.ask", PULL)).toBe("pull-exists");
    expect(trial.code(POLICE, "data-pull.delete", { dataPull: "D9", how: "h" })).toBe("unknown-data-pull");
  });
});

test.each<[string, string, object]>([
  ["evidence-exists", "evidence.add", { evidenceItem: "E1", type: "product", cases: [], reference: "r" }], ["not-a-genome", "evidence.add", { evidenceItem: "E9", type: "serological", cases: [], reference: "r", lineage: "x" }],
  ["unknown-case", "evidence.add", { evidenceItem: "E9", type: "product", cases: ["C9"], reference: "r" }], ["unknown-evidence-item", "evidence.hand-over", { evidenceItem: "E9", to: "A" }],
  ["unknown-organisation", "evidence.hand-over", { evidenceItem: "E1", to: "nowhere" }], ["unknown-evidence-item", "evidence.receive", { evidenceItem: "E9" }],
])("refused with %s by %s", (code, type, data) => {
  expect(traced().code(TRACING, type, data)).toBe(code);
});
