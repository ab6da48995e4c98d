/**
 * The alarms of one installation put together: keys, devices, channels, the worker and its timer. One such
 * service runs for a database; a second one would be slower, not wrong, because every step is the ledger's.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { Outage } from "../../store/outage.ts";
import type { Api } from "../api.ts";
import { makeAnswering, type Answering } from "./answering.ts";
import type { Channel, Wait } from "./channel.ts";
import { openDevices, type Devices } from "./devices.ts";
import { emailChannel } from "./email.ts";
import { loadKeys } from "./keys.ts";
import { pushChannel } from "./push.ts";
import { webhookChannel } from "./webhook.ts";
import { makeWorker, type Worker } from "./worker.ts";

export interface AlarmOptions {
  readonly api: Api;
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where people reach this server, for the links in messages; PUBLIC_URL outranks it. */
  readonly publicUrl: string;
  readonly log: Pick<FastifyBaseLogger, "info" | "warn" | "error">;
  /** How often it looks; null for tests, which turn the crank themselves. */
  readonly everyMs?: number | null;
  readonly wait?: Wait;
  readonly allowLoopbackPush?: boolean;
}

export interface Alarms {
  readonly channels: readonly Channel[];
  readonly devices: Devices;
  readonly answering: Answering;
  readonly worker: Worker;
  readonly vapidPublic: string;
  /** Secret of the inbound door; undefined keeps it shut. */
  readonly inboundSecret: string | undefined;
  stop(): Promise<void>;
}

const EVERY_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

const filled = (value: string | undefined): string | undefined => (value === undefined || value.trim() === "" ? undefined : value.trim());

/** A mistyped address must stop the start, not the first night alarm. */
function addressIn(env: AlarmOptions["env"], name: string, protocols: readonly string[]): string | undefined {
  const text = filled(env[name]);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url !== null && protocols.includes(url.protocol)) return text;
  throw new Outage("alarm-setting", `${name} is not an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}.`, `Correct ${name} and start again.`);
}

export function startAlarms(options: AlarmOptions): Alarms {
  const { api, env, dataDir, log } = options;
  const keys = loadKeys(dataDir);
  const publicUrl = (addressIn(env, "PUBLIC_URL", ["http:", "https:"]) ?? options.publicUrl).replace(/\/+$/, "");
  const secret = filled(env["ALARM_WEBHOOK_SECRET"]);
  const mailFrom = filled(env["ALARM_MAIL_FROM"]);
  const devices = openDevices({ dataDir, allowLoopback: options.allowLoopbackPush === true });
  const contact = filled(env["ALARM_PUSH_CONTACT"]) ?? (mailFrom === undefined ? "mailto:firebreak@example.org" : `mailto:${/[^\s<>]+@[^\s<>]+/.exec(mailFrom)?.[0] ?? mailFrom}`);
  const channels: readonly Channel[] = [
    pushChannel({ keys, devices, contact }),
    emailChannel({ url: addressIn(env, "SMTP_URL", ["smtp:", "smtps:"]), from: mailFrom, replyTo: filled(env["ALARM_REPLY_TO"]) }),
    webhookChannel({ url: addressIn(env, "ALARM_WEBHOOK_URL", ["http:", "https:"]), secret, now: api.now }),
  ];
  const answering = makeAnswering(api, keys.secret);
  const ending = new AbortController();
  const wait: Wait = options.wait ?? ((length) => pause(length, undefined, { signal: ending.signal }).catch(() => undefined));
  const worker = makeWorker({ api, channels, secret: keys.secret, publicUrl, wait, log, onRing: (name) => answering.remember(name) });
  const running = options.everyMs === null ? Promise.resolve() : run(worker, options.everyMs ?? EVERY_MS, ending.signal, log);
  return {
    channels, devices, answering, worker, vapidPublic: keys.vapidPublic, inboundSecret: secret,
    async stop() {
      ending.abort();
      await running;
      for (const channel of channels) channel.close?.();
    },
  };
}

async function run(worker: Worker, everyMs: number, ending: AbortSignal, log: AlarmOptions["log"]): Promise<void> {
  let failures = 0;
  while (!ending.aborted) {
    try {
      await worker.pump();
      if (failures > 0) log.info({ failures }, "the alarms run again");
      failures = 0;
    } catch (error) {
      failures++;
      if (error instanceof Outage) log.warn({ code: error.code }, error.message);
      else log.error({ err: error }, "the alarms failed");
    }
    const length = Math.min(LONGEST_WAIT_MS, everyMs * 2 ** Math.min(failures, 6));
    await pause(length, undefined, { signal: ending }).catch(() => undefined);
  }
}
