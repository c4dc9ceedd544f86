import type { Client } from "../../../client/client";
import type { Diagnostics } from "../../../tfplugin";
import { durationSeconds, durationText } from "../../validators/duration";

/** Reports an overlap that the server does not offer. The plan fails then, rather than the first rotation. */
export async function checkOverlap(
  { integration_id, overlap }: { readonly integration_id: string; readonly overlap: string },
  client: Client,
  signal: AbortSignal,
  diagnostics: Diagnostics,
): Promise<void> {
  const { name, maxTokenOverlapSeconds: most } = await client.integrations.shared(integration_id, { signal });
  if ((durationSeconds(overlap) ?? 0) <= most) return;
  diagnostics.error({
    attribute: "overlap",
    summary: `The former auth token of the SCIM integration "${name}" cannot stay valid for ${overlap}`,
    detail:
      most === 0
        ? "This server offers no overlap: a new token ends the one before at once. Take overlap out. " +
          "SCIM then stops at each rotation until the identity provider has the new value. Rotate when " +
          "that does no harm."
        : `This server offers ${durationText(most)} at most. Shorten overlap to that, or take it out.`,
  });
}
