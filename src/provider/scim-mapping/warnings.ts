import type { MappingPreview } from "../../contract/gateway/mapping";
import type { DiagnosticText } from "../../tfplugin";

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
