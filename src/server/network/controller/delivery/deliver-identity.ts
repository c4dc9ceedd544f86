import { TAG_INTEGRATION, TAG_USER } from "../../../../contract/edge/identity-tag";
import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import type { CallLimits, ControllerApi, ControllerIdentity } from "../controller-api";
import { Gone, Refused } from "../controller-error";
import { adopted, findAdoptable } from "./adopt-identity";
import type { ClaimedDelivery } from "./claim-deliveries";
import type { DesiredIdentity } from "./desired-identity";
import { mergeChange } from "./merge-change";

/** How far a delivery came. It says so also when a later call fails. */
export interface Progress {
  /** The id at the controller, as soon as it is known. */
  controllerId: string | null;
  /** Whether the identity was disabled there by this delivery, in this attempt or one before it. */
  isDisabled: boolean;
}

/**
 * Brings the identity there to what it shall be, and resolves when a read by id shows it. It is safe to
 * repeat. What takes access away goes first and alone, so that it is done although the rest is refused.
 * @throws Refused, Gone, Unavailable, Unanswered and Unauthorized
 */
export async function deliverIdentity(
  api: ControllerApi,
  claimed: ClaimedDelivery,
  progress: Progress,
  limits: CallLimits,
): Promise<void> {
  const there = await lookUp(api, claimed, limits);
  progress.controllerId = there?.id ?? null;
  const { desired } = claimed;
  if (there !== null) refuseForeign(there, claimed);
  if (desired === null) {
    if (there !== null) await api.delete(there.id, limits);
    return;
  }
  if (there !== null) await change(api, claimed, desired, there, progress, limits);
  else await create(api, claimed.adopts, desired, progress, limits);
}

/** What the tags of another integration claim is not touched. @throws Refused */
function refuseForeign({ id, name, tags }: ControllerIdentity, { integrationId }: ClaimedDelivery): void {
  const owner = tags[TAG_INTEGRATION];
  if (typeof owner !== "string" || owner === integrationId) return;
  const message = `the tags of the identity ${JSON.stringify(name)} (${id}) name another SCIM integration`;
  throw new Refused(message, "tags", null, { id, name });
}

/** The identity there. Null when none was made yet. @throws Gone when it was deleted there */
async function lookUp(
  api: ControllerApi,
  { controllerId, userId, desired, offeredBefore }: ClaimedDelivery,
  limits: CallLimits,
): Promise<ControllerIdentity | null> {
  if (controllerId !== null) {
    const there = await api.readIdentity(controllerId, limits);
    if (there === null && desired !== null) throw new Gone(controllerId);
    return there;
  }
  if (offeredBefore === null || !offeredBefore.isCreate) return null;
  const [made = null] = await api.findByTag(TAG_USER, userId, limits);
  return made;
}

/**
 * Makes the identity, or adopts one that has its values. The tags claim it, so a look-up finds either later.
 */
async function create(
  api: ControllerApi,
  adopts: AdoptIdentities,
  desired: DesiredIdentity,
  progress: Progress,
  limits: CallLimits,
): Promise<void> {
  const { disabled, ...settings } = desired;
  const adoptable = await findAdoptable(api, adopts, desired, limits);
  const { id, disabled: isDisabled } =
    adoptable === null
      ? await api.create(settings, limits)
      : await api.patch(adoptable.id, adopted(settings, adoptable), limits);
  progress.controllerId = id;
  if (disabled && !isDisabled) {
    await api.disable(id, limits);
    progress.isDisabled = true;
  }
  if (!disabled && isDisabled) await api.enable(id, limits);
}

async function change(
  api: ControllerApi,
  { delivered, offered }: ClaimedDelivery,
  desired: DesiredIdentity,
  there: ControllerIdentity,
  progress: Progress,
  limits: CallLimits,
): Promise<void> {
  if (offered === null) return;
  const { disabled, settings } = mergeChange(desired, delivered, offered, there);
  if (disabled === true) await api.disable(there.id, limits);
  // An attempt before this one may have disabled it, and come no further.
  progress.isDisabled = desired.disabled && delivered?.disabled !== true;
  if (Object.keys(settings).length > 0) await api.patch(there.id, settings, limits);
  if (disabled === false) await api.enable(there.id, limits);
}
