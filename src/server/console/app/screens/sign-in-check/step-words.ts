import type {
  JwtCheck,
  LinkKind,
  SignInLink,
  SignInStep,
  StepOutcome,
} from "../../../../../contract/gateway/jwt-check";
import type { Tone } from "../../parts/text/tone";
import { paths } from "../../routing/paths";

type Step = JwtCheck["steps"][number];

/** What each step asks. */
const QUESTIONS: Readonly<Record<SignInStep, string>> = {
  format: "Is it a JWT?",
  issuer: "Does a JWT signer have its issuer?",
  "signer-enabled": "Is the JWT signer enabled?",
  "key-id": "Does it name its key?",
  key: "Does the JWT signer have the key?",
  signature: "Is the signature valid?",
  lifetime: "Is it valid now?",
  audience: "Is it meant for this network?",
  claim: "Does it have the claim?",
  identity: "Which identity does the claim name?",
  "identity-enabled": "Is the identity enabled?",
  policy: "Does its auth policy allow JWTs?",
  "allowed-signers": "Does the policy allow this JWT signer?",
  "second-jwt": "Does the policy ask for a second JWT?",
  totp: "Does the policy ask for a one-time code?",
};

/** The question of a step. A newer server may name a step that has no words here. */
export function question({ step }: Step): string {
  return QUESTIONS[step as SignInStep] ?? step;
}

/** A word, and its colour. */
interface Word {
  readonly word: string;
  readonly tone: Tone;
}

const OUTCOMES: Readonly<Record<StepOutcome, Word>> = {
  passed: { word: "Passed", tone: "good" },
  failed: { word: "Failed", tone: "bad" },
  "not-checked": { word: "Not checked", tone: "neutral" },
  "not-reached": { word: "Not reached", tone: "neutral" },
};

/** The outcome of a step. A newer server may know one that has no word here. */
export function outcomeWord({ outcome }: Step): Word {
  return OUTCOMES[outcome as StepOutcome] ?? { word: outcome, tone: "neutral" };
}

/** What the kind of an object is called. */
export const KIND_WORDS: Readonly<Record<LinkKind, string>> = {
  "auth-policy": "auth policy",
  "jwt-signer": "JWT signer",
  identity: "identity",
  integration: "integration",
};

/** The result as a sentence, and its colour. */
export function verdict(check: JwtCheck): { readonly sentence: string; readonly tone: Tone } {
  const who = check.identity?.name;
  if (check.verdict === "refused") {
    const failed = check.steps.find(({ outcome }) => outcome === "failed");
    return { sentence: `Refused: ${failed?.detail ?? check.failure}.`, tone: "bad" };
  }
  if (check.verdict === "partial") {
    return { sentence: `Not yet: “${who}” needs a second factor.`, tone: "warn" };
  }
  if (check.isExpectedIdentity === false) {
    return { sentence: `Accepted, but as another identity than expected: “${who}”.`, tone: "warn" };
  }
  return { sentence: `Accepted: it signs in “${who}”.`, tone: "good" };
}

/** The steps, each with the links to the objects that no earlier step speaks of. */
export function withNewLinks(steps: readonly Step[]): readonly Step[] {
  const shown = new Set<string>();
  return steps.map((step) => {
    const links = (step.links ?? []).filter(({ id }) => !shown.has(id));
    for (const { id } of links) shown.add(id);
    return { ...step, links };
  });
}

/** Where a person mends an object. */
export function linkPath({ kind, id, name }: SignInLink): string {
  switch (kind) {
    case "auth-policy":
      return paths.authPolicy(id);
    case "jwt-signer":
      return paths.jwtSigner(id);
    case "integration":
      return paths.integration(id, "mapping");
    default:
      return `${paths.identities}?search=${encodeURIComponent(name)}`;
  }
}
