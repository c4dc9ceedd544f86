import type { Answer, Connection, TestServer } from "../../support/running-server";
import { type Check, type Entry, type Ids, withIds } from "./entry";

/** What became of one check. */
export interface Outcome {
  readonly check: Check;
  readonly passed: boolean;
  readonly answer: Answer;
}

/**
 * Sends the entries in order, as Postman does. Returns the outcomes of the checks, by the title of the entry
 * and of the check.
 */
export async function runEntries(
  server: TestServer,
  to: Connection,
  entries: readonly Entry[],
): Promise<ReadonlyMap<string, Outcome>> {
  const ids: Record<string, string> = {};
  const outcomes = new Map<string, Outcome>();
  for (const entry of entries) {
    const answer = await send(server, to, entry, ids);
    const { id } = (answer.body ?? {}) as { id?: string };
    if (entry.saves !== undefined && id !== undefined) ids[entry.saves] = id;
    for (const check of entry.checks) {
      outcomes.set(nameOf(entry, check), { check, passed: check.passes(answer, ids), answer });
    }
  }
  return outcomes;
}

/** `create a user: status 201` */
export function nameOf(entry: Entry, check: Check): string {
  return `${entry.title}: ${check.title}`;
}

function send(server: TestServer, { id, token }: Connection, entry: Entry, ids: Ids): Promise<Answer> {
  const { method, path, body } = entry;
  const text = typeof body === "object" ? withIds(JSON.stringify(body), ids) : body;
  return server.send(method, `/scim/v2/${id}${withIds(path, ids)}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(text !== undefined && { "content-type": "application/json" }),
    },
    ...(text !== undefined && { text }),
  });
}
