/**
 * The Guiyang incident: eight cases of a public notice, each found from silence against an assumed setup; what must
 * never be said; and that changing the facts changes the answer. Expected results stand here and only here.
 */
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/drill/replay/scenario.ts";
import { scenarioFrom } from "../../src/server/scenario-file.ts";
import { changed, eventOf, of, played, retime, scenarioFile } from "./incident.ts";

const guiyang = scenarioFile("guiyang-2022-09");
type Played = Awaited<ReturnType<typeof played>>;

/** An act of the engine's own at an exact hour, told by whoever did it. */
function act(copy: Scenario, id: string, role: string, time: string, action: string, data: Record<string, unknown>): void {
  copy.events.push({ id, kind: "action", time, time_earliest: time, time_latest: time, time_precision: "minute", actor_role: role, action, object: "added:test", detail: "added by the test", data });
}
const by = (result: Played, role: string): string[] => result.report.findings.filter((finding) => finding.missedBy.includes(role)).map((finding) => finding.kind).sort();
const DAYS = Array.from({ length: 15 }, (_, index) => `2022-09-${String(index + 4).padStart(2, "0")}`);

describe("Guiyang as it was", () => {
  it("[SM-171] [SM-175] [SM-202] [SM-192] [SM-184] [SM-189] [SM-179] [SM-199] [SM-196] [SM-195] [SM-174] finds each of the eight cases, by kind and by who answers", async () => {
    const result = await played(guiyang);
    expect(result.replayed.refused).toEqual([]);
    expect(result.report.findings.map((finding) => `${finding.kind}: ${finding.missedBy.join(", ") || "unassigned"}`).sort()).toEqual([
      "assigned_tasks_not_done: subdistrict_director",
      "assigned_tasks_not_done: subdistrict_director",
      "baseline_unknown_and_not_reported: school_head",
      "crowd_at_pick_up: subdistrict_deputy_vegetable_pack_lead",
      "crowd_over_supplies: guarantor_leader, supply_lead, community_lead",
      "gathering_in_quarantine: district_health_deputy_and_cdc_deputy",
      "progress_behind_plan: township_party_secretary",
      "progress_behind_plan: village_party_branch_secretary",
      "role_absent: district_health_bureau_deputy",
      "role_overloaded: district_health_deputy_and_cdc_deputy",
      "samples_not_sent_in_time: district_health_deputy_and_cdc_deputy",
    ]);
  });

  it("says by which duty, clause and holder, on what evidence, and when the alarm would have been raised and to whom", async () => {
    const { report } = await played(guiyang);
    const lines = report.findings.map((one) => [
      `${one.raisedAt} -> ${one.raisedTo!.role} of ${one.raisedTo!.org}`, `${one.kind} (${one.status}, ${one.certainty})`, `  duty ${one.duty}, clause ${one.clause ?? "-"}, held by ${one.holder!.role} of ${one.holder!.org}`,
      `  answers: ${one.missedBy.join(", ")}`, `  due ${one.due === null ? "-" : `${one.due.earliest} .. ${one.due.latest}`}, done ${one.done === null ? "never" : one.done.latest}, evidence ${one.evidence.join(" ") || "the setup"}`,
    ].join("\n"));
    await expect(`${lines.join("\n\n")}\n\n${report.checks.map((check) => `${check.check}: ${String(check.value)} (${check.computation})`).join("\n")}\n`).toMatchFileSnapshot("guiyang-2022-09.golden.txt");
  });

  it("invents neither crowd sizes nor hours of delay", async () => {
    const { report } = await played(guiyang);
    for (const finding of report.findings) expect([finding.kind, finding.lateHours]).toEqual([finding.kind, null]);
    const crowds = report.timeline.filter((entry) => entry.what.startsWith("crowd."));
    expect(crowds.map((entry) => entry.fact)).toEqual(["G11", "G16"]);
    expect(JSON.stringify([report.findings, report.checks, crowds])).not.toMatch(/\d+ (people|residents|persons)|"(people|persons|size|count)":/);
  });

  it("treats no resident as an offender: the finding is the missing supply and answer", async () => {
    const { report } = await played(guiyang);
    for (const finding of report.findings) {
      expect(finding.missedBy).not.toContain("residents");
      expect(finding.holder).not.toMatchObject({ org: "public" });
    }
    expect(of(await played(guiyang), "crowd_over_supplies")[0]).toMatchObject({ duty: "crowd.ease-supplies", clause: "crowd.ease", evidence: ["G11"] });
  });

  it("proposes no penalty and passes none on", async () => {
    const { report } = await played(guiyang);
    expect(JSON.stringify([report.findings, report.checks])).not.toMatch(/penalt|sanction|admonition|suspen|demot|dismiss|remove_from|review_1/i);
  });

  it("[SM-256] [SM-257] [SM-258] keeps figures of another place and another day apart", async () => {
    const { report } = await played(guiyang);
    expect(report.checks.filter((check) => check.evidence.includes("G24") || check.evidence.includes("G27"))).toEqual([
      expect.objectContaining({ check: "infections to date", value: 868, evidence: ["G24"] }),
      // Side by side they stand only under the warning, and without a number.
      expect.objectContaining({ check: "figures that do not compare", value: "another place, another day", evidence: ["G24", "G27"] }),
    ]);
    const told = report.timeline.filter((entry) => entry.fact === "G24" || entry.fact === "G27");
    expect(told.map((entry) => [entry.fact, entry.what])).toEqual([["G24", "statement.recorded"], ["G27", "statement.recorded"]]);
  });

  it("does not narrow what is not known: a beginning nobody states is the whole time before", async () => {
    const { report } = await played(guiyang);
    expect(report.timeline.find((entry) => entry.fact === "G01" && entry.what === "compound.confined")!.occurred).toEqual({ earliest: "2022-09-04T00:00:00+08:00", latest: "2022-09-09T00:00:00+08:00" });
  });

  it("finds the same with every omission struck from the file", async () => {
    const silent = changed(guiyang, (copy) => {
      copy.events = copy.events.filter((event) => event.kind !== "omission");
    });
    expect(silent.events).toHaveLength(guiyang.events.length - 7);
    expect(guiyang.events.flatMap((event) => event.after ?? []).filter((id) => eventOf(guiyang, id).kind === "omission")).toEqual([]);
    const strip = (result: Played): unknown[] => result.report.findings.map((finding) => ({ ...finding, status: "either" }));
    expect(strip(await played(silent))).toEqual(strip(await played(guiyang)));
  });

  it("answers the same bit for bit when run again", async () => {
    expect((await played(guiyang)).report).toEqual((await played(guiyang)).report);
  });
});

