/** What people wrote into an event, and to whom it went, in one line. */
import type { LedgerEvent, Post } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { useText } from "../text/index.ts";
import { useRefusal } from "./refusal.tsx";
import { breachOf, missingIn, wordsOf } from "./written.ts";

export function EventWords({ event }: { event: LedgerEvent }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const to = event.data["to"];
  const say = useRefusal();
  const breach = breachOf(event);
  const missing = missingIn(event);
  const words = [...(breach === null ? [] : [say({ kind: "refusal", ...breach }).message]), ...(missing.length === 0 ? [] : [t("board.missing", { what: missing.map((one) => names.kind(one)).join(lang === "zh" ? "、" : ", ") })]), ...wordsOf(event)];
  if (words.length === 0 && to === undefined) return null;
  const target = typeof to === "string" ? names.org(to) : isPost(to) ? names.post(to) : null;
  return (
    <span className="event-words dim">
      {target === null ? null : <span>{t("event.to", { post: target })} </span>}
      {words.join(" · ")}
    </span>
  );
}

function isPost(value: unknown): value is Post {
  return typeof value === "object" && value !== null && "org" in value && "role" in value;
}
