/** What was missed in an incident, as known now or at an earlier moment. */
import { isRefusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { sendRefusal, type Routes } from "../api.ts";
import { findingsOf, FindingsAnswer } from "../findings.ts";
import { answers, closed, instantOf, InstantText, Name, unknownIncident } from "./answers.ts";
import { unknownPack } from "./packs.ts";

const Params = Type.Object({ id: Name }, closed);
const FindingsQuery = Type.Object({ asKnownAt: Type.Optional(InstantText) }, closed);

export const findingRoutes: Routes = (app, api) => {
  app.get<{ Params: Static<typeof Params>; Querystring: Static<typeof FindingsQuery> }>(
    "/api/incidents/:id/findings",
    {
      schema: {
        operationId: "listFindings",
        summary: "What was missed, by whom, under which clause, since when, with what means; first alarm first",
        tags: ["incidents"],
        params: Params,
        querystring: FindingsQuery,
        response: answers(FindingsAnswer),
      },
    },
    async (request, reply) => {
      const incident = await api.store.incident(request.params.id);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(request.params.id));
      const asKnownAt = instantOf(request.query.asKnownAt, "query.asKnownAt");
      if (isRefusal(asKnownAt)) return sendRefusal(reply, asKnownAt);
      return (await findingsOf(api, incident, asKnownAt)) ?? sendRefusal(reply, unknownPack(api, incident.pack));
    },
  );
};
