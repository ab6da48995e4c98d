/** All loops as one model. A new loop is added here and nowhere else. */
import { dutyLoop } from "../engine/duty/loop.ts";
import type { FactReaders } from "../engine/fact.ts";
import { composeModel } from "../engine/model.ts";
import { facts as areasFacts } from "./areas/facts.ts";
import { areas } from "./areas/index.ts";
import { facts as careFacts } from "./care/facts.ts";
import { care } from "./care/index.ts";
import { facts as casesFacts } from "./cases/facts.ts";
import { cases } from "./cases/index.ts";
import { facts as commandFacts, unread } from "./command/facts.ts";
import { command } from "./command/index.ts";
import { facts as movementFacts } from "./movement/facts.ts";
import { movement } from "./movement/index.ts";
import { facts as quarantineFacts } from "./quarantine/facts.ts";
import { quarantine } from "./quarantine/index.ts";
import { facts as sitesFacts } from "./sites/facts.ts";
import { sites } from "./sites/index.ts";
import { facts as suppliesFacts } from "./supplies/facts.ts";
import { supplies } from "./supplies/index.ts";
import { facts as testingFacts } from "./testing/facts.ts";
import { testing } from "./testing/index.ts";
import { facts as transferFacts } from "./transfer/facts.ts";
import { transfer } from "./transfer/index.ts";
import { facts as voiceFacts } from "./voice/facts.ts";
import { voice } from "./voice/index.ts";

export const model = composeModel([dutyLoop, command, cases, transfer, quarantine, supplies, testing, areas, voice, sites, movement, care]);

/** Actions of fact files, each read by the one loop it belongs to. */
export const factReaders: FactReaders = { ...commandFacts, ...casesFacts, ...careFacts, ...transferFacts, ...quarantineFacts, ...suppliesFacts, ...testingFacts, ...areasFacts, ...voiceFacts, ...sitesFacts, ...movementFacts };
export { unread as unreadFact };
