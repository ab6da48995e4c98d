/**
 * What a ring says, in both languages: how urgent, for which post, what has happened to which duties, and why
 * it came to this person. Names kinds of duty and their numbers; nobody under a measure is named.
 */
import type { Model } from "../../engine/loop.ts";
import type { Text } from "../../engine/rule.ts";
import type { Rank } from "../../loops/command/alarms/events.ts";
import type { CallView, Ring } from "../../loops/command/alarms/views.ts";
import type { Message } from "./channel.ts";
import { codeOfRing, tokenOf, type RingName } from "./tokens.ts";

/** As many as fit on the screen of a locked phone. */
const SHOWN = 4;

const RANKS: Readonly<Record<Rank, Text>> = {
  emergency: { zh: "紧急", en: "Emergency" },
  warning: { zh: "预警", en: "Warning" },
  reminder: { zh: "提醒", en: "Reminder" },
};

const WHY: Readonly<Partial<Record<Ring["why"], Text>>> = {
  unanswered: { zh: "前一位未应答，现呼叫您。", en: "The one rung before did not answer." },
  undelivered: { zh: "前一位无法接通，现呼叫您。", en: "The one rung before could not be reached." },
  louder: { zh: "情况升级。", en: "It has become more urgent." },
};

export interface Setting {
  readonly model: Model;
  readonly secret: Buffer;
  readonly publicUrl: string;
  readonly postName: Text;
}

export function whatHappened(model: Model, item: CallView["items"][number]): Text {
  const duty = model.rules.get(item.kind)?.title ?? { zh: item.kind, en: item.kind };
  const event = model.eventTypes.get(item.type) ?? { zh: item.type, en: item.type };
  return { zh: `${duty.zh}（${item.duty}）：${event.zh}`, en: `${duty.en} (${item.duty}): ${event.en}` };
}

function linesOf(model: Model, call: CallView, ring: Ring): readonly Text[] {
  const shown = call.items.slice(0, SHOWN).map((item) => whatHappened(model, item));
  const more = call.count - shown.length;
  const rest: Text[] = more > 0 ? [{ zh: `另有${more}项。`, en: `And ${more} more.` }] : [];
  const why = WHY[ring.why];
  return [...shown, ...rest, ...(why === undefined ? [] : [why])];
}

export function answerUrlOf({ publicUrl, secret }: Pick<Setting, "publicUrl" | "secret">, name: RingName): string {
  return `${publicUrl}/alarm/${tokenOf(secret, name)}`;
}

export function messageFor(name: RingName, call: CallView, ring: Ring, setting: Setting): Message {
  const rank = RANKS[ring.rank];
  return {
    ring: name, rank: ring.rank, post: ring.post, who: ring.reach.who, phone: ring.reach.phone, email: ring.reach.email, count: call.count,
    title: {
      zh: `${rank.zh}：${call.count}项任务告警（${setting.postName.zh}）`,
      en: `${rank.en}: ${call.count} ${call.count === 1 ? "alarm" : "alarms"} (${setting.postName.en})`,
    },
    lines: linesOf(setting.model, call, ring),
    code: ring.rank === "reminder" ? null : codeOfRing(setting.secret, name),
    answerUrl: answerUrlOf(setting, name), at: ring.at,
  };
}
