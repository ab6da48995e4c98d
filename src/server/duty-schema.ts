/** The shape of a duty as the API answers with it: the engine's own, field by field. */
import { Type } from "../base/schema.ts";
import { link, Ms, named, orNull, Post, RefText, When, words } from "./schemas.ts";

const Seq = Type.Integer({ minimum: 1 });
const closed = { additionalProperties: false } as const;

export const Citation = named("Citation", "The rule behind a clock: pack, clause and the event that started it", {
  pack: Type.String(),
  hash: Type.String(),
  clause: Type.String(),
  startedBy: Seq,
});

export const Offer = named("Offer", "A push under way: the sender holds the duty until the receiver accepts", {
  to: link(Post),
  from: link(Post),
  at: link(When),
  seq: Seq,
  due: link(When),
  expired: Type.Boolean(),
});

export const DutyLink = named("DutyLink", "The asker's side after passing down, with its own clock", {
  post: link(Post),
  to: link(Post),
  since: link(When),
  seq: Seq,
  due: link(When),
  looks: Type.Array(Seq),
  silences: Type.Integer(),
});

const Block = Type.Object({ since: link(When), missing: Type.Array(Type.String()), seq: Seq, begun: Type.Optional(Type.Boolean()) }, closed);

const Done = Type.Object(
  {
    at: link(When),
    learned: Ms,
    by: link(Post),
    person: Type.Optional(Type.String()),
    seq: Seq,
    timing: words("in-time", "late", "possibly-late", "reported-late", "no-clock"),
  },
  closed,
);

const Closed = Type.Object({ at: link(When), learned: Ms, by: link(Post), seq: Seq, reason: Type.Optional(Type.String()) }, closed);

export const DutyStatus = words("open", "started", "blocked", "done", "verified", "lapsed", "withdrawn");

export const Duty = named("Duty", "One thing owed, by one holder, to one asker, about one subject, by a time, under one clause", {
  id: Type.String(),
  incident: Type.String(),
  kind: Type.String(),
  subject: RefText,
  asker: link(Post),
  holder: link(Post),
  unassigned: Type.Boolean(),
  status: DutyStatus,
  citation: orNull(link(Citation)),
  start: link(When),
  due: orNull(link(When)),
  openedAt: Ms,
  offer: orNull(link(Offer)),
  accepted: orNull(link(When)),
  links: Type.Array(link(DutyLink)),
  handOns: Type.Integer(),
  block: orNull(Block),
  blockedMs: Type.Integer(),
  planned: orNull(link(When)),
  done: orNull(Done),
  closed: orNull(Closed),
  verifyDue: orNull(link(When)),
  verifier: orNull(link(Post)),
  serves: orNull(Type.String()),
  batch: orNull(Type.String()),
  watched: Type.Boolean(),
  remindAt: orNull(Ms),
  warned: Type.Boolean(),
  overdue: orNull(Seq),
  level: Type.Integer(),
  nextEscalation: orNull(Ms),
  rejections: Type.Integer(),
  nextTick: orNull(Ms),
  version: Type.Integer(),
});

export const DUTY_SHAPES = [Citation, Offer, DutyLink, Duty];
