import type { Expectation } from "../common/expectation";
import { USER_URN } from "../common/scim-urns";
import { resourcesOf } from "./lists";

/** The answer is a ListResponse of schemas, with a User schema that describes `userName`. */
export const describesUsers: Expectation = {
  wants: "200 with a ListResponse of schemas that holds the User schema",
  problem: ({ body }) => {
    const user = resourcesOf(body).find(({ id }) => id === USER_URN);
    if (user === undefined) return `no schema has the id ${USER_URN}`;
    const names: readonly unknown[] = Array.isArray(user.attributes)
      ? user.attributes.map((one: { name?: unknown } | null) => one?.name)
      : [];
    return names.includes("userName") ? null : "the User schema does not describe userName";
  },
};