describe("Guiyang with other facts", () => {
  it("drops the township's finding when its round was finished in time", async () => {
    const result = await played(changed(guiyang, (copy) => act(copy, "X1", "township_party_secretary", "2022-09-04T20:00:00+08:00", "round.close", { round: "district-mass-testing" })));
    expect(by(result, "township_party_secretary")).toEqual([]);
    expect(by(result, "village_party_branch_secretary")).toEqual(["progress_behind_plan"]);
  });

  it("drops the village's when the order came in the morning and its point was done by evening", async () => {
    const result = await played(changed(guiyang, (copy) => {
      retime(copy, "G04", "2022-09-05T07:00:00+08:00");
      act(copy, "X1", "village_party_branch_secretary", "2022-09-05T19:00:00+08:00", "round.close", { round: "parking-lot" });
    }));
    expect(by(result, "village_party_branch_secretary")).toEqual([]);
    expect(result.replayed.refused).toEqual([]);
  });

  it("drops the samples' when a laboratory signed for them in time", async () => {
    const result = await played(changed(guiyang, (copy) => {
      act(copy, "X1", "city_headquarters", "2022-09-05T09:00:00+08:00", "lab.register", { lab: "L1", org: "city", tubesPerDay: 1000, poolSizes: [10] });
      act(copy, "X2", "city_headquarters", "2022-09-05T20:00:00+08:00", "tubes.receive", { tubes: ["samples"], lab: "L1" });
    }));
    expect(of(result, "samples_not_sent_in_time")).toEqual([]);
  });

  it("drops the overload with either line: samples in time leave the gathering, no gathering leaves the samples", async () => {
    const sampled = await played(changed(guiyang, (copy) => {
      act(copy, "X1", "city_headquarters", "2022-09-05T09:00:00+08:00", "lab.register", { lab: "L1", org: "city", tubesPerDay: 1000, poolSizes: [10] });
      act(copy, "X2", "city_headquarters", "2022-09-05T20:00:00+08:00", "tubes.receive", { tubes: ["samples"], lab: "L1" });
    }));
    expect(by(sampled, "district_health_deputy_and_cdc_deputy")).toEqual(["gathering_in_quarantine"]);
    const apart = await played(changed(guiyang, (copy) => {
      copy.events = copy.events.filter((event) => event.id !== "G09");
      for (const event of copy.events) if (event.after !== undefined) event.after = event.after.filter((id) => id !== "G09");
    }));
    expect(by(apart, "district_health_deputy_and_cdc_deputy")).toEqual(["samples_not_sent_in_time"]);
  });

  it("is possibly late at the gate when only the hour of the crowd is uncertain, and drops it when it was eased in time", async () => {
    const eased = (at: string) => changed(guiyang, (copy) => act(copy, "X1", "guarantor_leader", at, "crowd.ease", { crowd: "compound-gate-G11", how: "food brought and said when" }));
    expect(of(await played(eased("2022-09-07T18:45:00+08:00")), "crowd_over_supplies")).toEqual([expect.objectContaining({ certainty: "possible", lateHours: [0, 0.75] })]);
    expect(of(await played(changed(eased("2022-09-07T18:25:00+08:00"), (copy) => retime(copy, "G11", "2022-09-07T18:00:00+08:00"))), "crowd_over_supplies")).toEqual([]);
  });

  it("drops the office door's when the crowd was dispersed within half an hour", async () => {
    const result = await played(changed(guiyang, (copy) => {
      retime(copy, "G16", "2022-09-08T14:00:00+08:00");
      act(copy, "X1", "subdistrict_deputy_vegetable_pack_lead", "2022-09-08T14:20:00+08:00", "crowd.ease", { crowd: "subdistrict-office-door-G16", how: "packs to the doors" });
    }));
    expect(of(result, "crowd_at_pick_up")).toEqual([]);
  });

  it("drops the school's when its numbers were returned each day, whatever the inspection says", async () => {
    const result = await played(changed(guiyang, (copy) => {
      for (const day of DAYS) act(copy, `X-${day}`, "school_head", `${day}T12:00:00+08:00`, "baseline.return", { institution: "S", figures: { present: 900, absent: 4, isolated: 0, tested: 904 } });
    }));
    expect(by(result, "school_head")).toEqual([]);
  });

  it("drops the sub-district's when its compounds were accounted for each day", async () => {
    const result = await played(changed(guiyang, (copy) => {
      retime(copy, "G01", "2022-09-05T00:00:00+08:00");
      for (const day of DAYS.slice(1)) act(copy, `X-${day}`, "subdistrict_director", `${day}T10:00:00+08:00`, "supplies.account", { compound: "compounds-of-subdistrict", reached: [], unreached: {} });
    }));
    expect(by(result, "subdistrict_director")).toEqual([]);
  });

  it("drops the absent post's when it answered, and when its deputy stepped in", async () => {
    const post = "district_health_bureau_deputy@district-C";
    const asked = (copy: Scenario): void => retime(copy, "G01", "2022-09-05T00:00:00+08:00");
    const answered = await played(changed(guiyang, (copy) => {
      asked(copy);
      act(copy, "X1", "district_health_bureau_deputy", "2022-09-05T00:10:00+08:00", "presence.answer", { presence: post });
    }));
    expect(of(answered, "role_absent")).toEqual([]);
    const stoodIn = await played(changed(guiyang, (copy) => {
      asked(copy);
      copy.setup!.deputies = [{ org: "district-C", role: "district_health_bureau_deputy", deputy: "district_headquarters" }];
      act(copy, "X1", "district_headquarters", "2022-09-05T00:20:00+08:00", "presence.take-over", { presence: post, reason: "no answer", duties: [] });
    }));
    expect(stoodIn.replayed.refused).toEqual([]);
    expect(of(stoodIn, "role_absent")).toEqual([]);
  });

  it("[SM-171] counts the notice's eight cases and ten role holders", async () => {
    const { report } = await played(guiyang);
    expect(report.checks.find((check) => check.check === "role holders in the notice")!.value).toBe(10);
    expect(report.checks.find((check) => check.check === "cases in the notice")!.value).toBe(8);
  });

  it("measures silence only against the setup: without it nobody is named", async () => {
    const result = await played(changed(guiyang, (copy) => {
      delete copy.setup;
    }));
    expect(result.report.findings.flatMap((finding) => finding.missedBy)).toEqual([]);
  });

  it("refuses a plan of a command nobody knows, or with data it would not take", () => {
    const codes = (change: (copy: Scenario) => void): string[] => {
      const read = scenarioFrom({ value: changed(guiyang, change) }, "file");
      return Array.isArray(read) ? (read as { code: string; where: string }[]).map((refusal) => `${refusal.code} at ${refusal.where}`) : [];
    };
    expect(codes(() => undefined)).toEqual([]);
    expect(codes((copy) => void (copy.setup!.plans![0]!.command = "round.dream"))).toEqual(["unknown-command at file: setup.plans[0].command"]);
    expect(codes((copy) => void (copy.setup!.plans![0]!.data["poolSize"] = "ten"))[0]).toMatch(/at file: setup\.plans\[0\]\.data\.poolSize$/);
  });
});
