// A proposal through the real server: asked for, taken over by the one command it carries, overtaken by a fact,
// asked for again. The solver runs in its own thread meanwhile, and what the proposal says stands in the ledger.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatch } from "../../src/cli/main.ts";
import { COMMAND, DISTRICT_LOGISTICS, TRACING } from "./city.ts";
import { START, startTestServer, type TestServer } from "./harness.ts";

let server: TestServer;

interface Answer {
  readonly command: { readonly type: string; readonly data: { readonly cancel: readonly object[]; readonly trips: readonly { readonly trip: string; readonly contacts: readonly string[]; readonly vehicle: string }[] } };
  readonly waiting: readonly { readonly contacts: readonly string[]; readonly why: { readonly code: string; readonly text: { readonly en: string; readonly zh: string } } }[];
  readonly overtaken: readonly { readonly trip: string; readonly code: string }[];
  readonly proved: boolean;
  readonly departAt: number;
  readonly board: { readonly people: { readonly waiting: readonly string[] } };
}

const asked = (query = ""): Promise<Answer> => server.get<Answer>(`/api/proposals/transfer?incident=city${query}`);

beforeAll(async () => {
  server = await startTestServer();
  await server.send(COMMAND, "site.open", { site: "hotel" });
  for (const [room, capacity] of [["r1", 1], ["r2", 1], ["r3", 2]] as const) await server.send(COMMAND, "room.register", { room, site: "hotel", capacity });
  for (const contact of ["P1", "P2", "P3", "P4"]) await server.send(TRACING, "contact.find", { contact, class: "close", home: "community" });
  await server.send(TRACING, "passenger.describe", { contact: "P4", stretcher: true });
});

afterAll(() => server.close());

describe("a proposal of trips", () => {
  test("says who goes with what, and why the others wait, in both languages", async () => {
    const answer = await asked();
    expect(answer.command.type).toBe("transfer.adopt");
    expect(answer.command.data.trips.flatMap((trip) => trip.contacts).toSorted()).toEqual(["P1", "P2", "P3"]);
    expect(answer.waiting.map(({ contacts, why }) => [contacts, why.code])).toEqual([[["P4"], "no-barrier-free-room"]]);
    expect(answer.waiting[0]!.why.text).toEqual({ zh: "没有无障碍空房", en: "No free barrier-free room" });
    expect(answer.proved).toBe(true);
    expect(answer.departAt).toBe(START + 30 * 60_000);
    expect(answer.board.people.waiting).toHaveLength(4);
  });

  test("is the same when asked again, and is refused for what it cannot be asked", async () => {
    expect(await asked()).toEqual(await asked());
    expect((await server.call("GET", "/api/proposals/transfer?incident=nowhere")).status).toBe(404);
    expect((await server.call("GET", "/api/proposals/transfer?incident=city&departAt=noon")).status).toBe(400);
  });

  test("is taken over by one command; then a vehicle breaks down, the trip is marked and its people wait with the reason", async () => {
    const { command } = await asked();
    await server.send(DISTRICT_LOGISTICS, command.type, command.data);
    const done = await asked();
    expect(done.command.data).toEqual({ cancel: [], trips: [] });
    expect(await server.refused(DISTRICT_LOGISTICS, command.type, command.data)).toMatchObject({ code: "trip-exists" });
    await server.send(COMMAND, "vehicle.stop", { vehicle: "bus-1", reason: "brakes" });
    const after = await asked();
    expect(after.overtaken).toMatchObject([{ trip: command.data.trips[0]!.trip, code: "vehicle-lost" }]);
    expect(after.command.data).toMatchObject({ cancel: [{ trip: command.data.trips[0]!.trip }], trips: [] });
    expect(after.waiting.map((one) => one.why.code)).toContain("vehicle-promised");
    await server.send(DISTRICT_LOGISTICS, after.command.type, after.command.data);
    await server.send(COMMAND, "vehicle.resume", { vehicle: "bus-1" });
    expect((await asked()).command.data.trips.flatMap((trip) => trip.contacts)).toHaveLength(3);
  });

  test("at a terminal: the plan and the reasons as tables, taken over only in somebody's name", async () => {
    const [out, said]: [string[], string[]] = [[], []];
    const input = (async function* () { yield new Uint8Array(); })();
    const type = (...args: string[]) => dispatch(["propose", "--incident", "city", "--server", server.url, ...args], { out: (line) => void out.push(line), say: (line) => void said.push(line), env: {}, stdin: input, width: 120 });
    expect(await type()).toBe(0);
    expect(out.join("\n")).toMatch(/bus-1 +team-1 +hotel +P\d P\d P\d[^]*P4 +.*No free barrier-free room/);
    expect(await type("--adopt")).toBe(2);
    expect(said.join("\n")).toContain("--as ROLE@ORGANISATION");
    expect(await type("--adopt", "--as", "logistics@district")).toBe(0);
    expect((await asked()).command.data.trips).toEqual([]);
    expect(await type("--incident", "nowhere")).toBe(1);
  });
});
