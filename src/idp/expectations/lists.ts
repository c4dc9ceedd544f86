import type { Expectation } from "../common/expectation";
import { sameText } from "../common/same-text";
import type { ReceivedAnswer, ScimResource } from "../common/scim-message";
import { isResource, valueAt } from "./answers";

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** The answer is 200 with an empty ListResponse, because nothing matches the filter. */
export const emptyList: Expectation = {
  wants: "200 with an empty ListResponse",
  problem: (answer) => {
    if (answer.status !== 200) return `status ${answer.status}; wanted 200 with an empty ListResponse`;
    const broken = brokenList(answer);
    if (broken !== null) return broken;
    const { total, resources } = read(answer);
    return total === 0 && resources.length === 0
      ? null
      : `totalResults is ${total}; wanted 0, because nobody can match`;
  },
};

/**
 * The answer is a ListResponse whose resources all match the filter. It may be empty. This finds servers that
 * ignore the filter.
 * @param matches Whether a resource matches the filter.
 */
export function listOf(what: string, matches: (resource: ScimResource) => boolean): Expectation {
  return {
    wants: "200 with a ListResponse",
    problem: (answer) => {
      if (answer.status === 404) return null;
      const broken = brokenList(answer);
      if (broken !== null) return broken;
      const stranger = read(answer).resources.find((resource) => !matches(resource));
      return stranger === undefined
        ? null
        : `a resource came that is not ${what}: the filter was not applied`;
    },
  };
}

/** The answer is a ListResponse of resources with that text in an attribute. Case does not count. */
export function listWith(attribute: string, text: string): Expectation {
  return listOf(`${attribute} ${text}`, (resource) => sameText(resource[attribute], text));
}

/** The answer is the requested page. Its numbers are integers, and it has at most `count` resources. */
export function pageFrom(startIndex: number, count: number): Expectation {
  return {
    wants: "a page with integers for totalResults, startIndex and itemsPerPage",
    problem: (answer) => {
      const broken = brokenList(answer);
      if (broken !== null) return broken;
      const { resources } = read(answer);
      if (resources.length > count) return `${resources.length} resources came; count was ${count}`;
      const { startIndex: shown = startIndex, itemsPerPage = resources.length } = answer.body ?? {};
      if (shown !== startIndex) return `startIndex is ${JSON.stringify(shown)}; wanted ${startIndex}`;
      return itemsPerPage === resources.length
        ? null
        : `itemsPerPage is ${JSON.stringify(itemsPerPage)}; ${resources.length} resources came`;
    },
  };
}

/** The resources of a list. Empty when the body is not a list. */
export function resourcesOf(body: ScimResource | null | undefined): readonly ScimResource[] {
  const resources = valueAt(body, "Resources");
  return Array.isArray(resources) ? resources.filter(isResource) : [];
}

function read({ body }: ReceivedAnswer): { total: unknown; resources: readonly ScimResource[] } {
  return { total: valueAt(body, "totalResults"), resources: resourcesOf(body) };
}

function brokenList({ body }: ReceivedAnswer): string | null {
  if (!body) return "the body is empty; wanted a ListResponse";
  const { schemas, totalResults, Resources } = body;
  if (!Array.isArray(schemas) || !schemas.includes(LIST)) return `schemas does not contain ${LIST}`;
  if (!Number.isInteger(totalResults))
    return `totalResults is ${JSON.stringify(totalResults)}, not an integer`;
  if (Resources !== undefined && !Array.isArray(Resources)) return "Resources is not a list";
  return null;
}
