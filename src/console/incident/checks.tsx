/** Measures read off the ledger, each with how it was reckoned and what it rests on; ranges where times are ranges. */
import type { Check, LedgerEvent } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { EventLink } from "../duty/event-link.tsx";
import { Tag } from "../parts/sign.tsx";
import { useText } from "../text/index.ts";
import { checkText } from "./check-words.ts";

export function Checks({ checks, events }: { checks: readonly Check[]; events: readonly LedgerEvent[] }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const show = (value: Check["value"]): string => (typeof value === "object" ? `${value[0]}–${value[1]}` : String(value));
  return (
    <section className="panel" aria-labelledby="checks-title">
      <header>
        <h2 id="checks-title">{t("checks.title")}</h2>
      </header>
      <div className="scroll-x" role="region" aria-labelledby="checks-title" tabIndex={0}>
        <table data-testid="checks">
          <caption className="sr">{t("checks.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("checks.what")}</th>
              <th scope="col">{t("checks.about")}</th>
              <th scope="col" className="number">{t("checks.value")}</th>
              <th scope="col">{t("checks.how")}</th>
              <th scope="col">{t("findings.evidence")}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check, index) => (
              <tr key={index}>
                <th scope="row">{checkText(check.check, lang)}</th>
                <td>{check.subject.includes(":") ? names.thing(check.subject) : check.subject}</td>
                <td className="number nowrap">
                  <span className="strong">{show(check.value)}</span>
                  {check.range === undefined ? null : <span className="faint"> ({show(check.range)})</span>}
                </td>
                <td className="dim">
                  {checkText(check.computation, lang)} {check.assumed ? <Tag tone="warning">{t("checks.assumed")}</Tag> : null}
                </td>
                <td>
                  <span className="evidence">
                    {check.evidence.map((source) => {
                      const seq = events.find((event) => event.source === source)?.seq;
                      return seq === undefined ? <span key={source}>{source}</span> : <EventLink key={source} seq={seq}>{source}</EventLink>;
                    })}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
