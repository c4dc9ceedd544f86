import type { MappingPreview } from "../../contract/gateway/mapping";
import type { DiagnosticText } from "../../tfplugin";

/**
 * What a change of mapping settings does to people, in one warning; null when it touches nobody.
 * @param beginning of its summary, as in "The new mapping settings change".
 */
export function mappingWarning(beginning: string, preview: MappingPreview): DiagnosticText | null {
  const { identities, unchanged, renamed, rekeyed, externalIdLost, policyChanged, conflicts } = preview;
  const touched = identities - unchanged;
  if (touched <= 0 && conflicts === 0) return null;
  const lines = [
    effect(externalIdLost, "lose their external ID, and with it every sign-in that is matched by it"),
    effect(rekeyed, "get another external ID: whoever signs in has to bring the new one"),
    effect(policyChanged, "get another auth policy, which holds from their next sign-in on"),
    effect(renamed, "are renamed"),
    effect(conflicts, "would clash with another identity; while that is so, apply is refused as a whole"),
  ].filter((line) => line !== null);
  return {
    summary: `${beginning} ${touched} of ${identities} identities`,
    detail: lines.join("\n"),
  };
}

function effect(count: number, what: string): string | null {
  return count === 0 ? null : `- ${count} ${what}`;
}
