/** One sheet as drawn: its blocks, each row with its number, and the rows behind the number one press away. */
import { Link } from "wouter";
import { useIncidentId, useScene } from "../data/scene.tsx";
import { EventLink } from "../duty/event-link.tsx";
import { refPath } from "../duty/path.ts";
import { Instant } from "../parts/when.tsx";
import { inLang, useText } from "../text/index.ts";
import type { SheetAnswer, SheetBlock, SheetRow } from "./sheet-types.ts";

export function SheetView({ sheet }: { sheet: SheetAnswer }) {
  const { t } = useText();
  return (
    <>
      <p className="faint small">
        {t("sheets.cutOff")} <EventLink seq={sheet.cutoff.incident} /> · <Instant when={sheet.asOf} />
      </p>
      <div className="sheet-blocks" data-testid="sheet">
        {sheet.blocks.map((block) => <Block key={block.key} block={block} />)}
      </div>
    </>
  );
}

function Block({ block }: { block: SheetBlock }) {
  const { t, lang } = useText();
  return (
    <section className="panel sheet-block" aria-labelledby={`block-${block.key}`}>
      <header>
        <h2 id={`block-${block.key}`}>{inLang(block.title, lang)}</h2>
      </header>
      {block.rows.length === 0 ? <p className="body dim">{t("sheets.nothing")}</p> : (
        <ul className="sheet-rows">
          {block.rows.map((row) => <Row key={row.key} row={row} />)}
        </ul>
      )}
    </section>
  );
}

function Row({ row }: { row: SheetRow }) {
  const { t, lang } = useText();
  const { names } = useScene();
  const incident = useIncidentId();
  const head = (
    <>
      <span>
        {inLang(row.title, lang)}
        {row.post === undefined ? null : <span className="dim"> {names.post(row.post)}</span>}
        {row.when === undefined ? null : <span className="dim"> <Instant when={row.when} /></span>}
      </span>
      <span className={row.key === "overdue" && row.value !== 0 ? "sheet-number critical" : "sheet-number"}>{row.value ?? t("sheets.none")}</span>
    </>
  );
  if (row.refs.length === 0) return <li className="sheet-row">{head}</li>;
  return (
    <li>
      <details>
        <summary className="sheet-row">{head}</summary>
        <ul className="sheet-refs small">
          {row.refs.slice(0, SHOWN).map((ref) => <li key={ref}><Link href={refPath(incident, ref)}>{names.thing(ref)}</Link></li>)}
          {row.refs.length > SHOWN ? <li className="faint">{t("sheets.more", { n: row.refs.length - SHOWN })}</li> : null}
        </ul>
      </details>
    </li>
  );
}

/** Rows drawn behind one number; the lists hold the rest. */
const SHOWN = 200;
