/**
 * The Harbin incident: what must be found, what must never be said, and that changing the facts changes the
 * answer. Expected results stand here and only here; the replay itself has never seen them.
 */
import { describe, expect, it } from "vitest";
import { checkScenario } from "../../src/drill/replay/scenario.ts";
import { add, changed, eventOf, of, played, retime, scenarioFile } from "./incident.ts";

const harbin = scenarioFile("harbin-2021-09");
const DAY_24 = { earliest: "2021-09-24T12:00:00+08:00", latest: "2021-09-25T12:00:00+08:00" };

describe("Harbin as it was", () => {
  it("[SM-151] [SM-155] [SM-157] [SM-145] finds the twelve lapses, from silence, by kind and by who answers", async () => {
    const result = await played(harbin);
    const found = result.report.findings.map((finding) => `${finding.kind}: ${finding.missedBy.join(", ") || "unassigned"}`).sort();
    expect(found).toEqual([
      "capacity_gap: unassigned",
      "control_before_transfer_missing: community_party_branch_secretary",
      "coordination_weak: county_deputy_commander_head_of_transfer_group",
      "deadline_missed: subdistrict_party_secretary, subdistrict_director",
      "follow_up_missing: district_tracing_group_deputy",
      "guarantor_duty_missing: subdistrict_guarantor",
      "lesson_not_spread: county_quarantine_transfer_group",
      "organisation_level: district_A_leadership, county_B_leadership",
      "person_out_of_control: hotel_guarantor",
      "person_out_of_control: unassigned",
      "site_opened_without_staff: county_emergency_bureau_head",
      "waste_removal_late: county_quarantine_transfer_group",
      "weak_oversight: district_deputy_commander_head_of_tracing_group",
    ]);
    expect(result.replayed.refused).toEqual([]);
  });

  it("[SM-134] says how late, as a range, and when the alarm would have been raised and to whom", async () => {
    const result = await played(harbin);
    expect(of(result, "deadline_missed")).toEqual([expect.objectContaining({
      duty: "contact.transfer", clause: "transfer.deadline", due: DAY_24, lateHours: [69, 93], certainty: "certain",
      done: { earliest: "2021-09-28T09:00:00+08:00", latest: "2021-09-28T09:00:00+08:00" },
      holder: { org: "district-A", role: "district_headquarters" },
      raisedAt: "2021-09-25T12:00:00+08:00", raisedTo: { org: "district-A", role: "district_deputy_commander_head_of_tracing_group" },
      evidence: ["H03", "H04", "H05", "H09"], status: "found and stated",
    })]);
    expect(of(result, "deadline_missed")[0]!.means).toEqual([expect.objectContaining({ asked: ["room"], of: { org: "city", role: "city_committee_and_government" }, answered: null })]);
    expect(of(result, "site_opened_without_staff")[0]).toMatchObject({ lateHours: [11, 35], done: null, due: { earliest: "2021-09-26T00:00:00+08:00", latest: "2021-09-27T00:00:00+08:00" } });
    expect(of(result, "lesson_not_spread")[0]).toMatchObject({ lateHours: [2.33, 2.33], evidence: ["H13", "H14"] });
    expect(of(result, "follow_up_missing")[0]).toMatchObject({ lateHours: null, raisedAt: "2021-09-25T01:00:00+08:00" });
    expect(result.report.counterfactual).toBe(false);
  });

  it("is 73 to 97 hours late under the ninth edition, marked counterfactual", async () => {
    const result = await played(harbin, "cn-covid-9");
    expect(of(result, "deadline_missed")[0]!.lateHours).toEqual([73, 97]);
    expect(result.report.counterfactual).toBe(true);
  });

  it("reproduces the five checks", async () => {
    const { report } = await played(harbin);
    const value = (name: string): unknown => report.checks.find((check) => check.check === name)?.value;
    expect(value("role holders in the notice")).toBe(9);
    expect(value("hours push -> quarantine")).toEqual([81, 105]);
    expect(value("hours exposure -> quarantine")).toBe(237);
    expect(value("minutes between the two room exits")).toBe(140);
    expect(value("end of the 14-day period counted from last exposure")).toBe("2021-10-02");
  });

  it("keeps to what is known: no single delay, no person tied to a hotel and hour, no blame downward, no penalty", async () => {
    const { report } = await played(harbin);
    const gap = report.findings.find((finding) => finding.kind === "capacity_gap")!;
    expect(gap.missedBy).toEqual([]);
    expect(gap.holder!.org).toBe("city");
    for (const finding of report.findings.filter((candidate) => candidate.kind === "person_out_of_control")) {
      expect(finding.evidence).toEqual(["H13", "H14"]);
      expect(JSON.stringify(finding)).not.toMatch(/P2|P3/);
    }
    const [least, most] = report.findings.find((finding) => finding.kind === "deadline_missed")!.lateHours!;
    expect(most - least).toBe(24);
    // What an authority said is quoted as a statement; nothing the engine itself says may speak of punishment.
    expect(JSON.stringify([report.findings, report.checks])).not.toMatch(/warning|penalt|sanction|admonition|criticism|dismiss|remove_from/i);
  });

  it("answers the same bit for bit when run again", async () => {
    const [first, second] = [await played(harbin), await played(harbin)];
    expect(second.replayed.simulation.events).toEqual(first.replayed.simulation.events);
    expect(second.report).toEqual(first.report);
  });

  it("finds the same with every omission struck from the file", async () => {
    const silent = changed(harbin, (copy) => {
      const gone = new Set(copy.events.filter((event) => event.kind === "omission").map((event) => event.id));
      copy.events = copy.events.filter((event) => !gone.has(event.id));
      for (const event of copy.events) if (event.after !== undefined) event.after = event.after.filter((id) => !gone.has(id));
    });
    expect(silent.events).toHaveLength(13);
    const strip = (findings: readonly { status: string }[]): unknown[] => findings.map((finding) => ({ ...finding, status: "either" }));
    const [whole, without] = [await played(harbin), await played(silent)];
    expect(strip(without.report.findings)).toEqual(strip(whole.report.findings));
    expect(without.report.findings.every((finding) => finding.status === "found")).toBe(true);
  });
});

