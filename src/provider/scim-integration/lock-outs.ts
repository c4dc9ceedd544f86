import { exactly } from "../../contract/sign-in/count";
import type { Unknown } from "../../tfplugin";
import { nameAndId } from "../api/names/name-and-id";
import { settingsStayWarning } from "../scim-mapping/warnings";
import { type Looking, warnOfLockOut } from "../sign-in/look-ahead";
import { identities } from "../sign-in/words";

interface Prior {
  readonly id: string;
  readonly name: string;
  readonly network_id: string;
  readonly identities_on_destroy: string;
}

/**
 * Warns of a destroy, or of a move to another network, that disables or deletes identities. Says that mapping
 * settings stay whose destroy the plan has seen already.
 */
export async function warnOfIntegrationLockOuts(
  prior: Prior | null,
  plan: { readonly network_id: string | null | Unknown } | null,
  looking: Looking,
): Promise<void> {
  if (prior === null) return;
  const isGoing = plan === null || plan.network_id !== prior.network_id;
  const { context, diagnostics, signal } = looking;
  const identitiesOnDestroy = prior.identities_on_destroy;
  const leavesMapping = context?.integrations.plan(prior.id, { isGoing, identitiesOnDestroy });
  if (leavesMapping && !isGoing) diagnostics.warning(settingsStayWarning(nameAndId(prior)));
  if (!isGoing || identitiesOnDestroy === "keep") return;
  const subject = `SCIM integration ${nameAndId(prior)}`;
  await warnOfLockOut(subject, looking, async (client) => {
    const options = { signal, networkId: prior.network_id };
    const count = await client.identities.count({ integrationId: prior.id }, options);
    if (count === 0) return null;
    const fate = identitiesOnDestroy === "delete" ? "deletes" : "disables";
    return {
      summary: `Destroying the ${subject} ${fate} its ${identities(exactly(count))}`,
      detail:
        "After that nobody can sign in with them. To leave them as they are, apply " +
        'identities_on_destroy = "keep" first.',
      attribute: "identities_on_destroy",
    };
  });
}
