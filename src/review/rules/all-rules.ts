import type { Rule } from "../findings/rule";
import { externalIdChanged } from "./identities/external-id-changed";
import { externalIdLost } from "./identities/external-id-lost";
import { externalIdMutable } from "./identities/external-id-mutable";
import { externalIdNone } from "./identities/external-id-none";
import { externalIdUnmatched } from "./identities/external-id-unmatched";
import { identitiesClash } from "./identities/identities-clash";
import { identitiesRenamed } from "./identities/identities-renamed";
import { mappingLocksOut } from "./identities/mapping-locks-out";
import { mappingOnOldIntegration } from "./identities/mapping-on-old-integration";
import { policyReassigned } from "./identities/policy-reassigned";
import { integrationDestroyed } from "./integrations/integration-destroyed";
import { integrationRecreated } from "./integrations/integration-recreated";
import { mappingStays } from "./integrations/mapping-stays";
import { answerNotKnown } from "./plan/answer-not-known";
import { certificatesNotVerified } from "./plan/certificates-not-verified";
import { checkFailed } from "./plan/check-failed";
import { deletedStillNamed } from "./plan/deleted-still-named";
import { driftAccepted } from "./plan/drift-accepted";
import { driftUndone } from "./plan/drift-undone";
import { liveNotKnown } from "./plan/live-not-known";
import { networkChanged } from "./plan/network-changed";
import { objectForgotten } from "./plan/object-forgotten";
import { planErrored } from "./plan/plan-errored";
import { planPartial } from "./plan/plan-partial";
import { providerWarning } from "./plan/provider-warning";
import { lastWayRemoved } from "./policies/last-way-removed";
import { policyImpassable } from "./policies/policy-impassable";
import { policyLocksOut } from "./policies/policy-locks-out";
import { policyLoosened } from "./policies/policy-loosened";
import { policyOtherToken } from "./policies/policy-other-token";
import { secondFactorAdded } from "./policies/second-factor-added";
import { secondFactorDropped } from "./policies/second-factor-dropped";
import { notARotation } from "./rotations/not-a-rotation";
import { signerDisabled } from "./signers/signer-disabled";
import { signerRemoved } from "./signers/signer-removed";
import { signerTokenChanged } from "./signers/signer-token-changed";
import { slotReplacedWithIntegration } from "./tokens/slot-replaced-with-integration";
import { tokenEnds } from "./tokens/token-ends";
import { tokenForeign } from "./tokens/token-foreign";
import { tokenInClear } from "./tokens/token-in-clear";
import { tokenReplaced } from "./tokens/token-replaced";
import { tokenRevoked } from "./tokens/token-revoked";
import { tokenRotated } from "./tokens/token-rotated";

/** Every rule. A new one is added here. */
export const ALL_RULES: readonly Rule[] = [
  planErrored,
  planPartial,
  notARotation,
  driftUndone,
  driftAccepted,
  networkChanged,
  deletedStillNamed,
  objectForgotten,
  answerNotKnown,
  certificatesNotVerified,
  checkFailed,
  providerWarning,
  liveNotKnown,
  policyLocksOut,
  policyOtherToken,
  lastWayRemoved,
  policyImpassable,
  policyLoosened,
  secondFactorAdded,
  secondFactorDropped,
  signerDisabled,
  signerRemoved,
  signerTokenChanged,
  mappingLocksOut,
  externalIdLost,
  externalIdChanged,
  externalIdMutable,
  externalIdNone,
  externalIdUnmatched,
  identitiesRenamed,
  identitiesClash,
  policyReassigned,
  mappingOnOldIntegration,
  mappingStays,
  integrationDestroyed,
  integrationRecreated,
  tokenReplaced,
  tokenRotated,
  tokenRevoked,
  tokenEnds,
  tokenInClear,
  tokenForeign,
  slotReplacedWithIntegration,
];
