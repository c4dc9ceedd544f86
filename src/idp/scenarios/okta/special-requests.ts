import type { Person } from "../../common/directory";
import type { ScimConnection } from "../../common/scim-client";
import type { ScimResource } from "../../common/scim-message";
import { answers, carriesId } from "../../expectations/answers";
import { listOf, resourcesOf } from "../../expectations/lists";
import { OktaClient } from "../../okta/client";
import * as message from "../../okta/messages";

/** How many pages an import reads here. Okta's import reads to the end. */
const MAX_PAGES = 10;

const GOVERNED = new Set([
  "urn:okta:scim:schemas:core:1.0:Role",
  "urn:okta:scim:schemas:core:1.0:Entitlement",
]);

/** Reads all users as an import does. Throws when a user appears twice or when users are missing. */
export async function importAllPages(connection: ScimConnection): Promise<void> {
  const okta = new OktaClient(connection);
  const seen = new Set<unknown>();
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { ids, total } = await okta.importPage(seen.size + 1);
    const again = ids.find((id) => seen.has(id));
    if (again !== undefined)
      throw new Error(`user ${again} came twice: the order of the pages is not stable`);
    for (const id of ids) seen.add(id);
    if (seen.size >= total) return;
    if (ids.length === 0) throw new Error(`only ${seen.size} of ${total} users came`);
  }
}

/** Creates a person twice without a look-up, as two concurrent imports do. */
export async function createTwice(connection: ScimConnection, person: Person): Promise<void> {
  const okta = new OktaClient(connection);
  const create = { method: "POST", path: "/Users", body: message.newUser(person, "placeholder") } as const;
  await okta.send({ ...create, label: "create user", expect: [answers(201), carriesId] });
  await okta.send({ ...create, label: "create user again", alsoAccept: [409], expect: [answers(409)] });
}

/**
 * Reads what Okta reads with governance: the resource types, the schemas, and each endpoint of roles or
 * entitlements.
 */
export async function readGovernance(connection: ScimConnection): Promise<void> {
  const okta = new OktaClient(connection);
  const read = async (label: string, path: string) => {
    const expect = [answers(200), listOf("a resource", () => true)];
    return resourcesOf((await okta.send({ label, method: "GET", path, expect })).body);
  };
  const types = await read("read resource types", "/ResourceTypes");
  await read("read schemas", "/Schemas");
  for (const endpoint of types.flatMap(governedEndpoint))
    await read("read what can be granted", `${endpoint}?startIndex=1&count=100`);
}

function governedEndpoint({ schema, endpoint }: ScimResource): readonly string[] {
  if (typeof schema !== "string" || !GOVERNED.has(schema) || typeof endpoint !== "string") return [];
  return [endpoint.startsWith("/") ? endpoint : `/${endpoint}`];
}
