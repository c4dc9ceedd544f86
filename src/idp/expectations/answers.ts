import type { Expectation } from "../common/expectation";
import type { ReceivedAnswer, ScimResource } from "../common/scim-message";

/** The answer has one of these statuses. */
export function answers(...statuses: readonly number[]): Expectation {
  const wants = `status ${statuses.join(" or ")}`;
  return {
    wants,
    problem: ({ status }) => (statuses.includes(status) ? null : `status ${status}; wanted ${wants}`),
  };
}

/** The body has an `id`. The provider stores the id and never looks the resource up again. */
export const carriesId: Expectation = {
  wants: "a body with an id",
  problem: ({ body }) => {
    if (!body) return "the body is empty; the provider needs the id in it";
    return typeof body.id === "string" && body.id !== "" ? null : "the body has no id";
  },
};

/** An id does not contain `bulkId`, because Okta reads that word as a reference. */
export const noBulkIdInId: Expectation = {
  wants: "an id without bulkId in it",
  problem: ({ body }) =>
    typeof body?.id === "string" && /bulkid/i.test(body.id)
      ? `the id ${body.id} must not contain bulkId`
      : null,
};

/** Bodies are `application/scim+json` (RFC 7644 section 3.1). */
export const scimMediaType: Expectation = {
  wants: "application/scim+json",
  problem: ({ contentType, text }) => {
    if (text.trim() === "" || /^application\/scim\+json\s*(;|$)/i.test(contentType ?? "")) return null;
    return `Content-Type is ${contentType ?? "missing"}; wanted application/scim+json`;
  },
};

/** The body has no null. A server leaves out an attribute without a value. */
export const noNulls: Expectation = {
  wants: "no null for an absent value",
  problem: ({ body }) => {
    const at = body ? firstNull(body, "") : null;
    return at === null ? null : `${at} is null; an absent value must be left out`;
  },
};

function firstNull(value: unknown, at: string): string | null {
  if (value === null) return at;
  if (typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${at}[${key}]` : at === "" ? key : `${at}.${key}`;
    const found = firstNull(inner, place);
    if (found !== null) return found;
  }
  return null;
}

/** The answer does not have the attribute. The case of its name does not count. */
export function without(attribute: string): Expectation {
  return {
    wants: `no ${attribute}`,
    problem: ({ body }) =>
      valueAt(body, attribute) === undefined ? null : `${attribute} must not be returned`,
  };
}

/** The value of an attribute. The case of its name does not count. Undefined when it is absent. */
export function valueAt(resource: ReceivedAnswer["body"], name: string): unknown {
  if (!resource) return undefined;
  const key = Object.keys(resource).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : resource[key];
}

export function isResource(value: unknown): value is ScimResource {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
