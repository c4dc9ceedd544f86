import type { NotFoundError } from "../../client/errors/not-found-error";
import type { PrivateState } from "../../tfplugin";
import { type ConfirmGone, fromTheApi } from "../api/api-call";
import { asSentence } from "../as-sentence";
import type { ProviderContext } from "../context";
import { isKnown, type StoredObject } from "./location";
import { isSameController } from "./same-controller";

interface Call {
  readonly context: ProviderContext;
  readonly signal: AbortSignal;
}

const ADVICE =
  "Check the account and the address in the provider block. If somebody did delete it, take it out of the " +
  "state: terraform state rm <address>.";

/**
 * For an object of the gateway that a state holds: a 404 counts only when the account sees the network of the
 * object.
 * @param what it is called in a sentence: "the SCIM integration 0b7c…".
 * @param networkId null when the state does not say it.
 */
export function goneFromNetwork(
  what: string,
  networkId: string | null,
  { context, signal }: Call,
): ConfirmGone {
  return async (notFound) => {
    if (networkId === null) throw unproven(notFound, unknownLocation(what));
    const client = context.client();
    if (!(await client.networks.sees(networkId, { signal }))) {
      throw unproven(
        notFound,
        `The API account does not see the network ${networkId}, to which ${what} belongs.`,
      );
    }
    // Without the SCIM part of the API, everything in it is "not found".
    await client.integrations.confirm({ signal });
  };
}

/**
 * For an object of the edge API that a state holds: a 404 counts only where the object is known to be. The
 * network of the object is visible, because it gave the session. A controller may have been set up anew.
 * @param kind what it is called in a sentence: "auth policy".
 */
export function goneFromLocation(
  kind: string,
  stored: StoredObject,
  call: Call & { readonly privateState: PrivateState },
): ConfirmGone {
  if (stored.name === null) return fromTheApi(call.context.client(), call.signal);
  const what = `the ${kind} ${stored.id}`;
  return async (notFound) => {
    if (!isKnown(stored)) throw unproven(notFound, unknownLocation(what));
    if (stored.controller_url === null || (await isSameController(call))) return;
    throw unproven(
      notFound,
      `Nothing shows that the controller at ${stored.controller_url} is still the one that has ${what}: it ` +
        "knows no other object of this run, nor the account that last saw this one. It may have been set " +
        "up anew.",
    );
  };
}

function unknownLocation(what: string): string {
  return (
    `The state does not say yet where ${what} is, because no provider of this version has read it. The ` +
    "provider block may lead to another network or controller. For an import: it does not exist here, so " +
    "check the id."
  );
}

function unproven(notFound: NotFoundError, why: string): Error {
  const message = `${asSentence(notFound.message)} That does not prove that it was deleted. ${why} ${ADVICE}`;
  return new Error(message, { cause: notFound });
}
