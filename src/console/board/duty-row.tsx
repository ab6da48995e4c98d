/**
 * One duty in one line: how it stands, what is owed about whom, who holds it and since when, and how its clock
 * is going. What is missing or not accepted is said in the row itself.
 */
import { memo } from "react";
import { Link } from "wouter";
import { showLength } from "../../base/civil.ts";
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { dutyPath } from "../duty/path.ts";
import { clockOf, heldSince, signOf } from "../duty/reading.ts";
import { ClockBar } from "../parts/clock-bar.tsx";
import { showRange } from "../parts/ranges.ts";
import { SignOf } from "../parts/sign.tsx";
import { Instant } from "../parts/when.tsx";
import { useText } from "../text/index.ts";

interface DutyRowProps {
  readonly duty: Duty;
  readonly now: Ms;
  readonly index: number;
  readonly row: number;
  readonly active: boolean;
  readonly fresh: boolean;
  readonly measure: (node: Element | null) => void;
  readonly onFocus: (id: string) => void;
}

export const DutyRow = memo(function DutyRow({ duty, now, index, row, active, fresh, measure, onFocus }: DutyRowProps) {
  const { names } = useScene();
  const sign = signOf(duty);
  const classes = ["duty-row", `is-${sign}`, active ? "active" : "", fresh ? "fresh" : ""].filter(Boolean).join(" ");
  return (
    <tr role="row" ref={measure} data-index={index} data-duty={duty.id} aria-rowindex={row} className={classes} onFocus={() => onFocus(duty.id)}>
      <td role="cell" className="col-state">
        <SignOf sign={sign} />
      </td>
      <th role="rowheader" scope="row" className="col-duty">
        <Link href={dutyPath(duty)} className="row-link">
          <span className="duty-title">{names.duty(duty.kind)}</span> <span className="duty-subject">{names.thing(duty.subject)}</span>
        </Link>
        <Standing duty={duty} now={now} />
      </th>
      <td role="cell" className="col-holder">
        <Holder duty={duty} now={now} />
      </td>
      <td role="cell" className="col-due">
        <DueCell duty={duty} now={now} />
      </td>
    </tr>
  );
});

/** Why it does not move, when it does not. */
function Standing({ duty, now }: { duty: Duty; now: Ms }) {
  const { t, lang } = useText();
  const { names } = useScene();
  if (duty.block !== null) {
    return (
      <p className="standing warning">
        {t("board.missing", { what: duty.block.missing.map((one) => names.kind(one)).join(lang === "zh" ? "、" : ", ") })}
        <span className="faint"> · {showLength(now - duty.block.since.latest, lang)}</span>
      </p>
    );
  }
  if (duty.offer !== null) {
    const waited = showLength(now - duty.offer.at.latest, lang);
    return (
      <p className="standing waiting">
        {t(duty.offer.expired ? "board.offerExpired" : "board.offeredTo", { post: names.post(duty.offer.to) })}
        <span className="faint"> · {waited}</span>
      </p>
    );
  }
  if (duty.level > 0 && duty.overdue !== null) return <p className="standing faint">{t("board.escalated", { n: duty.level })}</p>;
  if (duty.status === "done" && duty.verifier !== null) return <p className="standing faint">{t("board.toVerify", { post: names.post(duty.verifier) })}</p>;
  return null;
}

function Holder({ duty, now }: { duty: Duty; now: Ms }) {
  const { t, lang } = useText();
  const { names } = useScene();
  return (
    <>
      <span className="holder-org">{names.org(duty.holder.org)}</span>
      <span className="holder-role faint">
        {duty.unassigned ? <span className="warning">{t("board.unassigned")} · </span> : null}
        {names.role(duty.holder.role, duty.holder.org)} · {t("board.heldFor", { length: showLength(now - heldSince(duty).latest, lang) })}
      </span>
    </>
  );
}

function DueCell({ duty, now }: { duty: Duty; now: Ms }) {
  const { t, lang } = useText();
  const end = duty.done?.at.latest ?? duty.closed?.at.latest ?? now;
  const clock = clockOf(duty.due, end);
  return (
    <>
      <span className="due-line">
        <ClockBar start={duty.start.earliest} due={duty.due} end={end} ended={duty.done !== null} />
        {clock.what === "none" ? <span className="faint">{t("due.none")}</span> : null}
        {clock.what === "left" ? <span>{t("due.left", { length: showRange(clock.least, clock.most, lang) })}</span> : null}
        {clock.what === "late" ? <span className="critical strong">{t("due.late", { length: showRange(clock.least, clock.most, lang) })}</span> : null}
        {clock.what === "perhaps" ? <span className="warning">{t("due.perhaps", { length: showLength(clock.most, lang) })}</span> : null}
      </span>
      {duty.due === null ? null : (
        <span className="due-at faint">
          <Instant when={duty.due} />
        </span>
      )}
    </>
  );
}
