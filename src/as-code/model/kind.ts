/** What stands alone in a network: it has a name of its own, and `--only` selects it. */
export type MainKind = "signer" | "policy" | "integration";

/** What an integration has once. It is adopted with its integration. */
export type PartKind = "mapping" | "token";

export type Kind = MainKind | PartKind;

/** The resource type of each kind. */
export const RESOURCE_TYPES = {
  signer: "netfoundry_jwt_signer",
  policy: "netfoundry_auth_policy",
  integration: "netfoundry_scim_integration",
  mapping: "netfoundry_scim_mapping",
  token: "netfoundry_scim_token",
} as const satisfies Readonly<Record<Kind, string>>;

export const MAIN_KINDS: readonly MainKind[] = ["signer", "policy", "integration"];

const PLURALS: Readonly<Record<Kind, string>> = {
  signer: "signers",
  policy: "policies",
  integration: "integrations",
  mapping: "mappings",
  token: "tokens",
};

/** The words that name each kind on the command line. */
export const KIND_WORDS: readonly string[] = Object.values(PLURALS);

/** The kind that a word names, as in `policy`, `policies` or `netfoundry_auth_policy`. Null for any other. */
export function kindOf(word: string): Kind | null {
  const kinds = Object.keys(PLURALS) as Kind[];
  return kinds.find((kind) => [kind, PLURALS[kind], RESOURCE_TYPES[kind]].includes(word)) ?? null;
}

/** `1 policy`, `3 policies`. */
export function counted(kind: Kind, count: number): string {
  return `${count} ${count === 1 ? kind : PLURALS[kind]}`;
}
