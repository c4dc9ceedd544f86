import { DiagnosticError, type DiagnosticText, type Resource } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { isKnown, type Location, locationOf, type StoredObject, sameLocation } from "./location";
import { rememberController } from "./same-controller";

interface Call {
  readonly context: ProviderContext;
  readonly signal: AbortSignal;
}

/**
 * Keeps an object of the edge API where it is. When the provider block leads to another network or
 * controller, nothing is read or changed: every call fails and says where the object is.
 * @param kind what it is called in a sentence: "auth policy".
 */
export function staysInPlace(kind: string, resource: Resource<ProviderContext>): Resource<ProviderContext> {
  const refuseElsewhere = async (object: object, call: Call) => {
    const refusal = await refusalOf(kind, object as StoredObject, call);
    if (refusal !== null) throw new DiagnosticError(refusal);
  };
  return {
    ...resource,

    async warn(request) {
      const { prior, context, signal, diagnostics } = request;
      if (prior !== null && context !== null) {
        const refusal = await refusalOf(kind, prior as unknown as StoredObject, { context, signal });
        if (refusal !== null) return diagnostics.error(refusal);
      }
      await resource.warn?.(request);
    },

    async create(request) {
      const created = await resource.create(request);
      // The object exists, and an error would make Terraform replace it. The next read remembers the account.
      await rememberController(created.id, request).catch(() => undefined);
      return created;
    },

    async read(request) {
      await refuseElsewhere(request.state, request);
      const found = await resource.read(request);
      if (found !== null) await rememberController(found.id, request);
      return found;
    },

    async update(request) {
      await refuseElsewhere(request.prior, request);
      return resource.update(request);
    },

    async delete(request) {
      await refuseElsewhere(request.state, request);
      await resource.delete(request);
    },
  };
}

async function refusalOf(kind: string, object: StoredObject, call: Call): Promise<DiagnosticText | null> {
  const stored = locationOf(object);
  if (!isKnown(stored)) return null;
  const here = await callApi(`find out where the provider works, for the ${kind} ${object.id}`, {}, () =>
    call.context.location(call.signal),
  );
  if (sameLocation(stored, here)) return null;
  const where = stored.controller_url === null ? "in another network" : "on another controller";
  return {
    summary: `The ${kind} "${object.name ?? object.id}" is ${where}`,
    detail:
      `It is ${placeOf(stored)}. The provider works ${placeOf(here)}. Nothing was read or changed: ` +
      `Terraform cannot move the object, and a new one would leave this one behind. To keep it, set ` +
      `${settingOf(stored)} of the provider block back, or give the resource a provider block of its own ` +
      "(alias). To leave it for good, destroy it with the former settings, or take it out of the state " +
      "(terraform state rm), before the change.",
  };
}

function placeOf({ network_id, controller_url }: Location): string {
  return controller_url === null ? `in the network ${network_id}` : `on the controller ${controller_url}`;
}

function settingOf({ controller_url }: Location): string {
  return controller_url === null
    ? "network_id (NF_NETWORK_ID) or network_name (NF_NETWORK_NAME)"
    : "ziti.controller_url (ZITI_API_HOST)";
}
