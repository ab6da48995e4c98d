/**
 * The chain of a duty up and down: who asked, who passed it on to whom and keeps which follow-up clock, in whose
 * silence, who holds it now, what its block opened above, and which duty it serves itself.
 */
import { Link } from "wouter";
import { showLength } from "../../base/civil.ts";
import type { Ms } from "../../base/time.ts";
import type { Chain, Duty } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { Icon } from "../parts/icons.tsx";
import { SignOf } from "../parts/sign.tsx";
import { Instant } from "../parts/when.tsx";
import { useText } from "../text/index.ts";
import { dutyPath } from "./path.ts";
import { signOf } from "./reading.ts";

export function ChainCard({ duty, chain, now }: { duty: Duty; chain: Chain; now: Ms }) {
  const { t, lang } = useText();
  const { names } = useScene();
  return (
    <section className="panel chain-card" aria-labelledby="chain-title">
      <header>
        <h2 id="chain-title">{t("chain.title")}</h2>
      </header>
      <div className="body">
        {chain.serves === null ? null : <Neighbour label={t("chain.serves")} duty={chain.serves} />}
        <ol className="chain">
          <li>
            <p className="chain-what">{t("chain.asked")}</p>
            <p>{names.post(duty.asker)}</p>
          </li>
          {chain.up.map((link) => (
            <li key={link.seq}>
              <p className="chain-what">
                {t("chain.passed")} <Instant when={link.since} />
              </p>
              <p>
                {names.post(link.post)} <Icon name="right" /> {names.post(link.to)}
              </p>
              <p className="small">
                {link.looks.length === 0 ? <span className="warning">{t("chain.noLook")}</span> : <span className="dim">{t("chain.looks", { n: link.looks.length })}</span>}
                {link.silences === 0 ? null : <span className="critical"> · {t("chain.silences", { n: link.silences })}</span>}
                {duty.closed === null && duty.done === null ? (
                  <span className="faint">
                    {" "}
                    · {link.due.latest > now ? t("chain.nextLook", { length: showLength(link.due.latest - now, lang) }) : t("chain.lookLate", { length: showLength(now - link.due.latest, lang) })}
                  </span>
                ) : null}
              </p>
            </li>
          ))}
          <li className="chain-holder">
            <p className="chain-what">{t(duty.closed === null ? "chain.holds" : "chain.held")}</p>
            <p className="strong">{names.post(duty.holder)}</p>
            {duty.unassigned ? <p className="warning small">{t("chain.unassigned")}</p> : null}
          </li>
          {duty.offer === null ? null : (
            <li className="chain-offer">
              <p className="chain-what waiting">{t(duty.offer.expired ? "chain.offerExpired" : "chain.offered")}</p>
              <p>{names.post(duty.offer.to)}</p>
              <p className="small faint">
                {t("chain.offerDue")} <Instant when={duty.offer.due} />
              </p>
            </li>
          )}
        </ol>
        {duty.block === null ? null : (
          <div className="block-note">
            <p className="warning strong">
              <Icon name="blocked" /> {t("board.missing", { what: duty.block.missing.map((one) => names.kind(one)).join(lang === "zh" ? "、" : ", ") })}
            </p>
            <p className="small faint">
              {t("chain.blockedSince")} <Instant when={duty.block.since} />
            </p>
          </div>
        )}
        {chain.resource === null ? null : <Neighbour label={t("chain.resource")} duty={chain.resource} />}
        {duty.blockedMs > 0 ? <p className="small faint">{t("chain.blockedTime", { length: showLength(duty.blockedMs, lang) })}</p> : null}
      </div>
    </section>
  );
}

function Neighbour({ label, duty }: { label: string; duty: Duty }) {
  const { names } = useScene();
  return (
    <div className="neighbour">
      <p className="chain-what">{label}</p>
      <p className="row">
        <SignOf sign={signOf(duty)} />
        <Link href={dutyPath(duty)}>
          {names.duty(duty.kind)} <span className="faint">{duty.id}</span>
        </Link>
      </p>
      <p className="small dim">{names.post(duty.holder)}</p>
    </div>
  );
}
