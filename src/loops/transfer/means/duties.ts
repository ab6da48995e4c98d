/** A vehicle people rode in is disinfected before anybody rides in it again. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "vehicle.disinfect",
    title: { zh: "趟间车辆消毒", en: "Disinfect the vehicle between runs" },
    clause: "vehicle.disinfection",
    opens: [{ on: "transfer.departed", subject: "vehicle:data.vehicle", due: "data.cleanBy", asker: { org: "command" }, holder: { org: "data.vehicleOrg" } }],
    moves: [{ on: "vehicle.disinfected", subject: "vehicle", as: "done" }, { on: "vehicle.stopped", subject: "vehicle", as: "lapsed" }],
    verifiedBy: "sample",
    finding: null,
  },
];
