/** English words of the console, put together; the shape the Chinese ones must match. */
import { alarms } from "./alarms.ts";
import { board } from "./board.ts";
import { duty } from "./duty.ts";
import { frame } from "./frame.ts";
import { gate } from "./gate.ts";
import { incident } from "./incident.ts";
import { setup } from "./setup.ts";
import { sheets } from "./sheets.ts";
import { things } from "./things.ts";
import { transfers } from "./transfers.ts";

export const en = { ...frame, ...board, ...duty, ...incident, ...things, ...sheets, ...setup, ...alarms, ...gate, ...transfers } as const;
