import { equalityFilter } from "../common/equality-filter";
import type { Exchange } from "../common/exchange";
import type { ScimClient } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { answers } from "../expectations/answers";
import { resourcesOf } from "../expectations/lists";

/** What a scenario made and did not delete. */
export class Leftovers {
  /** Paths such as `/Users/2819c223`, oldest first. */
  readonly #paths = new Set<string>();
  /** Bodies of creations whose answer named no id. */
  readonly #unnamed: { readonly path: string; readonly body: ScimResource }[] = [];

  /** Notes what an exchange made or deleted. */
  note({ request, answer }: Exchange): void {
    const { method, path, body } = request;
    const isDone = answer !== null && answer.status >= 200 && answer.status < 300;
    if (method === "DELETE" && isDone) this.#paths.delete(path);
    if (method !== "POST" || body === undefined) return;
    // A refusal made nothing. A missing or broken answer may have.
    if (answer !== null && !isDone && answer.status < 500) return;
    const id = answer?.body?.id ?? answer?.location?.split("/").at(-1);
    if (typeof id === "string" && id !== "") this.#paths.add(`${path}/${id}`);
    else this.#unnamed.push({ path, body });
  }

  /** Deletes what is left, newest first. Returns the paths that could not be deleted. */
  async remove(scim: ScimClient): Promise<readonly string[]> {
    for (const { path, body } of this.#unnamed.splice(0)) {
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
