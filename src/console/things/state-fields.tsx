/**
 * Any state or data as named fields: instants as instants, posts as posts, references as links, lists as lists.
 * What has no better form is shown as it is stored.
 */
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { isRef } from "../../base/ids.ts";
import type { Post, When } from "../api-types.ts";
import { useScene } from "../data/scene.tsx";
import { refPath } from "../duty/path.ts";
import { choiceLabel, fieldLabel } from "../forms/labels.ts";
import { Instant } from "../parts/when.tsx";
import { inLang, useText } from "../text/index.ts";
import { shapeOf } from "./shape.ts";

export function StateFields({ state, incident, skip }: { state: Readonly<Record<string, unknown>>; incident: string; skip?: ReadonlySet<string> }) {
  const { lang } = useText();
  const entries = Object.entries(state).filter(([name, value]) => skip?.has(name) !== true && value !== undefined);
  if (entries.length === 0) return null;
  return (
    <dl className="facts state-fields">
      {entries.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{fieldLabel(name, lang)}</dt>
          <dd>
            <Field name={name} value={value} incident={incident} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

export function Field({ name, value, incident }: { name: string; value: unknown; incident: string }): ReactNode {
  const { t, lang } = useText();
  const { names } = useScene();
  switch (shapeOf(name, value)) {
    case "nothing":
      return <span className="faint">–</span>;
    case "yes-no":
      return value === true ? t("say.yes") : t("say.no");
    case "when":
      return <Instant when={value as When} />;
    case "instant":
      return <Instant when={value as number} />;
    case "post":
      return names.post(value as Post);
    case "text-pair":
      return inLang(value as { zh: string; en: string }, lang);
    case "ref":
      return isRef(String(value)) ? <Link href={refPath(incident, String(value))}>{names.thing(String(value))}</Link> : String(value);
    case "org":
      return <Link href={refPath(incident, `org:${String(value)}`)}>{names.org(String(value))}</Link>;
    case "list":
      return <ListOf name={name} values={value as readonly unknown[]} incident={incident} />;
    case "fields":
      return <StateFields state={value as Readonly<Record<string, unknown>>} incident={incident} />;
    case "plain":
      return typeof value === "string" ? choiceLabelOr(value, lang) : String(value);
  }
}

function choiceLabelOr(value: string, lang: "zh" | "en"): string {
  return /^[a-z]+$/.test(value) ? choiceLabel(value, lang) : value;
}

function ListOf({ name, values, incident }: { name: string; values: readonly unknown[]; incident: string }) {
  const { t } = useText();
  if (values.length === 0) return <span className="faint">–</span>;
  const shown = values.slice(0, 20);
  return (
    <ul className="inline-list">
      {shown.map((value, index) => (
        <li key={index}>
          <Field name={name} value={value} incident={incident} />
        </li>
      ))}
      {values.length > shown.length ? <li className="faint">{t("things.andMore", { n: values.length - shown.length })}</li> : null}
    </ul>
  );
}
