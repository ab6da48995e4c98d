/** Sheets: pages written from the ledger and nothing else, as it stands or as it stood at one of its positions. */
import { isRefusal, refuse } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { sendRefusal, type Routes } from "../api.ts";
import { link, Ms, orNull, Post, RefText, Text, When } from "../schemas.ts";
import { writeSheet } from "../sheets.ts";
import { answers, closed, given, instantOf, InstantText, Name, unknownIncident } from "./answers.ts";

const Params = Type.Object({ sheet: Name }, closed);
const Query = Type.Object({
  incident: Name,
  about: Type.Optional(Type.String({ minLength: 1, maxLength: 120, description: "Id of the organisation, plan, decision or activation it is about" })),
  instant: Type.Optional(InstantText),
  position: Type.Optional(Type.Integer({ minimum: 0, description: "Write it as the incident's ledger stood at this number" })),
}, closed);

const Row = Type.Object({
  key: Type.String(), title: Type.Union([link(Text), Type.String()]), value: Type.Union([Type.Number(), Type.String(), Type.Null()]), refs: Type.Array(RefText),
  post: Type.Optional(link(Post)), when: Type.Optional(link(When)),
}, closed);
const Block = Type.Object({ key: Type.String(), title: link(Text), rows: Type.Array(Row) }, closed);
const SheetAnswer = Type.Object({
  sheet: Type.String(), title: link(Text), about: orNull(Type.String()), asOf: Ms,
  cutoff: Type.Object({ incident: Type.Integer(), city: Type.Integer() }, { ...closed, description: "Positions of the ledgers it was written at" }), blocks: Type.Array(Block),
}, closed);
const SheetList = Type.Object({ sheets: Type.Array(Type.Object({ name: Type.String(), loop: Type.String({ description: "Name of the loop it belongs to" }), title: link(Text), about: orNull(Type.String()) }, closed)) }, closed);

export const sheetRoutes: Routes = (app, api) => {
  app.get("/api/sheets", { schema: { operationId: "listSheets", summary: "The sheets there are, and what each is about", tags: ["sheets"], response: answers(SheetList) } }, () => ({
    sheets: api.model.loops.flatMap((loop) => (loop.sheets ?? []).map(({ name, title, about }) => ({ name, loop: loop.name, title, about }))),
  }));

  app.get<{ Params: Static<typeof Params>; Querystring: Static<typeof Query> }>(
    "/api/sheets/:sheet",
    {
      schema: {
        operationId: "getSheet",
        summary: "A sheet written now, or as the ledger stood at one position; every number opens into its rows",
        tags: ["sheets"], params: Params, querystring: Query, response: answers(SheetAnswer),
      },
    },
    async (request, reply) => {
      const { query } = request;
      const sheet = api.model.sheets.get(request.params.sheet);
      if (sheet === undefined) return sendRefusal(reply, refuse("unknown-sheet", `There is no sheet “${request.params.sheet}”.`, { where: "sheet", fix: `There are: ${[...api.model.sheets.keys()].join(", ")}.` }));
      const incident = await api.store.incident(query.incident);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(query.incident));
      if (sheet.about !== null && query.about === undefined) {
        return sendRefusal(reply, refuse("sheet-about-nothing", "This sheet is about one thing, and none is named.", { where: "query.about", fix: `Name the ${sheet.about}.`, params: { about: sheet.about } }));
      }
      const instant = instantOf(query.instant, "query.instant");
      if (isRefusal(instant)) return sendRefusal(reply, instant);
      const written = await writeSheet(api, incident, sheet, given({ about: query.about, instant }), query.position);
      return isRefusal(written) ? sendRefusal(reply, written) : { sheet: sheet.name, title: sheet.title, about: query.about ?? null, ...written };
    },
  );
};
