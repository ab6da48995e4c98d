/** Alarm calls as the screens show them: those under way, those lately over, and which ways of ringing there are. */
import { Type, type Static } from "../../base/schema.ts";
import { samePost } from "../../engine/event.ts";
import type { Model } from "../../engine/loop.ts";
import type { Text as TextType } from "../../engine/rule.ts";
import { callRef, type CallView } from "../../loops/command/alarms/views.ts";
import type { Api } from "../api.ts";
import { link, Ms, orNull, Post, Text } from "../schemas.ts";
import { activeThings, type Active } from "./active.ts";
import type { Channel } from "./channel.ts";
import { whatHappened } from "./message.ts";

const closed = { additionalProperties: false } as const;

const Outcome = Type.Object({ channel: Type.String(), result: Type.String(), note: Type.Optional(Type.String()) }, closed);

export const Call = Type.Object({
  id: Type.String({ description: "incident~call" }), incident: Type.String(), call: Type.String(),
  status: Type.String({ description: "ringing, answered, unanswered, telling, told" }), rank: Type.String(),
  duty: orNull(Type.String()), kind: orNull(Type.String()), text: link(Text), count: Type.Integer(),
  at: Ms, to: link(Post), level: Type.Integer({ description: "How far up the ladder it has climbed" }), nextAt: orNull(Ms),
  rings: Type.Array(Type.Object({ post: link(Post), who: orNull(Type.String()), at: Ms, why: Type.String(), outcomes: orNull(Type.Array(Outcome)) }, closed)),
  answeredAt: orNull(Ms), answeredBy: orNull(link(Post)), how: orNull(Type.String()),
}, closed);

export const ChannelShape = Type.Object({ channel: Type.String(), configured: Type.Boolean(), text: link(Text) }, closed);

const SEPARATOR = "~";
const RECENT = 50;

export const callId = (incident: string, call: string): string => `${incident}${SEPARATOR}${call}`;

export function splitCallId(id: string): { incident: string; call: string } | undefined {
  const at = id.indexOf(SEPARATOR);
  return at > 0 && at < id.length - 1 ? { incident: id.slice(0, at), call: id.slice(at + 1) } : undefined;
}

export function showCall(model: Model, incident: string, id: string, call: CallView): Static<typeof Call> {
  const first = call.items[0];
  const what = first === undefined ? { zh: "告警", en: "Alarm" } : whatHappened(model, first);
  const more = call.count - 1;
  return {
    id: callId(incident, id), incident, call: id, status: call.status, rank: call.rank, duty: first?.duty ?? null, kind: first?.kind ?? null,
    text: more > 0 ? { zh: `${what.zh}，另有${more}项`, en: `${what.en}, and ${more} more` } : what,
    count: call.count, at: call.raisedAt, to: call.to, level: call.rings.at(-1)?.step ?? 0, nextAt: call.nextAt,
    rings: call.rings.map(({ post, reach, at, why, outcomes }) => ({ post, who: reach.who, at, why, outcomes: outcomes === null ? null : [...outcomes] })),
    answeredAt: call.answer?.at ?? null, answeredBy: call.answer?.by ?? null, how: call.answer?.how ?? null,
  };
}

/** Under way first, then the latest that are over; all of one incident. */
async function callsOf(api: Api, incident: string): Promise<readonly Active<CallView>[]> {
  const under = await Promise.all(["ringing", "unanswered", "telling"].map((status) => activeThings<CallView>(api.store, incident, "call", status)));
  const active = under.flat();
  const known = new Set<string>(active.map((call) => call.id));
  const raised = await api.store.events({ incident, types: ["alarm.raised"], newestFirst: true, limit: RECENT });
  const recent = raised.map((event) => String(event.data["call"])).filter((id) => !known.has(id));
  const over = await Promise.all(recent.map(async (id) => ({ id, state: (await api.store.thing(incident, callRef(id)))?.state as CallView | undefined })));
  return [...active, ...over.filter((call): call is Active<CallView> => call.state !== undefined)];
}

export interface CallFilter {
  readonly incident?: string | undefined;
  readonly org?: string | undefined;
  readonly role?: string | undefined;
}

export async function listCalls(api: Api, { incident, org, role }: CallFilter): Promise<readonly Static<typeof Call>[]> {
  const incidents = incident === undefined ? (await api.store.incidents()).filter((each) => each.mode === "live").map((each) => each.id) : [incident];
  const found: Static<typeof Call>[] = [];
  for (const each of incidents) for (const { id, state } of await callsOf(api, each)) found.push(showCall(api.model, each, id, state));
  const concerns = (post: { org: string; role: string }): boolean => (org === undefined || post.org === org) && (role === undefined || samePost(post, { org: post.org, role }));
  const rank = (call: Static<typeof Call>): number => ["emergency", "warning", "reminder"].indexOf(call.rank) + (call.status === "ringing" || call.status === "unanswered" ? 0 : 10);
  return found.filter((call) => concerns(call.to) || call.rings.some((ring) => concerns(ring.post))).sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

/** A sentence when nobody can be rung at all, so that silence is never taken for peace. */
export function silence(channels: readonly Channel[]): TextType | null {
  if (channels.some((channel) => channel.configured)) return null;
  return {
    zh: "目前没有任何呼叫方式：告警只显示在屏幕上，叫不醒任何人。请登记推送设备、设置电子邮件或短信网关。",
    en: "There is no way to ring anybody: alarms show on the screens only and wake nobody. Register a push device, or set up e-mail or a gateway.",
  };
}
