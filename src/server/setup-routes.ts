/**
 * Setting a city up over HTTP: the empty form or the city as it stands as a workbook, a filled one taken in,
 * and what is still missing. Takes the file itself as the body, under the types a page of another site cannot
 * send without asking first; a foreign page must not be able to load a city.
 */
import { isRefusal } from "../base/refusal.ts";
import { Type, type Static } from "../base/schema.ts";
import { fillingOf } from "../interop/workbook/filling.ts";
import { writeForm, type Lang } from "../interop/workbook/form.ts";
import type { Gap } from "../interop/workbook/gaps.ts";
import { answerable } from "../interop/workbook/read.ts";
import type { Problem } from "../interop/workbook/rows.ts";
import { MAX_FILE } from "../interop/workbook/zip-guard.ts";
import { sendRefusal, type Routes } from "./api.ts";
import { commandCheck } from "./command-check.ts";
import { answers, closed, Flag, isTrue, Name, unknownIncident } from "./routes/answers.ts";
import { CITY } from "./routes/incidents.ts";
import { link, orNull, Text, words } from "./schemas.ts";
import { cityThings, gapsIn, loadBook } from "./setup.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const FILE_TYPES = [XLSX, "application/octet-stream", "application/vnd.ms-excel.sheet.macroEnabled.12", "application/zip"];
const LangQuery = Type.Optional(words("zh", "en"));

const FormQuery = Type.Object({ lang: LangQuery, filled: Type.Optional(Flag) }, closed);
const LoadQuery = Type.Object({
  lang: LangQuery,
  mode: Type.Optional(words("all", "good")),
  dry: Type.Optional(Flag),
  zone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  pack: Type.Optional(Name),
}, closed);
const GapQuery = Type.Object({ lang: LangQuery, incident: Type.Optional(Name) }, closed);

const GapShape = Type.Object({
  code: Type.String(), message: Type.String(), text: link(Text),
  org: Type.Optional(Type.String()), role: Type.Optional(Type.String()), site: Type.Optional(Type.String()),
}, closed);
const ProblemShape = Type.Object({
  sheet: Type.String({ description: "The tab as it is called in the file" }), row: orNull(Type.Integer()), field: orNull(Type.String()),
  code: Type.String(), message: Type.String(), text: link(Text), note: Type.Boolean({ description: "Told only; spoils nothing" }),
}, closed);
const Counts = Type.Record(Type.String(), Type.Integer());
const LoadAnswer = Type.Object({
  city: Type.String(), sent: Type.Boolean(), loaded: Counts, unchanged: Counts, problems: Type.Array(ProblemShape), gaps: Type.Array(GapShape),
}, closed);

const showProblem = ({ tab, row, column, code, text, note }: Problem, lang: Lang): Static<typeof ProblemShape> =>
  ({ sheet: tab, row, field: column, code, message: text[lang], text, note });
const showGap = (gap: Gap, lang: Lang): Static<typeof GapShape> => ({ ...gap, message: gap.text[lang] });

export const registerSetupRoutes: Routes = (app, api) => {
  const check = commandCheck(api.model);

  app.get<{ Querystring: Static<typeof FormQuery> }>(
    "/api/setup/workbook.xlsx",
    { schema: { operationId: "setupForm", summary: "The workbook to fill in; with filled=1, the city as it stands", tags: ["things"], querystring: FormQuery } },
    async (request, reply) => {
      const lang = request.query.lang ?? "zh";
      const duties = answerable(api.model);
      const filled = isTrue(request.query.filled) ? await api.store.incident(CITY) : undefined;
      const rows = filled === undefined ? {} : fillingOf(await cityThings(api, CITY), filled.zone, lang);
      const bytes = await writeForm(lang, { duties, rows });
      return reply.type(XLSX).header("content-disposition", `attachment; filename="firebreak-${lang}.xlsx"`).header("cache-control", "no-store").send(Buffer.from(bytes));
    },
  );

  app.get<{ Querystring: Static<typeof GapQuery> }>(
    "/api/setup/gaps",
    { schema: { operationId: "setupGaps", summary: "What the city still lacks: deputies, phones, hours on watch, duties nobody answers for", tags: ["things"], querystring: GapQuery, response: answers(Type.Object({ gaps: Type.Array(GapShape) }, closed)) } },
    async (request, reply) => {
      const asked = request.query.incident;
      const incident = await api.store.incident(asked ?? CITY);
      if (asked !== undefined && incident === undefined) return sendRefusal(reply, unknownIncident(asked));
      const gaps = incident === undefined ? [] : gapsIn(api, await cityThings(api, incident.city), incident.zone);
      return { gaps: gaps.map((gap) => showGap(gap, request.query.lang ?? "zh")) };
    },
  );

  // A scope of its own: here, and only here, the body is a file.
  void app.register(async (files) => {
    files.removeAllContentTypeParsers();
    files.addContentTypeParser(FILE_TYPES, { parseAs: "buffer", bodyLimit: MAX_FILE + 1 }, (_request, body, done) => done(null, body));
    files.post<{ Querystring: Static<typeof LoadQuery> }>(
      "/api/setup/workbook",
      {
        bodyLimit: MAX_FILE + 1,
        schema: { operationId: "setupLoad", summary: "Load a filled workbook; mode=all (the default) takes all of it or nothing, mode=good the rows that are right", tags: ["things"], querystring: LoadQuery, response: answers(LoadAnswer) },
      },
      async (request, reply) => {
        const { mode = "all", dry, zone, pack, lang = "zh" } = request.query;
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const result = await loadBook(api, body, {
          allOrNothing: mode === "all", dryRun: isTrue(dry), ...(zone === undefined ? {} : { zone }), ...(pack === undefined ? {} : { pack }),
        }, check);
        if (isRefusal(result)) return sendRefusal(reply, result);
        return { ...result, problems: result.problems.map((problem) => showProblem(problem, lang)), gaps: result.gaps.map((gap) => showGap(gap, lang)) };
      },
    );
  });
};
