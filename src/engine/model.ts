/** Puts the loops together into one model and refuses, loudly, what two loops both claim. */
import { assert } from "../base/refusal.ts";
import type { CommandDef, Kind, Loop, Model } from "./loop.ts";
import type { DutyRule, Text } from "./rule.ts";
import type { Sheet } from "./sheet.ts";

function triggersOf(rule: DutyRule): string[] {
  return [...rule.opens, ...(rule.offers ?? []), ...rule.moves].map((trigger) => trigger.on);
}

export function composeModel(loops: readonly Loop[]): Model {
  const kinds = new Map<string, Kind>();
  const commands = new Map<string, CommandDef>();
  const rules = new Map<string, DutyRule>();
  const eventTypes = new Map<string, Text>();
  const answerable = new Map<string, Text>();
  const rulesOn = new Map<string, DutyRule[]>();
  const sheets = new Map<string, Sheet>();
  const claim = <T>(map: Map<string, T>, key: string, value: T, what: string): void => {
    assert(!map.has(key), `two loops claim the ${what} ${key}`);
    map.set(key, value);
  };
  for (const loop of loops) {
    for (const [type, text] of Object.entries(loop.events)) claim(eventTypes, type, text, "event");
    for (const kind of loop.kinds) {
      assert(kind.columns.length <= 12, `kind ${kind.kind} declares more than twelve columns`);
      claim(kinds, kind.kind, kind, "kind");
    }
    for (const command of loop.commands) claim(commands, command.type, command, "command");
    for (const rule of loop.duties) {
      claim(rules, rule.kind, rule, "duty");
      claim(answerable, rule.kind, rule.title, "responsibility");
    }
    for (const sheet of loop.sheets ?? []) claim(sheets, sheet.name, sheet, "sheet");
    for (const [kind, text] of Object.entries(loop.standing ?? {})) claim(answerable, kind, text, "responsibility");
  }
  for (const rule of rules.values()) {
    for (const type of new Set(triggersOf(rule))) {
      assert(eventTypes.has(type), `duty ${rule.kind} waits for ${type}, which no loop writes`);
      rulesOn.set(type, [...(rulesOn.get(type) ?? []), rule]);
    }
  }
  for (const sheet of sheets.values()) {
    for (const kind of sheet.kinds) assert(kinds.has(kind), `the sheet ${sheet.name} reads ${kind}, which no loop keeps`);
    for (const [kind, column] of Object.entries(sheet.only ?? {})) assert(kinds.get(kind)?.columns.some(({ key }) => key === column) === true, `the sheet ${sheet.name} reads ${kind} by ${column}, which is no column of it`);
  }
  return { loops, kinds, commands, rules, eventTypes, answerable, rulesOn, sheets };
}
