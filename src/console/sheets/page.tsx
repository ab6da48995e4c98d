/**
 * Sheets: pages somebody works from, written by the server from the ledger. The list of them, what one is about, the
 * sheet itself and what may be done with it. Follows the ledger, gathered for a moment.
 */
import { useEffect, useRef } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { withQuery } from "../data/http.ts";
import { useIncidentId, useLedger, useScene } from "../data/scene.tsx";
import { useResource } from "../data/use-resource.ts";
import { Empty, Loaded } from "../parts/states.tsx";
import { inLang, useText } from "../text/index.ts";
import { ActOnSheet } from "./act-on-sheet.tsx";
import { SheetView } from "./sheet-view.tsx";
import { groupsOf, sheetsPath, type SheetAnswer, type SheetName } from "./sheet-types.ts";
import "./sheets.css";

export default function SheetsPage({ name }: { name: string | null }) {
  const { t } = useText();
  const about = new URLSearchParams(useSearch()).get("about");
  const list = useResource<{ sheets: readonly SheetName[] }>("/api/sheets");
  return (
    <article className="sheets">
      <h1>{t("sheets.title")}</h1>
      <p className="dim">{t("sheets.lead")}</p>
      <Loaded resource={list}>
        {({ sheets }) => {
          const chosen = sheets.find((sheet) => sheet.name === name);
          return (
            <>
              <Menu key={chosen?.name ?? ""} sheets={sheets} chosen={chosen} />
              {chosen === undefined ? <Empty title={t("sheets.choose")} /> : <Chosen key={`${chosen.name}/${about ?? ""}`} sheet={chosen} about={about} />}
            </>
          );
        }}
      </Loaded>
    </article>
  );
}

/** All sheets by loop; folded away once one is chosen, so that on a phone the sheet itself comes first. */
function Menu({ sheets, chosen }: { sheets: readonly SheetName[]; chosen: SheetName | undefined }) {
  const { t, lang } = useText();
  const { model } = useScene();
  const incident = useIncidentId();
  return (
    <details className="sheet-menu panel" open={chosen === undefined}>
      <summary>{chosen === undefined ? t("sheets.choose") : inLang(chosen.title, lang)}</summary>
      <nav className="sheet-groups" aria-label={t("sheets.title")}>
        {groupsOf(sheets, model?.loops ?? []).map((group) => (
          <section key={group.loop} aria-labelledby={`sheets-${group.loop}`}>
            <h2 id={`sheets-${group.loop}`} className="small dim">{inLang(group.title, lang)}</h2>
            <div className="sheet-names">
              {group.sheets.map((sheet) => (
                <Link key={sheet.name} href={sheetsPath(incident, sheet.name)} className={sheet === chosen ? "button here" : "button"} {...(sheet === chosen ? { "aria-current": "page" as const } : {})}>
                  {inLang(sheet.title, lang)}
                </Link>
              ))}
            </div>
          </section>
        ))}
      </nav>
    </details>
  );
}

const AGAIN_MS = 3000;

function Chosen({ sheet, about }: { sheet: SheetName; about: string | null }) {
  const incident = useIncidentId();
  const ready = sheet.about === null || about !== null;
  const answer = useResource<SheetAnswer>(ready ? withQuery(`/api/sheets/${encodeURIComponent(sheet.name)}`, { incident, about: sheet.about === null ? null : about }) : null);
  const { reload } = answer;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLedger(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      reload();
    }, AGAIN_MS);
  });
  return (
    <>
      {sheet.about === null ? null : <About sheet={sheet} about={about} kind={sheet.about} />}
      {ready ? (
        <Loaded resource={answer}>
          {(written) => (
            <>
              <ActOnSheet sheet={written} />
              <SheetView sheet={written} />
            </>
          )}
        </Loaded>
      ) : null}
    </>
  );
}

/** Which organisation, plan, decision or start the sheet is about. */
function About({ sheet, about, kind }: { sheet: SheetName; about: string | null; kind: string }) {
  const { t } = useText();
  const { names, orgs } = useScene();
  const incident = useIncidentId();
  const [, navigate] = useLocation();
  const things = useResource<{ things: readonly { readonly ref: string }[] }>(kind === "org" ? null : withQuery(`/api/things/${kind}`, { incident, limit: "1000" }));
  const choices = kind === "org" ? orgs.map(({ id }) => id) : (things.value?.things ?? []).map(({ ref }) => ref.slice(ref.indexOf(":") + 1));
  return (
    <label className="field sheet-about">
      {names.kind(kind)}
      <select value={about ?? ""} onChange={(event) => navigate(sheetsPath(incident, sheet.name, event.target.value))}>
        <option value="" disabled>{t("sheets.chooseOne")}</option>
        {choices.map((id) => <option key={id} value={id}>{kind === "org" ? names.org(id) : id}</option>)}
      </select>
    </label>
  );
}
