/** The organisations an incident draws on. */
import { Type, type Static } from "../../base/schema.ts";
import { sendRefusal, type Routes } from "../api.ts";
import { Org, orgTree } from "../orgs.ts";
import { answers, closed, Name, unknownIncident } from "./answers.ts";

const OrgQuery = Type.Object({ incident: Name }, closed);

export const orgRoutes: Routes = (app, api) => {
  app.get<{ Querystring: Static<typeof OrgQuery> }>(
    "/api/orgs",
    {
      schema: {
        operationId: "listOrgs",
        summary: "The organisations an incident draws on, with posts and what they answer for; the top first",
        tags: ["things"],
        querystring: OrgQuery,
        response: answers(Type.Object({ orgs: Type.Array(Org) }, closed)),
      },
    },
    async (request, reply) => {
      const incident = await api.store.incident(request.query.incident);
      if (incident === undefined) return sendRefusal(reply, unknownIncident(request.query.incident));
      return { orgs: await orgTree(api, incident) };
    },
  );
};
