/**
 * One night in the city of `city.ts`, for tests of the alarms: a store, a gateway, a mail server and a push
 * service on this machine, the alarms as the server starts them, and a clock that is a number. Orders are
 * addressed to the community; when they are late the overseer of the street above it is rung.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { isRefusal } from "../../src/base/refusal.ts";
import { HOUR, type Ms } from "../../src/base/time.ts";
import { audit, type Broken } from "../../src/engine/audit/audit.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";
import type { CallView } from "../../src/loops/command/alarms/views.ts";
import { model } from "../../src/loops/index.ts";
import { alarmRoutes } from "../../src/server/alarms/routes.ts";
import { startAlarms, type Alarms } from "../../src/server/alarms/service.ts";
import type { Api } from "../../src/server/api.ts";
import { buildServer } from "../../src/server/app.ts";
import { packResolver } from "../../src/server/pack-folder.ts";
import type { Store } from "../../src/store/contract.ts";
import type { Opened } from "../database/stores.ts";
import { packs } from "../database/town.ts";
import { COMMAND, DISTRICT_DEPUTY, FOUNDING, STREET } from "./city.ts";
import { httpReceiver, mailReceiver, type HttpReceiver, type MailReceiver } from "./receivers.ts";

export const SECRET = "whsec_c2VjcmV0IG9mIHRoZSBnYXRld2F5IGluIHRlc3Rz";
export const SECRETARY: Post = { org: "street", role: "secretary" };
export const T0 = Date.UTC(2026, 10, 21, 18);
export const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Body = Record<string, unknown>;

export interface Night {
  now: Ms;
  readonly store: Store;
  readonly api: Api;
  readonly folder: string;
  readonly gateway: HttpReceiver;
  readonly pushes: HttpReceiver;
  readonly mail: MailReceiver;
  /** Waits between attempts, as they were asked for. */
  readonly waits: Ms[];
  app: FastifyInstance;
  alarms: Alarms;
  /** Starts the alarms as the server does at each start; the folder and the store are what outlives it. */
  start(env: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
  /** Settings with every channel. */
  everything(): Record<string, string>;
  send(type: string, data: JsonObject, actor?: Post, incident?: string): Promise<void>;
  order(number: string, due?: Ms): Promise<void>;
  later(length: Ms): Promise<void>;
  /** The first order, and two hours in which nobody does anything. */
  overdue(): Promise<void>;
  calls(): Promise<readonly CallView[]>;
  /** What the gateway was sent. */
  bodies(): Body[];
  streetCall(): Promise<CallView>;
  streetRings(): Body[];
  /** What the auditor finds in the ledger up to now. */
  broken(): Promise<readonly Broken[]>;
  close(): Promise<void>;
}

async function found(night: Night): Promise<void> {
  await night.store.createIncident({ id: "city", title: "City", mode: "live", zone: "Asia/Shanghai", city: "city", pack: "cn-covid-9", commandPost: COMMAND }, night.now);
  for (const { type, data } of FOUNDING) await night.send(type, data as JsonObject);
  for (const [index, post] of [SECRETARY, STREET, DISTRICT_DEPUTY, COMMAND].entries()) {
    await night.send("post.register", { ...post, title: { zh: post.role, en: post.role }, who: `${post.org}-1`, phone: `1380000000${index}`, email: `${post.role}@${post.org}.example` });
  }
  await night.send("deputy.assign", { org: "street", role: "secretary", deputy: "office" });
  await night.send("responsibility.assign", { org: "community", duty: "order.execute", roles: ["secretary"] });
}

export async function openNight(open: () => Promise<Opened>): Promise<Night> {
  const opened = await open();
  const { store } = opened;
  const [gateway, pushes, mail] = await Promise.all([httpReceiver(), httpReceiver(), mailReceiver()]);
  const waits: Ms[] = [];
  let sent = 0;
  const api: Api = { store, model, packs, packOf: packResolver(packs), replays: new Map(), now: () => night.now };
  const night: Night = {
    now: T0, store, api, folder: mkdtempSync(join(tmpdir(), "alarms-")), gateway, pushes, mail, waits,
    app: undefined as unknown as FastifyInstance,
    alarms: undefined as unknown as Alarms,
    async start(env) {
      night.alarms = startAlarms({
        api, dataDir: night.folder, env, publicUrl: "http://127.0.0.1:8080", everyMs: null, allowLoopbackPush: true,
        wait: async (length) => void waits.push(length), log: SILENT,
      });
      night.app = await buildServer({ ...api, consoleDir: null, hosts: null, more: [alarmRoutes(night.alarms)] });
    },
    async stop() {
      await night.app.close();
      await night.alarms.stop();
    },
    everything: () => ({
      SMTP_URL: mail.url, ALARM_MAIL_FROM: "Firebreak <alarm@city.example>", ALARM_WEBHOOK_URL: `${gateway.url}/ring`, ALARM_WEBHOOK_SECRET: SECRET,
    }),
    async send(type, data, actor = COMMAND, incident = "city") {
      const result = await store.submit({ id: `t${++sent}`, type, incident, actor, data }, night.now);
      if (isRefusal(result)) throw new Error(`${type}: ${result.message}`);
    },
    order: (number, due = T0 + HOUR) =>
      night.send("order.issue", { number, text: "Close the hall.", units: ["community"], legalBasis: "Law 39", due: { earliest: due, latest: due } }),
    async later(length) {
      night.now += length;
      await store.runClock(night.now);
      await night.alarms.worker.settle();
    },
    async overdue() {
      await night.order("1");
      await night.later(2 * HOUR);
    },
    calls: async () => (await store.things({ incident: "city", kind: "call", limit: 1000 })).map((thing) => thing.state as CallView),
    bodies: () => gateway.received.map((each) => JSON.parse(each.body.toString("utf8")) as Body),
    streetCall: async () => (await night.calls()).find((call) => call.post === "secretary@street" && call.rank === "emergency")!,
    streetRings: () => night.bodies().filter((body) => String(body["call"]).endsWith(".secretary@street")),
    async broken() {
      const incident = (await store.incident("city"))!;
      const events = await store.events({ incident: "city", limit: 100_000 });
      const pack = api.packOf(incident.pack, incident.packHash)!;
      return audit({
        events, incident: "city", commandPost: incident.commandPost, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]),
        duties: await store.duties({ incident: "city" }), until: night.now,
      });
    },
    async close() {
      await night.stop();
      await opened.close();
      await Promise.all([gateway.close(), pushes.close(), mail.close()]);
      rmSync(night.folder, { recursive: true, force: true });
    },
  };
  await found(night);
  return night;
}
