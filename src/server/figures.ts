/**
 * The figures of an incident: how many things of each kind there are, by status, as folded up to a position of
 * the ledger. Each opens into its rows (`/api/things/:kind?status=…`). Counting stops at a bound and says so.
 */
import { idOf } from "../base/ids.ts";
import { Type, type Static } from "../base/schema.ts";
import type { Kind } from "../engine/loop.ts";
import type { Incident } from "../store/contract.ts";
import type { Api } from "./api.ts";
import { link, Text } from "./schemas.ts";

export const Figure = Type.Object(
  {
    kind: Type.String(),
    title: link(Text),
    total: Type.Integer(),
    byStatus: Type.Unsafe<Record<string, number>>({ type: "object", additionalProperties: { type: "integer" } }),
    atLeast: Type.Boolean({ description: "Counting stopped at its bound; there are more" }),
    head: Type.Integer({ description: "The position of the ledger these are counted at" }),
  },
  { additionalProperties: false },
);

type FigureType = Static<typeof Figure>;

const PAGE = 1000;
const BOUND = 20_000;

/** An incident's figures change only with its head, so each head is counted once; one head is kept per incident. */
const counted = new WeakMap<Api, Map<string, { head: number; figures: Promise<readonly FigureType[]> }>>();

export function figuresOf(api: Api, incident: Incident): Promise<readonly FigureType[]> {
  let known = counted.get(api);
  if (known === undefined) counted.set(api, (known = new Map()));
  const before = known.get(incident.id);
  if (before?.head === incident.head) return before.figures;
  const kinds = [...api.model.kinds.values()].filter((kind) => kind.scope === "incident");
  const figures = Promise.all(kinds.map((kind) => countKind(api, incident, kind))).then((all) => all.filter((figure) => figure.total > 0));
  known.set(incident.id, { head: incident.head, figures });
  figures.catch(() => known.delete(incident.id));
  return figures;
}

async function countKind(api: Api, incident: Incident, kind: Kind): Promise<FigureType> {
  const byStatus: Record<string, number> = {};
  let total = 0;
  let after: string | undefined;
  for (;;) {
    const page = await api.store.things({ incident: incident.id, kind: kind.kind, limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { state } of page) byStatus[state.status] = (byStatus[state.status] ?? 0) + 1;
    total += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || total >= BOUND) {
      return { kind: kind.kind, title: kind.title, total, byStatus, atLeast: page.length === PAGE, head: incident.head };
    }
    after = idOf(last.ref);
  }
}
