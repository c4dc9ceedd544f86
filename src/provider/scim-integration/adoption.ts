import type { AdoptIdentities } from "../../contract/gateway/integration";

/** The values of `adopt_identities`, with the API's names. */
export const ADOPTIONS = {
  never: "never",
  external_id: "externalId",
  name: "name",
} as const satisfies Readonly<Record<string, AdoptIdentities>>;

export const NEVER = "never";

/** The setting that a plan asks for, as the API takes it. The schema has checked the choice. */
export function adoptIdentitiesOf(adoptIdentities: string): AdoptIdentities {
  return ADOPTIONS[adoptIdentities as keyof typeof ADOPTIONS];
}

/** The setting that the API returns, in the words of a configuration. A value of a newer API stays. */
export function adoptionName(adoptIdentities: string): string {
  return adoptIdentities === "externalId" ? "external_id" : adoptIdentities;
}
