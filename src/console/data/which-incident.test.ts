// Which incident a page is about, from address, memory and what there is.

import { describe, expect, it } from "vitest";
import type { Incident } from "../api-types.ts";
import { incidentInAddress, whichIncident } from "./which-incident.ts";

const incident = (id: string, mode: Incident["mode"]): Incident => ({ id, mode }) as Incident;

describe("which incident", () => {
  it("is named by the address", () => {
    expect(incidentInAddress("/incidents/harbin%202021/duties/D1", "")).toBe("harbin 2021");
    expect(incidentInAddress("/", "?incident=x&show=overdue")).toBe("x");
    expect(incidentInAddress("/setup", "")).toBeNull();
  });

  it("is else the last one, the first live one, any", () => {
    const all = [incident("replay-1", "replay"), incident("now", "live")];
    expect(whichIncident("gone", "now", all)).toBe("gone");
    expect(whichIncident(null, "replay-1", all)).toBe("replay-1");
    expect(whichIncident(null, "gone", all)).toBe("now");
    expect(whichIncident(null, null, all.slice(0, 1))).toBe("replay-1");
    expect(whichIncident(null, null, [])).toBeNull();
  });
});