describe("Harbin with other facts", () => {
  it("is possibly late, and says so, when P1 was placed on the evening of the 24th", async () => {
    const result = await played(changed(harbin, (copy) => retime(copy, "H09", "2021-09-24T20:00:00+08:00")));
    expect(of(result, "deadline_missed")).toEqual([expect.objectContaining({ certainty: "possible", lateHours: [0, 8] })]);
    expect(of(result, "follow_up_missing")).toEqual([]);
  });

  it("has no transfer finding when the push is then also known to be at 14:00", async () => {
    const result = await played(changed(harbin, (copy) => {
      retime(copy, "H09", "2021-09-24T20:00:00+08:00");
      for (const id of ["H03", "H04", "H05"]) retime(copy, id, "2021-09-24T14:00:00+08:00");
    }));
    expect(of(result, "deadline_missed")).toEqual([]);
  });

  it("collapses to a point when only the push is known to the minute", async () => {
    const result = await played(changed(harbin, (copy) => retime(copy, "H03", "2021-09-24T14:00:00+08:00")));
    expect(of(result, "deadline_missed")[0]).toMatchObject({ lateHours: [79, 79], due: { earliest: "2021-09-25T02:00:00+08:00", latest: "2021-09-25T02:00:00+08:00" } });
  });

  it("drops the follow-up finding when receipt and plan are on record", async () => {
    const result = await played(changed(harbin, (copy) => {
      add(copy, { id: "X1", actor_role: "subdistrict_office", action: "confirm_receipt_of_push", object: "contact:P1", time: "2021-09-25T00:20:00+08:00", after: ["H05"] });
      add(copy, { id: "X2", actor_role: "subdistrict_office", action: "record_transfer_plan", object: "contact:P1", time: "2021-09-25T00:40:00+08:00", after: ["X1"] });
    }));
    expect(result.replayed.refused).toEqual([]);
    expect(of(result, "follow_up_missing")).toEqual([]);
    expect(of(result, "deadline_missed")[0]).toMatchObject({ holder: { org: "subdistrict-A1" }, missedBy: ["subdistrict_party_secretary", "subdistrict_director"] });
  });

  it("drops the staffing and coordination findings when the posts were filled before arrival", async () => {
    const result = await played(changed(harbin, (copy) => {
      add(copy, { id: "X1", actor_role: "county_emergency_bureau_head", action: "fill_site_posts", object: "sites:hotel-1,hotel-2", time: "2021-09-25T18:00:00+08:00" });
    }));
    expect(of(result, "site_opened_without_staff")).toEqual([]);
    expect(of(result, "coordination_weak")).toEqual([]);
    expect(of(result, "person_out_of_control")).toHaveLength(2);
  });

  it("drops what was done: hold, review, check, waste, sister check, rooms", async () => {
    const result = await played(changed(harbin, (copy) => {
      for (const id of ["H03", "H04", "H05"]) retime(copy, id, "2021-09-24T14:00:00+08:00");
      add(copy, { id: "X1", actor_role: "community_party_branch_secretary", action: "hold_contact_at_home", object: "contact:P1", time: "2021-09-24T14:30:00+08:00", after: ["H05"] });
      for (const day of ["25", "26", "27"]) {
        add(copy, { id: `X2-${day}`, actor_role: "subdistrict_guarantor", action: "guarantor_review", object: "org:subdistrict-A1", time: `2021-09-${day}T20:00:00+08:00` });
      }
      add(copy, { id: "X3", actor_role: "district_deputy_commander_head_of_tracing_group", action: "check_on_push", object: "contact:P1", time: "2021-09-25T20:00:00+08:00" });
      add(copy, { id: "X4", actor_role: "county_quarantine_transfer_group", action: "collect_site_waste", object: "sites:hotel-1,hotel-2", time: "2021-09-26T22:00:00+08:00", after: ["H11"] });
      add(copy, { id: "X5", actor_role: "county_quarantine_transfer_group", action: "check_sister_sites", object: "sites:hotel-1,hotel-2", time: "2021-09-27T11:30:00+08:00" });
      add(copy, { id: "X6", actor_role: "city_committee_and_government", action: "provide_quarantine_rooms", object: "contact:P1", time: "2021-09-24T14:50:00+08:00", after: ["H05"] });
    }));
    expect(result.replayed.refused).toEqual([]);
    const kinds = result.report.findings.map((finding) => finding.kind);
    for (const gone of ["control_before_transfer_missing", "guarantor_duty_missing", "weak_oversight", "capacity_gap"]) expect(kinds).not.toContain(gone);
    expect(of(result, "waste_removal_late")).toEqual([]);
    expect(of(result, "lesson_not_spread")[0]?.lateHours).toEqual([0.5, 0.5]);
  });

  it("keeps one unassigned breach when only the first exit is on record", async () => {
    const result = await played(changed(harbin, (copy) => {
      copy.events = copy.events.filter((event) => event.id !== "H14");
      for (const event of copy.events) if (event.after !== undefined) event.after = event.after.map((id) => (id === "H14" ? "H13" : id));
    }));
    expect(of(result, "person_out_of_control").map((finding) => finding.missedBy)).toEqual([[]]);
    expect(of(result, "lesson_not_spread")).toEqual([]);
  });

  it("measures silence only against the setup: without it no duty is missed", async () => {
    const result = await played(changed(harbin, (copy) => {
      delete copy.setup;
    }));
    const kinds = new Set(result.report.findings.flatMap((finding) => (finding.missedBy.length > 0 ? [finding.kind] : [])));
    for (const kind of ["guarantor_duty_missing", "weak_oversight", "control_before_transfer_missing", "waste_removal_late", "organisation_level"]) expect(kinds).not.toContain(kind);
  });
});

