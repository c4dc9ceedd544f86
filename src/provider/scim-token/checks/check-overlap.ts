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
  const { name, maxTokenOverlapSeconds } = await client.integrations.shared(integration_id, { signal });
  refuseTooLong(overlap, maxTokenOverlapSeconds, `the SCIM integration "${name}"`, diagnostics);
}

/**
 * The same for an integration that is not made yet. The network says what the server offers. Where it does
 * not, the plan warns, and the apply that makes the integration may fail.
 */
export async function checkOverlapOfNew(
  overlap: string,
  client: Client,
  signal: AbortSignal,
  diagnostics: Diagnostics,
): Promise<void> {
  const network = await client.networks.shared(await client.networks.defaultId({ signal }), { signal });
  const { name, maxTokenOverlapSeconds: most } = network;
  if (most !== undefined) {
    refuseTooLong(overlap, most, `a new SCIM integration in the network "${name}"`, diagnostics);
    return;
  }
  diagnostics.warning({
    attribute: "overlap",
    summary: "It is not known whether the server offers the overlap",
    detail:
      `The network "${name}" does not say how long a former auth token can stay valid. If the server does ` +
      `not offer ${overlap}, the apply makes the SCIM integration, and then fails. Take overlap out then.`,
  });
}

function refuseTooLong(overlap: string, most: number, whose: string, diagnostics: Diagnostics): void {
  if ((durationSeconds(overlap) ?? 0) <= most) return;
  diagnostics.error({
    attribute: "overlap",
    summary: `The former auth token of ${whose} cannot stay valid for ${overlap}`,
    detail:
      most === 0
        ? "This server offers no overlap: a new token ends the one before at once. Take overlap out. " +
          "SCIM then stops at each rotation until the identity provider has the new value. Rotate when " +
          "that does no harm."
        : `This server offers ${durationText(most)} at most. Shorten overlap to that, or take it out.`,
  });
}
