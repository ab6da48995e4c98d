/**
 * The alarms over HTTP: what is ringing, answering from a screen, a link or a reply, and the devices that
 * ring. The inbound door for gateways opens only to a right signature over the very bytes received.
 */
import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import type { CallView } from "../../loops/command/alarms/views.ts";
import { sendRefusal, type Api, type Routes } from "../api.ts";
import { parseJson } from "../json-text.ts";
import { answers, closed, Name } from "../routes/answers.ts";
import { link, orNull, Text } from "../schemas.ts";
import { checkShape } from "../shape.ts";
import { PAGE_HEADERS, pageHtml } from "./page.ts";
import { messageFor } from "./message.ts";
import type { Alarms } from "./service.ts";
import { Call, ChannelShape, listCalls, showCall, silence, splitCallId } from "./shown.ts";
import { verify } from "./signature.ts";

const PostIn = Type.Object({ org: Name, role: Name }, closed);
const ListQuery = Type.Object({ incident: Type.Optional(Name), org: Type.Optional(Name), role: Type.Optional(Name) }, closed);
const IdParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 400 }) }, closed);
const TokenParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }, closed);
const AnswerBody = Type.Object({ actor: Type.Optional(PostIn), id: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })) }, closed);
const Answered = Type.Object({ call: Call }, closed);
const Listed = Type.Object({ calls: Type.Array(Call), channels: Type.Array(ChannelShape), silence: orNull(link(Text)) }, closed);
const Subscribe = Type.Object({
  post: PostIn, who: Type.Optional(Name),
  subscription: Type.Object({
    endpoint: Type.String({ minLength: 1, maxLength: 1000 }),
    keys: Type.Object({ p256dh: Type.String({ maxLength: 200 }), auth: Type.String({ maxLength: 100 }) }, { additionalProperties: true }),
  }, { additionalProperties: true }),
}, closed);
const Unsubscribe = Type.Object({ endpoint: Type.String({ minLength: 1, maxLength: 1000 }) }, closed);
const Done = Type.Object({ ok: Type.Boolean() }, closed);

/** What a gateway hands in: an answer somebody typed, spoke or mailed. */
const Inbound = Type.Object({ text: Type.String({ minLength: 1, maxLength: 10_000 }), from: Type.Optional(Type.String({ maxLength: 300 })) }, { additionalProperties: true });
const INBOUND_LIMIT = 64 * 1024;

export function alarmRoutes(alarms: Alarms): Routes {
  return (app, api) => {
    listRoutes(app, api, alarms);
    deviceRoutes(app, alarms);
    void app.register(async (scope) => inboundRoute(scope, api, alarms));
    void app.register(async (scope) => pageRoutes(scope, api, alarms));
  };
}

function listRoutes(app: FastifyInstance, api: Api, alarms: Alarms): void {
  app.get<{ Querystring: Static<typeof ListQuery> }>(
    "/api/alarms",
    { schema: { operationId: "listAlarms", summary: "Alarm calls under way and lately over, and the ways of ringing there are", tags: ["duties"], querystring: ListQuery, response: answers(Listed) } },
    async (request) => ({
      calls: await listCalls(api, request.query),
      channels: alarms.channels.map((channel) => ({ channel: channel.name, configured: channel.configured, text: channel.sentence })),
      silence: silence(alarms.channels),
    }),
  );

  app.post<{ Params: Static<typeof IdParams>; Body: Static<typeof AnswerBody> }>(
    "/api/alarms/:id/answer",
    { schema: { operationId: "answerAlarm", summary: "Answer a call: by its id, as the acting post; or by the token of its link", tags: ["duties"], params: IdParams, body: AnswerBody, response: answers(Answered) } },
    async (request, reply) => {
      const { id } = request.params;
      const named = splitCallId(id);
      if (named === undefined) return answered(reply, api, alarms, await alarms.answering.byToken(id), id);
      const { actor, id: requestId = randomUUID() } = request.body;
      if (actor === undefined) return sendRefusal(reply, refuse("missing-field", "The field “actor” is missing.", { where: "actor" }));
      const call = await alarms.answering.byPost(named.incident, named.call, actor, requestId);
      return isRefusal(call) ? sendRefusal(reply, call) : { call: showCall(api.model, named.incident, named.call, call) };
    },
  );
}

async function answered(reply: FastifyReply, api: Api, alarms: Alarms, call: CallView | Refusal, token: string): Promise<unknown> {
  if (isRefusal(call)) return sendRefusal(reply, call);
  const rung = await alarms.answering.find(token);
  return isRefusal(rung) ? sendRefusal(reply, rung) : { call: showCall(api.model, rung.name.incident, rung.name.call, call) };
}

