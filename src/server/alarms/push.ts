/**
 * Web push: encrypts a ring for each device of the post and hands it to the device's push service. A device
 * that has gone is forgotten. The message names posts and duties, never a person under a measure.
 */
import webpush from "web-push";
import type { Channel, Message, Sending } from "./channel.ts";
import type { Device, Devices } from "./devices.ts";
import { post } from "./http-send.ts";
import type { AlarmKeys } from "./keys.ts";

export interface PushOptions {
  readonly keys: AlarmKeys;
  readonly devices: Devices;
  /** Whom a push service may turn to: `mailto:` or an address on the web. */
  readonly contact: string;
}

/** A ring is stale once the ladder has moved on; a push service need not keep it longer. */
const KEEP_SECONDS = 3600;

function payload(message: Message): string {
  return JSON.stringify({
    title: message.title, body: message.lines, url: message.answerUrl, tag: message.ring.call, rank: message.rank,
    call: message.ring.call, incident: message.ring.incident, count: message.count,
  });
}

async function sendTo(device: Device, message: Message, key: string, { keys, contact }: PushOptions): Promise<Sending & { status?: number }> {
  const request = webpush.generateRequestDetails(device, payload(message), {
    vapidDetails: { subject: contact, publicKey: keys.vapidPublic, privateKey: keys.vapidPrivate },
    TTL: KEEP_SECONDS, contentEncoding: "aes128gcm", urgency: message.rank === "reminder" ? "normal" : "high",
    // The same ring sent twice replaces itself on the device.
    topic: key,
  });
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== "content-length").map(([name, value]) => [name, String(value)]));
  return post({ url: request.endpoint, headers, body: Uint8Array.from(request.body as unknown as Buffer) });
}

export function pushChannel(options: PushOptions): Channel {
  const { devices } = options;
  return {
    name: "push",
    // Without a single device there is nothing it could ring.
    get configured() {
      return devices.count() > 0;
    },
    get sentence() {
      const count = devices.count();
      return count === 0
        ? { zh: "网页推送可用，但还没有任何设备登记。", en: "Web push is ready, but no device has been registered." }
        : { zh: `网页推送：已登记${count}台设备。`, en: `Web push: ${count} devices registered.` };
    },
    async send(message, key): Promise<Sending> {
      const targets = devices.of(message.post, message.who);
      if (targets.length === 0) return { result: "no-address" };
      const sent = await Promise.all(targets.map(async (device) => ({ device, result: await sendTo(device, message, key, options) })));
      const gone = sent.filter(({ result }) => result.status === 404 || result.status === 410);
      for (const { device } of gone) await devices.remove(device.endpoint);
      const took = sent.filter(({ result }) => result.result === "accepted").length;
      if (took > 0) return { result: "accepted", note: `${took} of ${targets.length} devices` };
      if (gone.length === sent.length) return { result: "no-address" };
      return sent.find(({ result, device }) => result.result === "failed" && !gone.some((each) => each.device === device))!.result;
    },
  };
}
