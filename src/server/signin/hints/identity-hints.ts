import { foldText } from "../../../contract/scim/fold-text";
import type { CheckedToken } from "../check-token";
import { link } from "../links";
import type { Disabling, IdentityFacts, NamedIdentity, SignInNetwork } from "../sign-in-network";
import { otherClaimHints } from "./claim-hints";
import { type Hint, hint, quoted } from "./hint";

/** Why no identity has what the claim says. */
export async function identityHints(
  found: CheckedToken,
  expected: IdentityFacts | null,
  network: SignInNetwork,
): Promise<Hint[]> {
  const { signer, claim } = found;
  if (signer === null || claim === null) return [];
  const key = signer.useExternalId ? "externalId" : "id";
  const other = await network.identityBy(signer.useExternalId ? "id" : "externalId", claim);
  const alike = signer.useExternalId ? await network.identitiesAlike(claim) : [];
  const hints = [
    ...(other === null ? [] : [otherKey(found, other)]),
    ...alike.map((identity) => alikeHint(claim, identity)),
    ...(await otherClaimHints(found, network)),
    ...(expected === null ? [] : [expectedHint(expected, key)]),
  ];
  return hints.length > 0 ? hints : [notProvisioned(key)];
}

function otherKey({ signer }: CheckedToken, other: NamedIdentity): Hint {
  const links = [...(signer === null ? [] : [link("jwt-signer", signer)]), link("identity", other)];
  const name = quoted(other.name);
  return signer?.useExternalId === true
    ? hint("USE_EXTERNAL_ID_ON", `it is the id of the identity ${name}; set useExternalId to false`, ...links)
    : hint(
        "USE_EXTERNAL_ID_OFF",
        `it is the external ID of the identity ${name}; set useExternalId to true`,
        ...links,
      );
}

function alikeHint(claim: string, identity: NamedIdentity): Hint {
  const externalId = identity.externalId ?? "";
  const [code, words] = differenceOf(claim, externalId);
  const message =
    `the identity ${quoted(identity.name)} has the external ID ${quoted(externalId)}, which differs by ` +
    `${words}; have the identity provider push exactly what its tokens say`;
  return hint(code, message, link("identity", identity));
}

function differenceOf(claim: string, externalId: string) {
  if (claim.normalize("NFC") === externalId.normalize("NFC"))
    return ["EXTERNAL_ID_UNICODE", "its Unicode form (NFC and NFD), which nobody sees"] as const;
  const differsInSpaces = foldText(claim) !== foldText(externalId);
  return differsInSpaces
    ? (["EXTERNAL_ID_SPACES", "spaces around it"] as const)
    : (["EXTERNAL_ID_CASE", "upper and lower case"] as const);
}

function expectedHint(expected: IdentityFacts, key: "id" | "externalId"): Hint {
  const what = key === "id" ? "id" : "external ID";
  const value = expected[key];
  const has = value === null ? "has no external ID" : `has the ${what} ${quoted(value)}`;
  const message =
    `the identity ${quoted(expected.name)}, which you expect, ${has}; the claim must be the same, to the ` +
    "letter";
  return hint("EXTERNAL_ID_EXPECTED", message, link("identity", expected));
}

function notProvisioned(key: "id" | "externalId"): Hint {
  const message =
    key === "id"
      ? "no identity has this id; the signer takes the claim as an id, because useExternalId is false"
      : "no identity has this external ID; assign the person to the SCIM app, or let the mapping take the " +
        "external ID from the attribute that the claim holds";
  return hint("NOT_PROVISIONED", message);
}

/** Whose token it is, when the caller expected another identity. */
export function otherIdentityHint(identity: IdentityFacts, expected: IdentityFacts): Hint {
  const message =
    `the token belongs to the identity ${quoted(identity.name)} and not to ${quoted(expected.name)}, which ` +
    "you expect; compare the external IDs of both with the claim";
  return hint("OTHER_IDENTITY", message, link("identity", identity), link("identity", expected));
}

/** Who disabled the identity, and what enables it. */
export async function disabledHints(identity: IdentityFacts, network: SignInNetwork): Promise<Hint[]> {
  const disabling = await network.disablingOf(identity.id);
  const name = quoted(identity.name);
  if (disabling === null)
    return [hint("DISABLED_BY", `enable the identity ${name}`, link("identity", identity))];
  const { at, until } = disabling;
  const ends = until === null ? "" : `, until ${until}`;
  const { who, remedy, links } = sourceOf(disabling, until);
  const message = `${who} disabled the identity ${name} at ${at}${ends}; ${remedy}`;
  return [hint("DISABLED_BY", message, link("identity", identity), ...links)];
}

function sourceOf({ by }: Disabling, until: string | null) {
  if (by?.kind === "integration") {
    const who = `a push to the integration ${quoted(by.name)}`;
    const remedy = "make the person active at the identity provider, which then pushes it";
    return { who, remedy, links: [link("integration", by)] };
  }
  const remedy = until === null ? "enable the identity" : "enable the identity, or wait until then";
  return { who: actorOf(by), remedy, links: [] };
}

function actorOf(by: Exclude<Disabling["by"], { readonly kind: "integration" }>): string {
  if (by === null) return "somebody whom the audit log does not name";
  const account = `the API account ${quoted(by.clientId)}`;
  return by.kind === "account" ? account : `${account}, when it deleted the integration of the identity,`;
}
