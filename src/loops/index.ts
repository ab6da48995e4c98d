/** All loops as one model. A new loop is added here and nowhere else. */
import { dutyLoop } from "../engine/duty/loop.ts";
import { composeModel } from "../engine/model.ts";
import { cases } from "./cases/index.ts";
import { command } from "./command/index.ts";
import { quarantine } from "./quarantine/index.ts";
import { transfer } from "./transfer/index.ts";

export const model = composeModel([dutyLoop, command, cases, transfer, quarantine]);
