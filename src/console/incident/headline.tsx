/** The first thing to read: when the first alarm would have been raised and to whom, and how far ahead of the end. */
import { hours } from "../../base/time.ts";
import type { Finding } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { showHours } from "../parts/ranges.ts";
import { Instant } from "../parts/when.tsx";
import { Icon } from "../parts/icons.tsx";
import { useText } from "../text/index.ts";
import { headline } from "./lead.ts";

export function Headline({ findings, replay }: { findings: readonly Finding[]; replay: boolean }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const line = headline(findings);
  if (line === null) return null;
  const { first, lead } = line;
  return (
    <section className="headline" aria-label={t("headline.label")}>
      <div className="headline-first">
        <p className="headline-what">
          <Icon name="bell" /> {t(replay ? "headline.firstWould" : "headline.first")}
        </p>
        <p className="headline-number">
          <Instant when={first.raisedAt} />
        </p>
        <p className="dim">
          {t("headline.to")} <span className="strong">{first.raisedTo === null ? t("headline.nobody") : names.post(first.raisedTo)}</span> · {names.finding(first.kind)}
        </p>
      </div>
      {lead === null ? null : (
        <div>
          <p className="headline-what">{t("headline.lead")}</p>
          <p className="headline-number">{showHours([hours(lead.least), hours(lead.most)], lang)}</p>
          <p className="dim">{t("headline.leadOf", { subject: names.thing(lead.subject), duty: names.duty(lead.finding.duty) })}</p>
        </div>
      )}
      <div>
        <p className="headline-what">{t("headline.count")}</p>
        <p className="headline-number">{findings.length}</p>
        <p className="dim">{t("headline.certain", { n: findings.filter((finding) => finding.certainty === "certain").length })}</p>
      </div>
    </section>
  );
}
