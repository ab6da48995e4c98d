/**
 * Commands of the list → events or a refusal. Refuses a follow-up that leaves anybody unexplained, and to call a
 * round all negative without its coverage, with anything pending, or on results somebody doubts.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { ratio } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { RoundView } from "../rounds/views.ts";
import { isPending, type TubeView } from "../tubes/views.ts";
import { buildShouldList, householdRef, listRef, missingRef, roundCoverage, type ShouldListView, type ShouldRow } from "./views.ts";

const Row = Type.Object({
  person: Id, token: Type.Optional(Id), household: Id, org: Id, birthYear: Type.Optional(Type.Integer({ minimum: 1890, maximum: 2100 })), sex: Type.Optional(Id),
}, { additionalProperties: false });
const RegisterShape = Type.Object({ name: Id, rows: Type.Array(Row, { maxItems: 5000 }) }, { additionalProperties: false });
const ON_LIST = { on: { kind: "should-list", field: "round" } };

const roundOf = (state: State, id: string): RoundView | Refusal => known<RoundView>(state, ref("round", id), "data.round");

const build = command("should-list.build", zhEn("生成应检名单", "Build the list of who should be tested"), { round: Id, registers: Type.Array(RegisterShape, { minItems: 1, maxItems: 20 }) }, ({ state, data, occurred }) => {
  const round = roundOf(state, data.round);
  if (isRefusal(round)) return round;
  const names = new Set(data.registers.map((register) => register.name));
  if (names.size < data.registers.length) return refuse("register-twice", "Two registers have one name.", { where: "data.registers", fix: "Give each register its own name." });
  const { rows, doubtful } = buildShouldList(data.registers);
  for (const [index, org] of [...new Set(rows.map((row) => row.org))].entries()) {
    const missing = knownOrg(state, org, `data.registers[${index}].rows.org`);
    if (missing !== null) return missing;
  }
  const people = new Set(rows.map((row) => row.person));
  if (people.size < rows.length) return refuse("person-twice", "Two people of the registers have one pseudonym.", { where: "data.registers", fix: "Give each person their own pseudonym." });
  return [
    event("should_list.built", occurred, [listRef(data.round)], { round: data.round, rows, should: rows.length, registers: [...names] }),
    ...doubtful.map((one) => event("household.doubtful", occurred, [householdRef(data.round, one.household)], { ...one, round: data.round, area: round.area, owner: round.owner })),
  ];
}, { on: { kind: "round", field: "round", statuses: ["open"] } });

/** New rows of people found where no register had them. */
function addedRows(list: ShouldListView, round: string, people: readonly string[], household: string, org: string, occurred: NewEvent["occurred"]): NewEvent[] {
  const listed = new Set(list.rows.map((row) => row.person));
  return people.filter((person) => !listed.has(person)).map((person) => {
    const row: ShouldRow = { person, household, org, match: "on-the-spot", registers: [] };
    return event("should_list.person_added", occurred, [listRef(round)], { round, row });
  });
}

const onTheSpot: readonly CommandDef[] = [
  command("person.add-on-spot", zhEn("现场补登", "Add somebody on the spot"), { round: Id, person: Id, household: Id, org: Id }, ({ state, data, occurred }) => {
    const list = known<ShouldListView>(state, listRef(data.round), "data.round");
    if (isRefusal(list)) return list;
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    const events = addedRows(list, data.round, [data.person], data.household, data.org, occurred);
    return events.length > 0 ? events : refuse("already-listed", `${data.person} is on the list.`, { where: "data.person", fix: "Nothing needs to be done." });
  }, ON_LIST),
  command("person.exempt", zhEn("登记免检", "Exempt somebody"), { round: Id, person: Id, reason: Words }, ({ state, data, occurred }) => {
    const list = known<ShouldListView>(state, listRef(data.round), "data.round");
    if (isRefusal(list)) return list;
    if (!list.rows.some((row) => row.person === data.person)) return refuse("not-listed", `${data.person} is not on the list.`, { where: "data.person", fix: "Check the pseudonym." });
    return [event("should_list.person_exempted", occurred, [listRef(data.round)], data)];
  }, ON_LIST),
  command("household.check", zhEn("登记上门核实", "Record a visit"), { round: Id, household: Id, people: Type.Array(Id, { maxItems: 100, uniqueItems: true }) }, ({ state, data, occurred }) => {
    const house = known<{ status: string; org: string }>(state, householdRef(data.round, data.household), "data.household");
    if (isRefusal(house)) return house;
    const list = known<ShouldListView>(state, listRef(data.round), "data.round");
    if (isRefusal(list)) return list;
    return [
      event("household.checked", occurred, [householdRef(data.round, data.household)], { people: data.people }),
      ...addedRows(list, data.round, data.people, data.household, house.org, occurred),
    ];
  }),
];

