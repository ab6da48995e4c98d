/** Refused rows as a table: which tab, which row, which field, and why. Notes that spoil nothing come after. */
import type { SetupProblem } from "../api-types.ts";
import { Tag } from "../parts/sign.tsx";
import { inLang, useText } from "../text/index.ts";

export function Problems({ problems }: { problems: readonly SetupProblem[] }) {
  const { t, lang } = useText();
  if (problems.length === 0) return null;
  const sorted = problems.toSorted((a, b) => Number(a.note) - Number(b.note));
  return (
    <div className="scroll-x" role="region" aria-label={t("setup.problems")} tabIndex={0}>
      <table data-testid="problems">
        <caption className="sr">{t("setup.problems")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("setup.tab")}</th>
            <th scope="col" className="number">{t("setup.row")}</th>
            <th scope="col">{t("setup.field")}</th>
            <th scope="col">{t("setup.why")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((problem, index) => (
            <tr key={index}>
              <td className="nowrap">{problem.sheet}</td>
              <td className="number">{problem.row ?? "–"}</td>
              <td className="nowrap">{problem.field ?? "–"}</td>
              <td>
                {problem.note ? <Tag>{t("setup.note")}</Tag> : null} {inLang(problem.text, lang)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
