import { type Count, exactly, isNobody } from "../../contract/sign-in/count";
import { OBSTACLE_REASONS } from "../../contract/sign-in/obstacle-reasons";
import type { DiagnosticText } from "../../tfplugin";
import type { PlannedIntegration } from "../scim-integration/managed-integrations";
import { HOW_COUNTED, identities, REMEDIES, sentence } from "../sign-in/words";
import type { MappingEffect } from "./mapping-effect";

/** One kind of effect. */
interface Effect {
  readonly count: Count;
  readonly verb: string;
  /** What it means. Completes the line. */
  readonly meaning: string;
}

/**
 * The warning of what a change of mapping settings does to identities; null when it affects none. Terraform
 * folds warnings of equal summary. So the summary names the gravest effect and the integration: a clash never
 * hides behind a rename.
 * @param words the beginning of the detail, as in "The new mapping settings change", and what changes.
 */
export function mappingWarning(
  words: { readonly beginning: string; readonly subject: string },
  effect: MappingEffect,
): DiagnosticText | null {
  const { identities: total, unchanged } = effect.preview;
  const effects = effectsOf(effect).filter(({ count }) => !isNobody(count));
  const [gravest] = effects;
  if (gravest === undefined) return null;
  return {
    summary: sentence(`${identities(gravest.count, gravest.verb)}: ${words.subject}`),
    detail: [
      `${words.beginning} ${total - unchanged} of ${total} identities.`,
      ...(effect.isPolicyUnknown
        ? ["The auth policy is known only after apply. The numbers take the present one for it."]
        : []),
      ...effects.map(({ count, verb, meaning }) => `- ${identities(count, verb)}${meaning}`),
      HOW_COUNTED,
    ].join("\n"),
  };
}

/** Every effect, the gravest first. */
function effectsOf({ preview, change, isPolicyUnknown }: MappingEffect): Effect[] {
  const { renamed, rekeyed, externalIdLost, policyChanged, conflicts } = preview;
  const { lose, needAnotherToken, needSecondFactor, obstacles } = change;
  const because = obstacles.map((obstacle) => `${OBSTACLE_REASONS[obstacle]}. ${REMEDIES[obstacle]}`);
  return [
    {
      count: exactly(conflicts),
      verb: "clash",
      meaning:
        " with another identity, or have several values for the external ID; until that is solved, the API " +
        "refuses the whole apply. Another change of the same plan may solve it",
    },
    {
      count: lose,
      verb: "lose sign-in",
      meaning:
        because.length > 0
          ? `, because ${because.join(" Or: ")}`
          : isPolicyUnknown
            ? ", if the auth policy that is known only after apply does not let them in"
            : ", if their auth policy does not let them in",
    },
    {
      count: exactly(externalIdLost),
      verb: "lose their external ID",
      meaning: "; sign-ins that are matched by it stop working",
    },
    {
      count: exactly(rekeyed),
      verb: "get another external ID",
      meaning: "; tokens must carry the new one",
    },
    {
      count: needAnotherToken,
      verb: "need another token",
      meaning: " of a JWT signer that their new auth policy allows",
    },
    {
      count: needSecondFactor,
      verb: "need a second factor",
      meaning: ", which their new auth policy asks for",
    },
    {
      count: exactly(policyChanged),
      verb: "get another auth policy",
      meaning: ", which applies from their next sign-in",
    },
    { count: exactly(renamed), verb: "are renamed", meaning: "" },
  ];
}

/**
 * The warning of settings that nothing manages any more.
 * @param integration its name and id.
 */
export function settingsStayWarning(integration: string): DiagnosticText {
  return {
    summary: "The mapping settings stay as they are",
    detail:
      `Destroying this resource only stops managing them. The SCIM integration ${integration} continues to ` +
      "use them, unless the same run destroys it. To reset them to the defaults, apply reset_on_destroy = " +
      "true first.",
  };
}

/**
 * The warning of settings whose integration is replaced: they see that the id becomes unknown.
 * @param integration name and id of the integration that they leave.
 * @param planned what the plan says of it; null when another configuration manages it.
 * @param identityCount how many identities it has; null when nobody could ask.
 */
export function unknownMoveWarning(
  integration: string,
  planned: PlannedIntegration | null,
  identityCount: number | null,
): DiagnosticText {
  const has = identityCount === null ? "" : ` It has ${identities(exactly(identityCount))}.`;
  return {
    attribute: "integration_id",
    summary: "Mapping settings go to a SCIM integration that is not known yet",
    detail:
      `They leave the SCIM integration ${integration}, which may itself be replaced.${has} The new ` +
      `integration begins without identities.${planned === null ? "" : ` ${fateOfIdentities(planned)}`}`,
  };
}

function fateOfIdentities({ identitiesOnDestroy: fate }: PlannedIntegration): string {
  if (fate === "delete" || fate === "disable") {
    return (
      `A replacement ${fate}s every identity of the former one (identities_on_destroy = "${fate}"). Nobody ` +
      "can sign in with them after that."
    );
  }
  return (
    "The identities of the former one stay when it is replaced, and belong to no integration. The new one " +
    "then refuses the same people, unless its adopt_identities says otherwise."
  );
}
