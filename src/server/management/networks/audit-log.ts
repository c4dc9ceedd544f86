import type { FastifyInstance, FastifyRequest } from "fastify";
import { type AuditQuery, auditQuery } from "../../../contract/gateway/audit";
import { parse } from "../../../contract/parse";
import { readAudit } from "../../audit/read";
import { instant, type ServerContext } from "../../context";
import { pathValue, queryValue } from "../gateway-request";
import { pageOf, readPage } from "../list-page";
import { badFields } from "../problem";
import { networkOf } from "./networks";

/** `GET /core/v3/networks/{id}/audit`: the audit log, newest first unless asked otherwise. */
export function registerAudit(app: FastifyInstance, context: ServerContext): void {
  app.get("/core/v3/networks/:id/audit", async (request) => {
    const network = await networkOf(context, pathValue(request, "id"));
    const page = readPage(request, { at: "at" }, "at,desc");
    const { entries, total } = await readAudit(context.db, network.id, readQuery(request), page);
    return { _embedded: { auditEntryList: entries }, page: pageOf(page, total) };
  });
}

function readQuery(request: FastifyRequest): AuditQuery {
  const names = Object.keys(auditQuery.shape);
  const given = names.flatMap((name) => {
    const value = queryValue(request, name);
    return value === undefined ? [] : [[name, value]];
  });
  const parsed = parse(auditQuery, Object.fromEntries(given));
  if (!parsed.ok) throw badFields(parsed.issues);
  const { from, until, ...rest } = parsed.value;
  // The store compares instants as text, so they need one form.
  return {
    ...rest,
    ...(from !== undefined && { from: instant(new Date(from)) }),
    ...(until !== undefined && { until: instant(new Date(until)) }),
  };
}
