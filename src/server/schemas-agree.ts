/**
 * Holds the API's shapes against the engine's types, at compile time only: a field added to one and not the
 * other does not compile. Nothing here runs.
 */
import type { Static } from "../base/schema.ts";
import type { Refusal as RefusalType } from "../base/refusal.ts";
import type { Duty as DutyType } from "../engine/duty/duty.ts";
import type { LedgerEvent as EventType } from "../engine/event.ts";
import type { Column as ColumnType, Thing as ThingType } from "../engine/loop.ts";
import type { DutyCount as CountType, Incident as IncidentType, Receipt as ReceiptType } from "../store/contract.ts";
import type { Duty } from "./duty-schema.ts";
import type { Column, DutyCount, Incident, LedgerEvent, Receipt, Refusal, Thing } from "./schemas.ts";

/** Every field made required, so that an optional one missing on one side shows, at any depth. */
type Plain<T> = T extends readonly (infer Item)[] ? Plain<Item>[] : T extends object ? { -readonly [Key in keyof T]-?: Plain<T[Key]> } : T;
type Same<A, B> = [Plain<A>] extends [Plain<B>] ? ([Plain<B>] extends [Plain<A>] ? true : never) : never;

export const agree: readonly true[] = [
  true satisfies Same<Static<typeof Duty>, DutyType>,
  true satisfies Same<Omit<Static<typeof LedgerEvent>, "data">, Omit<EventType, "data">>,
  true satisfies Same<Static<typeof Thing>, ThingType>,
  true satisfies Same<Static<typeof Column>, ColumnType>,
  true satisfies Same<Static<typeof Incident>, IncidentType>,
  true satisfies Same<Static<typeof DutyCount>, CountType>,
  true satisfies Same<Static<typeof Receipt>, ReceiptType>,
  true satisfies Same<Static<typeof Refusal>, RefusalType>,
];