const listMissing = command("round.list-missing", zhEn("列出应检未检人员", "List the missing by name"), { round: Id }, ({ state, data, occurred }) => {
  const round = roundOf(state, data.round);
  if (isRefusal(round)) return round;
  const list = known<ShouldListView>(state, listRef(data.round), "data.round");
  if (isRefusal(list)) return list;
  const { byOrg } = roundCoverage(list, state.things("tube", "round", data.round));
  return byOrg.map((org) => ({ org: org.org, people: [...org.missing, ...org.doubted] })).filter(({ people }) => people.length > 0)
    .map(({ org, people }) => event("missing.listed", occurred, [missingRef(data.round, org)], { round: data.round, org, people, count: people.length, area: round.area, owner: round.owner }));
}, { on: { kind: "round", field: "round" } });

const followMissing = command("missing.follow", zhEn("核实应检未检人员", "Account for the missing"), { round: Id, org: Id, explained: Type.Record(Id, Words) }, ({ state, data, occurred }) => {
  const list = known<{ status: string; people: readonly string[] }>(state, missingRef(data.round, data.org), "data.org");
  if (isRefusal(list)) return list;
  const tested = new Set(state.things("tube", "round", data.round).flatMap((tube) => ((tube.state as TubeView).doubted ? [] : (tube.state as TubeView).members)));
  const left = list.people.filter((person) => !tested.has(person) && data.explained[person] === undefined);
  if (left.length > 0) return refuse("missing-unexplained", `${left.length} people are neither tested nor explained, ${left[0]} among them.`, { where: "data.explained", fix: "Test each of them, or say for each why not.", params: { people: left.length } });
  return [event("missing.followed", occurred, [missingRef(data.round, data.org)], { explained: data.explained })];
});

const declare = command("round.declare-negative", zhEn("宣布全部阴性", "Declare the round all negative"), { round: Id }, ({ state, data, context, occurred }) => {
  const round = roundOf(state, data.round);
  if (isRefusal(round)) return round;
  const about = [ref("round", data.round)];
  const tubes = state.things("tube", "round", data.round);
  const views = tubes.map((tube) => tube.state as TubeView);
  const list = state.thing(listRef(data.round))?.state as ShouldListView | undefined;
  const coverage = list === undefined ? null : roundCoverage(list, tubes);
  const least = ratio(context.pack, "test.round.coverage");
  const pending = views.filter(isPending).length;
  const doubted = views.filter((tube) => tube.doubted).length;
  const positive = views.filter((tube) => tube.result === "positive").length;
  const objections: Objection[] = [];
  const object = (code: Refusal): void => void objections.push({ refusal: code, about, finding: null });
  if (round.status === "open") object(refuse("round-still-open", "The round has not been closed.", { where: "data.round", fix: "Close the round first." }));
  if (coverage === null || coverage.ratio === null) object(refuse("coverage-unknown", "Nobody can say who should have been tested.", { where: "data.round", fix: "Build the list of who should be tested first." }));
  else if (coverage.ratio < least) object(refuse("coverage-too-low", `${coverage.tested} of ${coverage.should} were tested.`, { where: "data.round", fix: "Follow up the missing first.", params: { tested: coverage.tested, should: coverage.should } }));
  if (pending > 0) object(refuse("tubes-pending", `${pending} tubes have no result yet.`, { where: "data.round", fix: "Wait for the results.", params: { tubes: pending } }));
  if (positive > 0) object(refuse("not-all-negative", `${positive} tubes were positive.`, { where: "data.round", fix: "Say how many were positive.", params: { tubes: positive } }));
  if (doubted > 0) object(refuse("results-doubted", `${doubted} tubes are in doubt.`, { where: "data.round", fix: "Repeat them first.", params: { tubes: doubted } }));
  return { objections, events: [event("round.declared_negative", occurred, about, { round: data.round, coverage: coverage?.ratio ?? null, should: coverage?.should ?? null, tested: coverage?.tested ?? null, missing: coverage?.missing ?? [], tubes: views.length })] };
}, { on: { kind: "round", field: "round", statuses: ["closed"] } });

export const commands: readonly CommandDef[] = [build, ...onTheSpot, listMissing, followMissing, declare];
