// Local days and hours of the incident's zone to instants with their precision.

import { describe, expect, it } from "vitest";
import { parseInstant } from "../../base/civil.ts";
import { fromLocal, toLocal, whenFrom } from "./local-time.ts";

const ZONE = "Asia/Shanghai";
const at = (text: string) => parseInstant(text) as number;

describe("local times", () => {
  it("are those of the incident's zone", () => {
    expect(fromLocal(ZONE, "2021-09-24T14:00")).toBe(at("2021-09-24T14:00:00+08:00"));
    expect(fromLocal(ZONE, "2021-09-24T00:00")).toBe(at("2021-09-24T00:00:00+08:00"));
    expect(toLocal(ZONE, at("2021-09-24T06:00:00Z"))).toBe("2021-09-24T14:00");
    expect(fromLocal(ZONE, "24 Sep")).toBeNull();
    expect(fromLocal(ZONE, "2021-02-31T10:00")).toBeNull();
  });

  it("keep their precision", () => {
    expect(whenFrom(ZONE, "day", "2021-09-24", "")).toEqual({ earliest: at("2021-09-24T00:00:00+08:00"), latest: at("2021-09-25T00:00:00+08:00") });
    expect(whenFrom(ZONE, "minute", "2021-09-24T14:00", "")).toEqual({ earliest: at("2021-09-24T14:00:00+08:00"), latest: at("2021-09-24T14:00:00+08:00") });
    expect(whenFrom(ZONE, "between", "2021-09-24T14:00", "")).toBeNull();
    expect(whenFrom(ZONE, "between", "2021-09-24T14:00", "2021-09-24T16:30")!.latest).toBe(at("2021-09-24T16:30:00+08:00"));
  });
});