function deviceRoutes(app: FastifyInstance, alarms: Alarms): void {
  app.get(
    "/api/push/key",
    { schema: { operationId: "pushKey", summary: "The public key a browser subscribes with", tags: ["system"], response: answers(Type.Object({ key: Type.String() }, closed)) } },
    async () => ({ key: alarms.vapidPublic }),
  );
  app.post<{ Body: Static<typeof Subscribe> }>(
    "/api/push/subscribe",
    { schema: { operationId: "pushSubscribe", summary: "Ring this device for a post", tags: ["system"], body: Subscribe, response: answers(Done) } },
    async (request, reply) => {
      const { post, who, subscription: { endpoint, keys } } = request.body;
      const refusal = await alarms.devices.add({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth }, post, who: who ?? null });
      return refusal === null ? { ok: true } : sendRefusal(reply, refusal);
    },
  );
  app.post<{ Body: Static<typeof Unsubscribe> }>(
    "/api/push/unsubscribe",
    { schema: { operationId: "pushUnsubscribe", summary: "Ring this device no more", tags: ["system"], body: Unsubscribe, response: answers(Done) } },
    async (request) => {
      await alarms.devices.remove(request.body.endpoint);
      return { ok: true };
    },
  );
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function inboundRoute(scope: FastifyInstance, api: Api, alarms: Alarms): void {
  const check = checkShape(Inbound);
  // The signature is over the bytes as sent, so they are kept as they came.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: INBOUND_LIMIT }, (_request, body, done) => done(null, body));
  scope.post(
    "/api/alarms/inbound",
    { bodyLimit: INBOUND_LIMIT, schema: { operationId: "answerInbound", summary: "For gateways: an answer that came as a text, a keypress or a mail; signed as described in docs/alarms.md", tags: ["duties"], response: answers(Type.Object({ status: Type.String() }, closed)) } },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signed = { id: header(request.headers["webhook-id"]), timestamp: header(request.headers["webhook-timestamp"]), signature: header(request.headers["webhook-signature"]) };
      if (alarms.inboundSecret === undefined || !verify(alarms.inboundSecret, signed, body.toString("utf8"), api.now())) {
        return sendRefusal(reply, refuse("bad-signature", "The signature of this message is missing, wrong or too old.", { fix: "Sign it with ALARM_WEBHOOK_SECRET as docs/alarms.md describes." }));
      }
      const parsed = parseJson(body, { name: "The message" });
      if (isRefusal(parsed)) return sendRefusal(reply, parsed);
      const bad = check(parsed.value);
      if (bad !== null) return sendRefusal(reply, bad);
      const { text, from } = parsed.value as Static<typeof Inbound>;
      const call = await alarms.answering.byReply(text, from);
      return isRefusal(call) ? sendRefusal(reply, call) : { status: call.status };
    },
  );
}

function pageRoutes(scope: FastifyInstance, api: Api, alarms: Alarms): void {
  scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "buffer", bodyLimit: 1024 }, (_request, _body, done) => done(null, {}));

  const show = async (token: string, reply: FastifyReply, refusal: Refusal | null): Promise<FastifyReply> => {
    const rung = await alarms.answering.find(token);
    if (isRefusal(rung)) {
      return reply.code(404).headers(PAGE_HEADERS).send(pageHtml({ title: { zh: "呼叫已结束", en: "This call is over" }, lines: [{ zh: "此链接不属于任何进行中的呼叫。", en: rung.message }], button: false }));
    }
    const message = messageFor(rung.name, rung.call, rung.ring, { model: api.model, secret: Buffer.alloc(32), publicUrl: "", postName: { zh: rung.ring.post.role, en: rung.ring.post.role } });
    const { answer, status } = rung.call;
    const state = answer === null ? [] : [{ zh: `已由 ${answer.by.role}@${answer.by.org} 应答。`, en: `Answered by ${answer.by.role}@${answer.by.org}.` }];
    const said = refusal === null || answer !== null ? [] : [{ zh: refusal.message, en: refusal.message }];
    return reply.headers(PAGE_HEADERS).send(pageHtml({ title: message.title, lines: [...message.lines, ...state, ...said], button: status === "ringing" || status === "unanswered" }));
  };

  scope.get<{ Params: Static<typeof TokenParams> }>("/alarm/:token", { schema: { hide: true, params: TokenParams } as object }, async (request, reply) => show(request.params.token, reply, null));
  scope.post<{ Params: Static<typeof TokenParams> }>("/alarm/:token", { schema: { hide: true, params: TokenParams } as object }, async (request, reply) => {
    const result = await alarms.answering.byToken(request.params.token);
    return show(request.params.token, reply, isRefusal(result) ? result : null);
  });
}
