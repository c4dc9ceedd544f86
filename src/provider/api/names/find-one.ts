import type { Client } from "../../../client/client";
import { DiagnosticError } from "../../../tfplugin";
import { callApi, fromTheApi, nullIfGone } from "../api-call";

/** How to find one object of a kind. */
export interface Lookup<Found> {
  /** What it is called in a sentence: "auth policy". */
  readonly kind: string;
  /** The attributes that choose the object, for messages. */
  readonly attributes?: { readonly id: string; readonly name: string };
  /** Throws NotFoundError when there is none. */
  get(id: string): Promise<Found>;
  /** Every object with exactly that name. */
  find(name: string): Promise<readonly Found[]>;
}

/**
 * Finds the object with that id, or the only one with that name.
 * @throws DiagnosticError when there is none, or when several have the name; it lists their ids.
 */
export async function findOne<Found extends { readonly id: string }>(
  client: Client,
  signal: AbortSignal,
  chosen: { readonly id: string | null; readonly name: string | null },
  lookup: Lookup<Found>,
): Promise<Found> {
  const { kind, attributes = { id: "id", name: "name" } } = lookup;
  const { id, name } = chosen;
  if (id !== null) {
    const found = await callApi(`read the ${kind} ${id}`, {}, () =>
      nullIfGone(fromTheApi(client, signal), () => lookup.get(id)),
    );
    if (found !== null) return found;
    throw new DiagnosticError({
      summary: `There is no ${kind} with the id "${id}"`,
      detail:
        "It may have been deleted, or belong to another network. Correct the id, or look it up by " +
        `${attributes.name}.`,
      attribute: attributes.id,
    });
  }
  const found = await callApi(`look up the ${kind} "${name}"`, {}, () => lookup.find(name ?? ""));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new DiagnosticError({
    attribute: attributes.name,
    ...(only === undefined
      ? {
          summary: `No ${kind} is named "${name}"`,
          detail: "The comparison is exact: upper and lower case count. Correct the name.",
        }
      : {
          summary: `${found.length} objects of the kind ${kind} are named "${name}"`,
          detail: `Choose one of them by ${attributes.id}: ${found.map((each) => each.id).join(", ")}.`,
        }),
  });
}
