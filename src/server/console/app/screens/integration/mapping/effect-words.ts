import type { MappingPreview } from "../../../../../../contract/gateway/mapping";
import { type Count, countText, exactly, isNobody } from "../../../../../../contract/sign-in/count";
import { everybodyKeepsSignIn, type SignInChange } from "../../../../../../contract/sign-in/sign-in-change";
import { capitalized } from "../../../parts/text/capitalized";
import type { Tone } from "../../../parts/text/tone";
import type { EffectLine } from "../../sign-in-effect/effect-line";
import { lostSignIn } from "../../sign-in-effect/lost-sign-in";

/** What other mapping settings would do to the identities of an integration. */
export interface MappingEffect {
  readonly preview: MappingPreview;
  readonly change: SignInChange;
  /** Name of the auth policy that the settings name. */
  readonly policyName: string;
}

/** What a change of the mapping does, the gravest first. */
export function effectSentences({ preview, change, policyName }: MappingEffect): EffectLine[] {
  const { identities, unchanged, renamed, rekeyed, externalIdLost, policyChanged, conflicts } = preview;
  const all: readonly (readonly [Count, Tone, (who: string, one: boolean) => string])[] = [
    [
      exactly(conflicts),
      "bad",
      (who, one) =>
        `${who} ${one ? "clashes" : "clash"} with another identity, or ${one ? "has" : "have"} several ` +
        "values for the external ID. The server saves nothing until that is solved.",
    ],
    [change.lose, "bad", (who) => `${who} ${lostSignIn(change)}`],
    [
      exactly(externalIdLost),
      "warn",
      (who, one) =>
        `${who} ${one ? "loses its" : "lose their"} external ID. Tokens no longer find ` +
        `${one ? "it" : "them"} by it.`,
    ],
    [
      exactly(rekeyed),
      "warn",
      (who, one) => `${who} ${one ? "gets" : "get"} another external ID. Tokens must carry the new one.`,
    ],
    [
      change.needAnotherToken,
      "warn",
      (who, one) =>
        `${who} ${one ? "needs" : "need"} a token of a JWT signer that the new auth policy allows.`,
    ],
    [
      change.needSecondFactor,
      "warn",
      (who, one) => `${who} ${one ? "needs" : "need"} a second factor, which the new auth policy asks for.`,
    ],
    [
      change.dropSecondFactor,
      "neutral",
      (who, one) => `${who} ${one ? "signs" : "sign"} in without the second factor of today.`,
    ],
    [
      exactly(policyChanged),
      "neutral",
      (who, one) =>
        `${who} ${one ? "gets" : "get"} the auth policy “${policyName}” from the next sign-in on.`,
    ],
    [
      exactly(renamed),
      "neutral",
      (who, one) => `${who} ${one ? "is" : "are"} renamed. Nobody signs in by the name, so sign-in stays.`,
    ],
  ];
  const shown = all.flatMap(([count, tone, text]) => {
    if (isNobody(count)) return [];
    const isOne = count.atMost === 1;
    const who = `${capitalized(countText(count))} ${isOne ? "identity" : "identities"}`;
    return [{ tone, text: text(who, isOne) }];
  });
  if (identities === 0) return [{ tone: "good", text: "No identity changes: the integration has none yet." }];
  if (unchanged === identities && shown.length === 0) {
    return [{ tone: "good", text: `No identity changes, of ${identities.toLocaleString()}.` }];
  }
  const isSame =
    everybodyKeepsSignIn(change) &&
    isNobody(change.dropSecondFactor) &&
    rekeyed + externalIdLost + conflicts === 0;
  return isSame ? [...shown, { tone: "good", text: "Everybody signs in as before." }] : shown;
}

/** The number of each kind of change. */
export function effectCounts({ preview }: MappingEffect): readonly (readonly [string, number])[] {
  return [
    ["Identities", preview.identities],
    ["Unchanged", preview.unchanged],
    ["Renamed", preview.renamed],
    ["Another external ID", preview.rekeyed],
    ["External ID lost", preview.externalIdLost],
    ["Another auth policy", preview.policyChanged],
    ["Clashes", preview.conflicts],
  ];
}

const KINDS: Readonly<Record<string, string>> = {
  renamed: "Renamed",
  rekeyed: "Another external ID",
  externalIdLost: "External ID lost",
  policyChanged: "Another auth policy",
  conflict: "Clash",
};

/** What a sample shows. A newer server may know kinds that have no words here. */
export function kindWords(kind: string): string {
  return KINDS[kind] ?? kind;
}
