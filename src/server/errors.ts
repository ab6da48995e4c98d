/**
 * The three kinds of error on their way out: a refusal becomes its 4xx with place and sentence, an outage a
 * 503 with what to do, a bug a 500 that shows a reference and nothing of the inside, and is logged whole.
 */
import { randomUUID } from "node:crypto";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { Outage } from "../store/outage.ts";
import { sendRefusal } from "./api.ts";

/** Carries a refusal through the places of the framework where only an error can pass. */
export function refusalError(refusal: Refusal): Error & { refusal: Refusal } {
  return Object.assign(new Error(refusal.message), { refusal, statusCode: 400 });
}

export function installErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError & { refusal?: unknown }, request, reply) => answer(error, request, reply));
}

function answer(error: FastifyError & { refusal?: unknown }, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isRefusal(error.refusal)) return sendRefusal(reply, error.refusal);
  const known = frameworkRefusal(error);
  if (known !== null) return sendRefusal(reply, known);
  if (error instanceof Outage) {
    request.log.warn({ err: error, code: error.code }, error.message);
    return reply.code(503).header("retry-after", "2").send({ code: error.code, message: error.message, fix: error.fix });
  }
  const reference = randomUUID().slice(0, 8);
  request.log.error({ err: error, reference, url: request.url }, "bug");
  return reply.code(500).send({
    code: "bug",
    message: `Firebreak has made a mistake while answering; nothing was changed. Its reference in the log is ${reference}.`,
    fix: "Report it with the reference.",
  });
}

/** What the HTTP framework itself turns away. */
function frameworkRefusal(error: FastifyError): Refusal | null {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refuse("too-large", "The request is larger than this address takes.", { where: "the request", fix: "Send it in smaller parts." });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return refuse("not-json", "This address takes JSON.", { where: "content-type", fix: "Send it with content-type: application/json." });
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return refuse("bad-json", "The request is shorter or longer than its content-length says.", { where: "content-length" });
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return refuse("bad-json", "The request is empty.", { where: "the request" });
    default:
      // A folder, or a path that climbs out of the console's files.
      if (error.statusCode === 403) return refuse("no-such-page", "There is nothing to see at this address.");
      return error.statusCode !== undefined && error.statusCode < 500
        ? refuse("bad-shape", `The request cannot be read: ${error.message}.`)
        : null;
  }
}
