import { DiagnosticError, Diagnostics } from "../../define/diagnostics";
import type { Listed, ListRequest } from "../../define/list-resource";
import type { Resource } from "../../define/resource";
import { fillDefaults } from "../../plan/fill-defaults";
import { reconcileRead } from "../../plan/reconcile-state";
import type { Schema } from "../../schema/schema";
import type { Sparse } from "../../wire/message";
import type { EventOf, StreamRequestOf } from "../../wire/protocol";
import { contextOf, logThrown, offered, wireDiagnostics } from "../answer/attempt";
import { mustBeKnown } from "../answer/defer";
import { readObject, writeObject } from "../answer/dynamic";
import { identityFor } from "../answer/identity";
import { OpenCall } from "../answer/open-call";
import { validateConfig } from "../answer/validate-config";
import type { Handlers, StreamHandlers } from "../handler-types";
import type { Session } from "../session";

type ListHandlers = Pick<Handlers, "ValidateListResourceConfig"> & Pick<StreamHandlers, "ListResource">;
type ListEvent = EventOf<"ListResource">;

/** Answers the calls that list existing objects. */
export function listResourceHandlers(session: Session): ListHandlers {
  return {
    async ValidateListResourceConfig({ typeName, config }) {
      return validateConfig(typeName, config, () => offered(session, "listResources", typeName));
    },

    async *ListResource(request, gone) {
      const diagnostics = new Diagnostics();
      const doing = `list ${request.typeName}`;
      const call = new OpenCall(diagnostics, doing);
      try {
        const signal = AbortSignal.any([session.stop.signal, gone]);
        yield* call.each(listObjects(session, request, signal, diagnostics));
      } catch (error) {
        logThrown(error, doing);
        diagnostics.thrown(error, doing);
      } finally {
        await call.close();
      }
      if (diagnostics.list.length > 0) yield diagnosticsOnly(diagnostics);
    },
  };
}

async function* listObjects(
  session: Session,
  { typeName, config: given, limit = 0, includeResourceObject }: Sparse<StreamRequestOf<"ListResource">>,
  signal: AbortSignal,
  diagnostics: Diagnostics,
): AsyncGenerator<ListEvent> {
  const list = offered(session, "listResources", typeName);
  const resource = offered(session, "resources", typeName);
  if (resource.identity === undefined) {
    throw new DiagnosticError({
      summary: "Resource without identity",
      detail:
        `Terraform cannot list objects of ${typeName}, because the resource has no identity. ` +
        "This is a bug in the provider.",
    });
  }
  const config = readObject(list.schema.type, given) ?? {};
  mustBeKnown(config, `list ${typeName}`);
  const most = limit > 0 ? limit : Number.POSITIVE_INFINITY;
  const request = {
    config: fillDefaults(list.schema.type, config),
    limit: most,
    context: contextOf(session),
    signal,
    diagnostics,
  };
  let count = 0;
  for await (const found of list.list(request as unknown as ListRequest<unknown, Schema>)) {
    yield eventFor(resource, found, includeResourceObject === true);
    count += 1;
    if (count >= most) return;
  }
}

/** An object that does not fit its type gets its error in its own event, so that the others still appear. */
function eventFor(resource: Resource<unknown>, found: Listed<Schema>, withObject: boolean): ListEvent {
  const diagnostics = new Diagnostics();
  const { type } = resource.schema;
  const state = reconcileRead(type, {}, found.state, diagnostics);
  const identity = identityFor(resource, state, null, diagnostics);
  return {
    identity,
    displayName: found.displayName,
    resourceObject: withObject ? writeObject(type, state) : null,
    diagnostic: wireDiagnostics(diagnostics),
  };
}

function diagnosticsOnly(diagnostics: Diagnostics): ListEvent {
  return { identity: null, displayName: "", resourceObject: null, diagnostic: wireDiagnostics(diagnostics) };
}
