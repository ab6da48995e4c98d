/**
 * The rule behind a duty's clock: what it says, its value, where that comes from and how far it may be trusted,
 * and the exact version of the pack the duty was created under.
 */
import { CONFIDENCE_WORDS, DIRECTION_WORDS, showProvenance, showValue } from "../../engine/pack/show.ts";
import type { Clause, Duty } from "../api-types.ts";
import { Tag } from "../parts/sign.tsx";
import { useText } from "../text/index.ts";
import { EventLink } from "./event-link.tsx";

const TRUST = { stated: "good", weak: "warning", unverified: "warning", proposal: "waiting" } as const;

export function ClauseCard({ duty, clause }: { duty: Duty; clause: Clause | null }) {
  const { t, lang } = useText();
  const { citation } = duty;
  return (
    <section className="panel clause-card" aria-labelledby="clause-title">
      <header>
        <h2 id="clause-title">{t("clause.title")}</h2>
        {clause === null ? null : <Tag tone={TRUST[clause.confidence]}>{CONFIDENCE_WORDS[clause.confidence][lang]}</Tag>}
      </header>
      <div className="body stack">
        {citation === null ? <p className="dim">{t("clause.none")}</p> : null}
        {clause === null ? null : (
          <>
            <p className="clause-value">{showValue(clause, lang)}</p>
            <blockquote>{clause.wording[lang]}</blockquote>
            <dl className="facts">
              <dt>{t("clause.origin")}</dt>
              <dd>{showProvenance(clause.provenance, lang)}</dd>
              {clause.variants.length === 0 ? null : (
                <>
                  <dt>{t("clause.variants")}</dt>
                  {clause.variants.map((variant, index) => (
                    <dd key={index}>
                      {showValue({ unit: clause.unit, value: variant.value }, lang)} <span className="faint">{showProvenance(variant.provenance, lang)}</span>
                    </dd>
                  ))}
                </>
              )}
              {clause.replaces.map((old) => (
                <div key={old.pack} className="fact-pair">
                  <dt>{t("clause.replaces", { pack: old.pack })}</dt>
                  <dd>
                    {showValue(old, lang)} <span className="faint">({DIRECTION_WORDS[old.direction][lang]})</span>
                  </dd>
                </div>
              ))}
            </dl>
            {clause.changed ? <p className="warning">{t("clause.changed")}</p> : null}
          </>
        )}
        {citation === null ? null : (
          <dl className="facts">
            <dt>{t("clause.cited")}</dt>
            <dd>
              <code>{citation.clause}</code>
            </dd>
            <dt>{t("clause.pack")}</dt>
            <dd>
              {clause === null ? null : <>{clause.pack.title[lang]} </>}
              <code>{citation.pack}</code>
            </dd>
            <dt>{t("clause.hash")}</dt>
            <dd>
              <code title={citation.hash}>{citation.hash.replace("sha256:", "").slice(0, 12)}</code>
            </dd>
            <dt>{t("clause.startedBy")}</dt>
            <dd>
              <EventLink seq={citation.startedBy} />
            </dd>
          </dl>
        )}
      </div>
    </section>
  );
}
