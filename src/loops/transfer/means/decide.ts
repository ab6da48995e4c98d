/** Commands of vehicles, teams and rooms → events or a refusal. They belong to the city, not to an incident. */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { RoomView } from "../../quarantine/views.ts";
import type { VehicleView } from "../views.ts";

const Places = Type.Optional(Type.Integer({ minimum: 0, maximum: 50 }));
const Class = Type.Union([Type.Literal("close"), Type.Literal("secondary"), Type.Literal("general")]);

export const commands: readonly CommandDef[] = [
  command("vehicle.register", zhEn("登记车辆", "Register a vehicle"), {
    vehicle: Id, org: Id, seats: Type.Integer({ minimum: 1, maximum: 200 }), kind: Type.Optional(Words), wheelchairs: Places, stretchers: Places, partition: Type.Optional(Type.Boolean()),
  }, ({ state, data, occurred }) => {
    const unknown = knownOrg(state, data.org, "data.org");
    if (unknown !== null) return unknown;
    if ((data.wheelchairs ?? 0) + (data.stretchers ?? 0) > data.seats) return refuse("more-places-than-seats", `${data.vehicle} would have more special places than seats in all.`, { where: "data.seats", fix: "Seats count everybody it takes, wheelchairs and stretchers among them." });
    return [event("vehicle.registered", occurred, [ref("vehicle", data.vehicle)], data, "city")];
  }, { help: zhEn("座位数为保持间隔后可载总人数，含轮椅位和担架位。", "Seats: everybody it takes with distance kept, wheelchair and stretcher places among them.") }),
  command("team.register", zhEn("登记队伍", "Register a team"), { team: Id, org: Id, people: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("team.registered", occurred, [ref("team", data.team)], data, "city")]),
  command("room.designate", zhEn("指定房间收住类别", "Keep rooms for a class"), { rooms: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }), classes: Type.Array(Class, { minItems: 1, maxItems: 3, uniqueItems: true }) }, ({ state, data, occurred }) => {
    for (const [index, name] of data.rooms.entries()) {
      const room = known<RoomView>(state, ref("room", name), `data.rooms[${index}]`);
      if (isRefusal(room)) return room;
    }
    return [event("room.designated", occurred, data.rooms.map((name) => ref("room", name)), { classes: data.classes }, "city")];
  }, { on: { kind: "room", field: "rooms" }, needs: (data) => (data["rooms"] as string[]).map((name) => ref("room", name)) }),
  command("vehicle.disinfect", zhEn("车辆消毒", "Disinfect a vehicle"), { vehicle: Id, until: Type.Optional(WhenShape), note: Type.Optional(Words) }, ({ state, data, context, occurred }) => {
    const vehicle = known<VehicleView>(state, ref("vehicle", data.vehicle), "data.vehicle");
    if (isRefusal(vehicle)) return vehicle;
    const until = data.until ?? plus(occurred, lengthMs(context.pack, "vehicle.disinfection"));
    if (until.latest < occurred.earliest) return refuse("ends-before-start", "It would be ready before it was begun.", { where: "data.until", fix: "Give the time it can be used again." });
    return [event("vehicle.disinfected", occurred, [ref("vehicle", data.vehicle)], { ...data, until }, "city")];
  }, { on: { kind: "vehicle", field: "vehicle" } }),
  command("vehicle.stop", zhEn("车辆停用", "Take a vehicle out of service"), { vehicle: Id, reason: Words }, ({ state, data, occurred }) => {
    const vehicle = known<VehicleView>(state, ref("vehicle", data.vehicle), "data.vehicle");
    return isRefusal(vehicle) ? vehicle : [event("vehicle.stopped", occurred, [ref("vehicle", data.vehicle)], data, "city")];
  }, { on: { kind: "vehicle", field: "vehicle" } }),
  command("vehicle.resume", zhEn("车辆恢复使用", "Put a vehicle back into service"), { vehicle: Id }, ({ state, data, occurred }) => {
    const vehicle = known<VehicleView>(state, ref("vehicle", data.vehicle), "data.vehicle");
    return isRefusal(vehicle) ? vehicle : [event("vehicle.back", occurred, [ref("vehicle", data.vehicle)], data, "city")];
  }, { on: { kind: "vehicle", field: "vehicle" } }),
];
