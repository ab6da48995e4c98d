// An order to a unit where nobody answers for orders: never without a clock, and the gap is somebody's to close.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../base/time.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { COMMAND, COMMUNITY, tryCity } from "../trial-city.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const HEAD = { org: "A", role: "head" };

function issued(units: readonly string[]): Trial {
  const trial = tryCity(PACK, Date.UTC(2021, 8, 24));
  trial.tell(HEAD, "order.issue", { number: "N1", text: "Count everybody", units, legalBasis: "No. 51" });
  return trial;
}

describe("an order to a unit where nobody answers", () => {
  test("stays with its issuer, who owes finding somebody there; silence goes up", () => {
    const trial = issued(["A1c"]);
    const order = trial.duty("order.execute");
    expect(order).toMatchObject({ holder: HEAD, offer: null, due: null });
    expect(trial.duty("order.reach")).toMatchObject({ subject: `duty:${order.id}`, holder: HEAD, asker: COMMAND, citation: { clause: "push.receipt" } });
    trial.wait(HOUR);
    expect(trial.said("duty.overdue").map((event) => [event.data["kind"], event.data["to"]])).toEqual([["order.reach", COMMAND]]);
    trial.wait(DAY);
    expect(trial.said("duty.escalated").length).toBeGreaterThan(0);
  });

  test("offered to somebody there it is reached, and the offer has its own clock; carried out or taken back, nobody has to be found", () => {
    const trial = issued(["A1c"]);
    trial.tell(HEAD, "duty.offer", { duty: trial.duty("order.execute").id, to: COMMUNITY });
    expect(trial.duty("order.reach").status).toBe("verified");
    trial.wait(HOUR);
    expect(trial.said("duty.offer_expired").map((event) => event.data["kind"])).toEqual(["order.execute"]);
    const back = issued(["A1c"]);
    back.tell(HEAD, "order.withdraw", { number: "N1", reason: "mistaken" });
    expect(back.duty("order.reach").status).toBe("lapsed");
    const proved = issued(["A1c"]);
    proved.tell(COMMUNITY, "order.execute", { number: "N1", unit: "A1c", proof: "counted" });
    expect(proved.duty("order.reach").status).toBe("lapsed");
  });

  test("where somebody answers, nothing of the kind is owed", () => {
    const trial = issued(["A1", "A2"]);
    expect(() => trial.duty("order.reach")).toThrow("no duty");
  });
});
