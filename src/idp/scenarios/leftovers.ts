import { equalityFilter } from "../common/equality-filter";
import type { Exchange } from "../common/exchange";
import type { ScimClient } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { answers } from "../expectations/answers";
import { resourcesOf } from "../expectations/lists";

/** The resources that a scenario created and did not delete. */
export class Leftovers {
  /** Paths such as `/Users/2819c223`, oldest first. */
  readonly #paths = new Set<string>();
  /** Bodies of POST requests whose answer held no id. */
  readonly #withoutId: { readonly path: string; readonly body: ScimResource }[] = [];

  /** Records what an exchange created or deleted. */
  record({ request, answer }: Exchange): void {
    const { method, path, body } = request;
    const isDone = answer !== null && answer.status >= 200 && answer.status < 300;
    if (method === "DELETE" && isDone) this.#paths.delete(path);
    if (method !== "POST" || body === undefined) return;
    // A refused request created nothing. A request with a missing or broken answer may have created
    // something.
    if (answer !== null && !isDone && answer.status < 500) return;
    const id = answer?.body?.id ?? answer?.location?.split("/").at(-1);
    if (typeof id === "string" && id !== "") this.#paths.add(`${path}/${id}`);
    else this.#withoutId.push({ path, body });
  }

  /** Deletes the resources, newest first. Returns the paths that it could not delete. */
  async remove(scim: ScimClient): Promise<readonly string[]> {
    for (const { path, body } of this.#withoutId.splice(0)) {
      for (const id of await findIds(scim, path, body)) this.#paths.add(`${path}/${id}`);
    }
    const stuck: string[] = [];
    for (const path of [...this.#paths].reverse()) {
      const request = { label: "clean up", method: "DELETE", path, alsoAccept: [404] } as const;
      await scim.send({ ...request, expect: [answers(204, 200, 404)] }).catch(() => stuck.push(path));
    }
    this.#paths.clear();
    return stuck;
  }
}

async function findIds(scim: ScimClient, path: string, body: ScimResource): Promise<readonly string[]> {
  const attribute = path === "/Groups" ? "displayName" : "userName";
  const name = body[attribute];
  const filter = equalityFilter(attribute, name);
  const request = { label: "clean up", method: "GET", path: `${path}?filter=${filter}` } as const;
  const answer = await scim.send({ ...request, alsoAccept: [404] }).catch(() => null);
  return resourcesOf(answer?.body)
    .filter((one) => one[attribute] === name && typeof one.id === "string")
    .map((one) => String(one.id));
}