describe("A file that cannot be replayed", () => {
  const codes = (change: Parameters<typeof changed>[1]): string[] => checkScenario(changed(harbin, change)).map((refusal) => `${refusal.code} at ${refusal.where}`);

  it("is refused with the place and the reason", () => {
    expect(codes((copy) => void (eventOf(copy, "H04").after = ["H99"]))).toEqual(["dangling-reference at events[3].after"]);
    expect(codes((copy) => void (eventOf(copy, "H04").id = "H05"))).toContain("duplicate-id at events[4].id");
    expect(codes((copy) => void (eventOf(copy, "H05").to_org = "nowhere"))).toEqual(["dangling-reference at events[4].to_org"]);
    expect(codes((copy) => void (eventOf(copy, "H09").actor_role = "nobody"))).toEqual(["unknown-role at events[8].actor_role"]);
    expect(codes((copy) => retime(copy, "H01", "2021-09-18T14:00:00+08:00", "2021-09-18T11:00:00+08:00"))).toEqual(["interval-upside-down at events[0]"]);
    expect(codes((copy) => retime(copy, "H01", "18 September"))[0]).toBe("bad-instant at events[0].time_earliest");
    expect(codes((copy) => void (eventOf(copy, "H03").after = ["H05"]))[0]).toMatch(/^after-cycle/);
  });
});
