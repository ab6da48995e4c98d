/** Duties of transfer beyond the contact's own: the person is told, the trip runs by its rules, the vehicle is made clean. */
import type { DutyRule } from "../../engine/rule.ts";
import { duties as means } from "./means/duties.ts";
import { duties as needs } from "./needs/duties.ts";
import { duties as running } from "./running/duties.ts";

export const duties: readonly DutyRule[] = [...needs, ...running, ...means];
