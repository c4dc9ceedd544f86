import type { MappingPreview } from "../../contract/gateway/mapping";
import type { DiagnosticText } from "../../tfplugin";
import type { PlannedIntegration } from "../scim-integration/managed-integrations";

/**
 * The warning of what a change of mapping settings does to identities; null when it affects none.
 * @param beginning of its summary, as in "The new mapping settings change".
 */
export function mappingWarning(beginning: string, preview: MappingPreview): DiagnosticText | null {
  const { identities, unchanged, renamed, rekeyed, externalIdLost, policyChanged, conflicts } = preview;
  const touched = identities - unchanged;
  if (touched <= 0 && conflicts === 0) return null;
  const lines = [
    effect(externalIdLost, "lose their external ID; sign-ins that are matched by it stop working"),
    effect(rekeyed, "get another external ID; tokens must carry the new one"),
    effect(policyChanged, "get another auth policy, which applies from their next sign-in"),
    effect(renamed, "are renamed"),
    effect(
      conflicts,
      "would clash with another identity, or have several values for the external ID; until that is " +
        "solved, the API refuses the whole apply",
    ),
  ].filter((line) => line !== null);
  return {
    summary: `${beginning} ${touched} of ${identities} identities`,
    detail: lines.join("\n"),
  };
}

function effect(count: number, what: string): string | null {
  return count === 0 ? null : `- ${count} ${what}`;
}

/**
 * The warning of settings that nothing manages any more.
 * @param integration its name and id.
 */
export function settingsStayWarning(integration: string): DiagnosticText {
  return {
    summary: "The mapping settings stay as they are",
    detail:
      `Destroying this resource only stops managing them. The SCIM integration ${integration} continues to use ` +
      "them, unless the same run destroys it. To reset them to the defaults, apply reset_on_destroy = true " +
      "first.",
  };
}

/**
 * The warning of settings whose integration is replaced: they see that the id becomes unknown.
 * @param integration name and id of the integration that they leave.
 * @param planned what the plan says of it; null when another configuration manages it.
 */
export function unknownMoveWarning(integration: string, planned: PlannedIntegration | null): DiagnosticText {
  return {
    attribute: "integration_id",
    summary: "Mapping settings go to a SCIM integration that is not known yet",
    detail:
      `They leave the SCIM integration ${integration}, which may itself be replaced. The new integration begins ` +
      `without identities.${planned === null ? "" : ` ${fateOfIdentities(planned)}`}`,
  };
}

function fateOfIdentities({ identitiesOnDestroy: fate }: PlannedIntegration): string {
  if (fate === "delete" || fate === "disable") {
    return (
      `A replacement ${fate}s every identity of the former one (identities_on_destroy = "${fate}"). Nobody can ` +
      "sign in with them after that."
    );
  }
  return (
    "The identities of the former one stay when it is replaced, and belong to no integration. The new one then " +
    "refuses the same people, unless its adopt_identities says otherwise."
  );
}
