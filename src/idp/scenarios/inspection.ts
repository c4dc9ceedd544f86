import type { Expectation } from "../common/expectation";
import type { ScimClient } from "../common/scim-client";
import type { ScimResource } from "../common/scim-message";
import { answers, isResource, valueAt } from "../expectations/answers";
import { echoes } from "../expectations/echoes";

/**
 * Reads back what a provider's requests changed. No identity provider sends these reads. They exist because
 * some answers, such as a 204, do not show whether the change took place.
 */
export class Inspection {
  constructor(private readonly scim: ScimClient) {}

  /** Checks that the user has these values. */
  async user(id: string, expected: ScimResource, ...more: readonly Expectation[]): Promise<void> {
    const expect = [answers(200), echoes(expected), ...more];
    await this.scim.send({ label: "check user", method: "GET", path: `/Users/${id}`, expect });
  }

  /** Checks that the group has exactly these members. */
  async members(groupId: string, userIds: readonly string[]): Promise<void> {
    const expect = [answers(200), exactly("members", userIds)];
    await this.scim.send({ label: "check members", method: "GET", path: `/Groups/${groupId}`, expect });
  }

  /** Checks that the group has this name. */
  async group(id: string, displayName: string): Promise<void> {
    const path = `/Groups/${id}?excludedAttributes=members`;
    const expect = [answers(200), echoes({ displayName })];
    await this.scim.send({ label: "check group", method: "GET", path, expect });
  }

  /** Checks that the resource is gone. */
  async gone(path: string): Promise<void> {
    const expect = [answers(404)];
    await this.scim.send({ label: "check gone", method: "GET", path, alsoAccept: [404], expect });
  }
}

/** The answer has exactly these values of a multi-valued attribute, in any order. */
export function exactly(attribute: string, values: readonly string[]): Expectation {
  return {
    wants: `the ${attribute} that were sent`,
    problem: ({ body }) => {
      const items = valueAt(body, attribute) ?? [];
      if (!Array.isArray(items)) return `${attribute} is not a list`;
      const shown = items.map((item) => (isResource(item) ? item.value : item));
      const missing = values.filter((value) => !shown.includes(value));
      if (missing.length > 0) return `${attribute} lacks ${missing.join(", ")}`;
      const extra = shown.filter((value) => !values.includes(String(value)));
      return extra.length > 0 ? `${attribute} still has ${extra.join(", ")}` : null;
    },
  };
}
