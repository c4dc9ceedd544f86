import type { UserAttributes } from "../../../scim/backend";
import { invalidValue, type ScimError } from "../../../scim/scim-error";
import { chooseExternalId, sameCandidates } from "../../../sync/external-id";
import { draftIdentity } from "../../../sync/identity-draft";
import { prepareMapping } from "../../../sync/prepared-mapping";
import type { IntegrationRow } from "../../find-integration";
import { mappingOf } from "../../integration-mapping";
import type { Scope } from "../../scope";
import { type Claimant, refuseOrReport } from "./claim";
import type { WantedValues } from "./free-values";
import { longExternalId } from "./long-external-id";
import { externalIdSource } from "./value-source";

/** A change of a user. */
export interface UserChange {
  readonly before: UserAttributes;
  readonly after: UserAttributes;
}

/**
 * The values that the identity of a new user is to get.
 * @throws ScimError 400 that names the path when several values can be the external ID, or the value is too
 *   long
 */
export function valuesOfNewUser(
  integration: IntegrationRow,
  attributes: UserAttributes,
): { readonly name: string; readonly externalId: string | null } {
  const { name, externalIds } = draftIdentity(attributes, prepareMapping(mappingOf(integration)));
  const externalId = chooseExternalId(externalIds, null);
  if (externalId === undefined) throw severalExternalIds(integration);
  const tooLong = longExternalId(integration, externalId);
  if (tooLong !== null) throw tooLong;
  return { name, externalId };
}

/**
 * The values that a change of a user changes at its identity. A person may have set the others, so they stay
 * undefined (domain rules 9 and 10).
 * @throws ScimError 400 that names the path when several values can be the external ID and none is in use
 */
export async function changedValues(
  scope: Scope,
  integration: IntegrationRow,
  { before, after }: UserChange,
  claimant: Claimant & { readonly identityId: string },
): Promise<WantedValues> {
  const mapping = prepareMapping(mappingOf(integration));
  const [was, is] = [draftIdentity(before, mapping), draftIdentity(after, mapping)];
  const current = () => scope.identities.lock(scope.db, claimant.identityId);
  return { name: await changedName(), externalId: await changedExternalId() };

  async function changedName(): Promise<WantedValues["name"]> {
    if (was.name !== is.name) return is.name;
    if (mapping.identityNameConflict === "refuse" || before.userName === after.userName) return undefined;
    // An identity that got its userName as the tie-breaker follows the userName.
    return (await current()).name === before.userName ? is.name : undefined;
  }

  async function changedExternalId(): Promise<WantedValues["externalId"]> {
    if (sameCandidates(was.externalIds, is.externalIds)) return undefined;
    const [only = null, ...others] = is.externalIds;
    if (others.length === 0) {
      const tooLong = longExternalId(integration, only);
      return tooLong === null ? only : refusedExternalId(tooLong);
    }
    const chosen = chooseExternalId(is.externalIds, (await current()).external_id);
    return chosen === undefined ? refusedExternalId(severalExternalIds(integration)) : undefined;
  }

  function refusedExternalId(error: ScimError): undefined {
    const source = externalIdSource(integration);
    refuseOrReport(scope, claimant, { rule: 10, value: "externalId", source, error });
  }
}

function severalExternalIds(integration: IntegrationRow) {
  const narrow =
    integration.external_id_field === "CUSTOM" ? ", or narrow the path in the mapping settings" : "";
  return invalidValue(
    `${externalIdSource(integration)}: several values match, and none of them is primary or in use as the ` +
      `identity's external ID; mark one as primary${narrow}`,
  );
}
