/**
 * The workbook out and in: the empty form or the city as it stands, a filled one given back with its progress,
 * and every row that was refused with tab, row, field and reason. A dry run changes nothing.
 */
import { useRef, useState, type DragEvent } from "react";
import { Link } from "wouter";
import type { SetupAnswer } from "../api-types.ts";
import { boardPath } from "../board/filters.ts";
import { withQuery, type Failure } from "../data/http.ts";
import { useScene } from "../data/scene.tsx";
import { upload } from "../data/upload.ts";
import { commandPath } from "../duty/path.ts";
import { announce } from "../parts/announce.tsx";
import { Icon } from "../parts/icons.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { useText } from "../text/index.ts";
import { Problems } from "./problems.tsx";

const SHEETS = ["orgs", "posts", "roster", "sites", "rooms", "vehicles", "labs"] as const;

type Mode = "dry" | "all" | "good";

export function Workbook({ onLoaded }: { onLoaded: () => void }) {
  const { t, lang } = useText();
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [answer, setAnswer] = useState<SetupAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const choose = (chosen: File | null): void => {
    setFile(chosen);
    setAnswer(null);
    setFailure(null);
    if (chosen !== null) send(chosen, "dry");
  };
  const send = (chosen: File, mode: Mode): void => {
    setShare(0);
    setFailure(null);
    const path = withQuery("/api/setup/workbook", { lang, mode: mode === "good" ? "good" : "all", dry: mode === "dry" });
    void upload<SetupAnswer>(path, chosen, setShare).then((result) => {
      setShare(null);
      if (!result.ok) {
        setFailure(result.failure);
        return;
      }
      setAnswer(result.value);
      announce(t(result.value.sent ? "setup.saidLoaded" : "setup.saidChecked"));
      if (result.value.sent) onLoaded();
    });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0] ?? null);
  };
  return (
    <section className="panel" aria-labelledby="book-title">
      <header>
        <h2 id="book-title">{t("setup.book")}</h2>
      </header>
      <div className="body stack">
        <ol className="steps">
          <FetchStep />
          <li>
            <h3>{t("setup.give")}</h3>
            <p className="dim">{t("setup.giveHint")}</p>
            <div className={over ? "drop over" : "drop"} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
              <label className="button" htmlFor="book">{t("setup.choose")}</label>
              <input ref={input} id="book" type="file" className="sr" accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" onChange={(event) => choose(event.target.files?.[0] ?? null)} data-testid="book" />
              <span className="dim">{file === null ? t("setup.dropHere") : file.name}</span>
            </div>
            {share === null ? null : (
              <p className="row" role="status">
                <progress value={share < 1 ? share : undefined} max={1} /> {t(share < 1 ? "setup.sending" : "setup.reading")}
              </p>
            )}
            <FailureNote failure={failure} />
          </li>
          {answer === null || file === null ? null : (
            <AnswerStep answer={answer} busy={share !== null} onAgain={() => input.current?.click()} onTake={(mode) => send(file, mode)} />
          )}
        </ol>
      </div>
    </section>
  );
}

function FetchStep() {
  const { t, lang } = useText();
  const name = `firebreak-${lang}.xlsx`;
  return (
    <li>
      <h3>{t("setup.fetch")}</h3>
      <p className="dim">{t("setup.fetchHint")}</p>
      <p className="row">
        <a className="button primary" href={withQuery("/api/setup/workbook.xlsx", { lang })} download={name}>
          <Icon name="down" /> {t("setup.empty")}
        </a>
        <a className="button" href={withQuery("/api/setup/workbook.xlsx", { lang, filled: true })} download={name}>
          <Icon name="down" /> {t("setup.asItStands")}
        </a>
      </p>
    </li>
  );
}

interface AnswerStepProps {
  readonly answer: SetupAnswer;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onTake: (mode: Mode) => void;
}

function AnswerStep({ answer, busy, onAgain, onTake }: AnswerStepProps) {
  const { t } = useText();
  const spoiled = answer.problems.some((problem) => !problem.note);
  return (
    <li>
      <h3>{t(answer.sent ? "setup.done" : spoiled ? "setup.someWrong" : "setup.allRight")}</h3>
      <Counted answer={answer} />
      <Problems problems={answer.problems} />
      {answer.sent || busy ? null : (
        <p className="row">
          {spoiled ? (
            <>
              <button type="button" onClick={onAgain}>{t("setup.again")}</button>
              <button type="button" className="danger" onClick={() => onTake("good")}>{t("setup.takeGood")}</button>
            </>
          ) : (
            <button type="button" className="primary" onClick={() => onTake("all")} data-testid="take">{t("setup.take")}</button>
          )}
        </p>
      )}
    </li>
  );
}

function Counted({ answer }: { answer: SetupAnswer }) {
  const { t } = useText();
  const { names } = useScene();
  const sheetName = (sheet: string): string => {
    const found = SHEETS.find((one) => one === sheet);
    return found === undefined ? names.kind(sheet) : t(`sheet.${found}`);
  };
  const loaded = Object.entries(answer.loaded);
  const unchanged = Object.values(answer.unchanged).reduce((sum, n) => sum + n, 0);
  if (!answer.sent) return unchanged === 0 ? null : <p className="faint">{t("setup.unchanged", { n: unchanged })}</p>;
  return (
    <>
    <p data-testid="loaded">
      {loaded.length === 0 ? t("setup.nothingNew") : loaded.map(([sheet, n]) => `${sheetName(sheet)} ${n}`).join(" · ")}
      {unchanged === 0 ? null : <span className="faint"> · {t("setup.unchanged", { n: unchanged })}</span>}
    </p>
    <p className="row">
      <Link href={boardPath(answer.city, {})} className="button primary">{t("setup.onToBoard")}</Link>
      <Link href={commandPath(answer.city, "order.issue")} className="button">{t("setup.firstOrder")}</Link>
    </p>
    </>
  );
}
