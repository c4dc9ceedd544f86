import type { SlotFinding, SlotReport } from "./report";
import { whenWords } from "./words";

/** A slot before it is judged. */
export type UnjudgedSlot = Omit<SlotReport, "findings" | "verdict">;

const GIVE = "Then give the identity provider the new token.";

/** What somebody should know of a slot at an instant, the worst first. Empty where all is well. */
export function findingsOf(slot: UnjudgedSlot, at: number): readonly SlotFinding[] {
  return [...ofStanding(slot, at), ...ofRotation(slot, at), ...ofUse(slot, at)];
}

function ofStanding(slot: UnjudgedSlot, at: number): SlotFinding[] {
  const { standing, token } = slot;
  const mint = mintWords(slot);
  const when = (instant: string | null | undefined) => (instant ? whenWords(instant, at) : "an unknown time");
  const refused = "Pushes are refused.";
  switch (standing) {
    case "none":
      return [blocked("no-token", `The integration has no token. ${refused}`, mint)];
    case "expired":
      return [blocked("token-expired", `The token ended at ${when(token?.endsAt)}. ${refused}`, mint)];
    case "revoked":
      return [blocked("token-revoked", `The token was revoked. ${refused}`, mint)];
    case "missing":
      return [
        blocked(
          "token-missing",
          `The API does not know the integration, or the integration has no token. ${refused}`,
          `If the integration is in another network, set NF_NETWORK_ID. ${mint}`,
        ),
      ];
    case "superseded":
    case "overlapping":
      return [superseded(slot, when)];
    case "expiring":
      return [
        attention(
          "token-expiring",
          `The token ends at ${when(token?.endsAt)}.`,
          `Rotate it before that. ${mint}`,
        ),
      ];
    case "live":
    case "never_used":
      return [];
    default:
      return [
        attention(
          "state-not-known",
          `The API says that the token is "${standing}", which this version does not know.`,
          "Update netfoundry-scim.",
        ),
      ];
  }
}

function superseded(
  { address, standing, token, otherToken }: UnjudgedSlot,
  when: (instant: string | null | undefined) => string,
): SlotFinding {
  const opens =
    standing === "overlapping"
      ? `It is valid until ${when(token?.endsAt)}.`
      : "It no longer opens the integration.";
  if (address === null)
    return attention(
      "token-superseded",
      `No token is live. The former one is the last that opens the integration. ${opens}`,
      `Mint another one before that. ${GIVE}`,
    );
  const other =
    otherToken === null
      ? "Another token is the live one."
      : `Another token, ${otherToken.id}, is the live one. It was minted at ${when(otherToken.issuedAt)}.`;
  return attention(
    "token-superseded",
    `The slot's token was replaced outside Terraform. ${other} ${opens}`,
    'Find out who minted it. Set on_external_rotation to "adopt" to keep it, or to "rotate" to replace it.',
  );
}

function ofRotation({ standing, token, address }: UnjudgedSlot, at: number): SlotFinding[] {
  const from = token?.rotateFrom ?? null;
  const isLive = standing === "live" || standing === "never_used" || standing === "expiring";
  if (!isLive || address === null || from === null || Date.parse(from) > at) return [];
  return [
    attention("rotation-due", `Rotation is due since ${whenWords(from, at)}.`, `Plan and apply. ${GIVE}`),
  ];
}

function ofUse({ token, formerToken, standing }: UnjudgedSlot, at: number): SlotFinding[] {
  if (token === null || !token.isUseKnown || token.lastUsedAt !== null) return [];
  if (standing !== "never_used" && standing !== "expiring") return [];
  const { expectedUseBy } = token;
  if (expectedUseBy !== null && Date.parse(expectedUseBy) > at)
    return [
      info(
        "token-unused",
        `Nobody has used the token yet. That is expected by ${whenWords(expectedUseBy, at)}.`,
      ),
    ];
  const late = expectedUseBy === null ? "" : ` That was expected by ${whenWords(expectedUseBy, at)}.`;
  return [
    attention(
      "token-unused",
      `Nobody has used the token since it was minted.${late}${formerWords(formerToken, at)}`,
      "Give it to the identity provider, and let that send something: a test of the connection will do.",
    ),
  ];
}

function formerWords(former: UnjudgedSlot["formerToken"], at: number): string {
  if (former?.endsAt == null) return "";
  const used = former.lastUsedAt === null ? "" : ` It was last used at ${whenWords(former.lastUsedAt, at)}.`;
  return ` The former token is valid until ${whenWords(former.endsAt, at)}.${used}`;
}

function mintWords({ address }: UnjudgedSlot): string {
  return address === null
    ? `Apply a netfoundry_scim_token, which mints one. ${GIVE}`
    : `Plan and apply, or change rotation_triggers and apply. ${GIVE}`;
}

function blocked(code: string, says: string, remedy: string): SlotFinding {
  return { code, severity: "blocked", says, remedy };
}

function attention(code: string, says: string, remedy: string): SlotFinding {
  return { code, severity: "attention", says, remedy };
}

function info(code: string, says: string): SlotFinding {
  return { code, severity: "info", says, remedy: "" };
}
