/**
 * The documented door to gateways for text messages, voice calls and messengers: one signed JSON message a
 * ring (docs/alarms.md). The gateway decides how; the message says how urgent, to whom, what to say, and
 * how the answer comes back.
 */
import type { Ms } from "../../base/time.ts";
import type { Channel, Message, Sending } from "./channel.ts";
import { post } from "./http-send.ts";
import { sign } from "./signature.ts";

export interface WebhookOptions {
  readonly url: string | undefined;
  readonly secret: string | undefined;
  readonly now: () => Ms;
}

const SCHEMA = "firebreak-ring/1";

function bodyOf(message: Message, key: string): string {
  return JSON.stringify({
    schema: SCHEMA, id: key, rank: message.rank,
    // Whether the gateway may make a telephone ring; a warning is a text message.
    voice: message.rank === "emergency",
    to: { org: message.post.org, role: message.post.role, who: message.who, phone: message.phone, email: message.email },
    title: message.title, lines: message.lines, count: message.count,
    answer: message.code === null ? null : { code: message.code, url: message.answerUrl },
    incident: message.ring.incident, call: message.ring.call, ring: message.ring.ring, at: message.at,
  });
}

export function webhookChannel({ url, secret, now }: WebhookOptions): Channel {
  const configured = url !== undefined && secret !== undefined && secret !== "";
  return {
    name: "webhook",
    configured,
    sentence: configured
      ? { zh: `短信、语音、即时通讯网关：${new URL(url).host}`, en: `Gateway for text messages, voice and messengers: ${new URL(url).host}` }
      : { zh: "未配置短信、语音网关：请设置 ALARM_WEBHOOK_URL 和 ALARM_WEBHOOK_SECRET。", en: "No gateway for text messages or voice: set ALARM_WEBHOOK_URL and ALARM_WEBHOOK_SECRET." },
    async send(message, key): Promise<Sending> {
      if (url === undefined || secret === undefined) return { result: "no-address" };
      if (message.phone === null && message.who === null) return { result: "no-address" };
      const body = bodyOf(message, key);
      const seconds = Math.floor(now() / 1000);
      return post({
        url, body,
        headers: {
          "content-type": "application/json", "idempotency-key": key,
          "webhook-id": key, "webhook-timestamp": String(seconds), "webhook-signature": sign(secret, key, seconds, body),
        },
      });
    },
  };
}
