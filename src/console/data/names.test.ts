// Names in the reader's language, and ids made readable where nobody gave a name.

import { describe, expect, it } from "vitest";
import type { ModelInfo } from "../api-types.ts";
import { namesFrom } from "./names.ts";

const model = {
  kinds: [{ kind: "contact", loop: "cases", title: { zh: "密接", en: "Contact" }, scope: "incident", columns: [] }],
  commands: [], rules: [{ kind: "contact.transfer", title: { zh: "转运", en: "Transfer" } }], events: { "duty.opened": { zh: "责任成立", en: "Duty opened" } },
} as unknown as ModelInfo;

describe("namesFrom", () => {
  it("names in the reader's language, role and organisation in its order", () => {
    const orgs = [{ id: "district-A", name: { zh: "甲区", en: "District A" }, posts: [{ role: "tracer", name: { zh: "流调员", en: "Tracer" } }] }];
    const post = { org: "district-A", role: "tracer" };
    expect(namesFrom(model, orgs, "zh").post(post)).toBe("甲区 · 流调员");
    expect(namesFrom(model, orgs, "en").post(post)).toBe("Tracer, District A");
    expect(namesFrom(model, orgs, "zh").thing("contact:P1")).toBe("密接 P1");
  });

  it("calls the same role differently where it is called differently", () => {
    const post = (zh: string) => [{ role: "secretary", name: { zh, en: zh } }];
    const names = namesFrom(undefined, [{ id: "street", posts: post("街道书记") }, { id: "village", posts: post("村书记") }], "zh");
    expect(names.role("secretary", "village")).toBe("村书记");
    expect(names.role("secretary", "elsewhere")).toBe("街道书记");
  });

  it("makes an id readable rather than hiding it", () => {
    const names = namesFrom(undefined, [], "en");
    expect(names.duty("site.staff-posts")).toBe("Site staff posts");
    expect(names.thing("duty:D4")).toBe("Duty D4");
    const unnamed = namesFrom(undefined, [{ id: "hotel-1", name: { zh: "hotel-1", en: "hotel-1" } }], "en");
    expect(unnamed.org("hotel-1")).toBe("Hotel 1");
    expect(unnamed.thing("site:hotel-1")).toBe("Site Hotel 1");
    expect(unnamed.thing("org:hotel-1")).toBe("Hotel 1");
  });
});
