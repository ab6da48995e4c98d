// The order in which acts are offered on a duty.

import { describe, expect, it } from "vitest";
import type { Offered } from "../api-types.ts";
import { inOrder } from "./order.ts";

describe("inOrder", () => {
  it("puts what moves a duty on before what ends it, unknown acts in between", () => {
    const types = ["duty.withdraw", "trip.sing", "duty.decline", "duty.done", "duty.accept"].map((type) => ({ type }) as Offered);
    expect(inOrder(types).map(({ type }) => type)).toEqual(["duty.accept", "duty.done", "trip.sing", "duty.decline", "duty.withdraw"]);
  });
});
