import type { AnsweredTags } from "../../../contract/common";
import type { AuthPolicy } from "../../../contract/edge/auth-policy";
import type { JwtSigner } from "../../../contract/edge/jwt-signer";

/** An identity as a read of the controller shows it. */
export interface ControllerIdentity {
  readonly id: string;
  readonly name: string;
  /** Null for none. A controller writes none as the empty text. */
  readonly externalId: string | null;
  readonly authPolicyId: string;
  readonly roleAttributes: readonly string[];
  readonly tags: AnsweredTags;
  readonly disabled: boolean;
  /** When the identity is enabled again. Null when it is enabled, or disabled until somebody enables it. */
  readonly disabledUntil: string | null;
  readonly isAdmin: boolean;
  readonly isDefaultAdmin: boolean;
  /** False where the controller does not say. */
  readonly isSystem: boolean;
  /** `Default` for what may be a person. */
  readonly type: string;
  /** Empty before version 2.0. */
  readonly permissions: readonly string[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The settings of an identity that this server decides. Tags are texts only: a controller drops the rest. */
export interface ControllerSettings {
  readonly name: string;
  /** Null for none. The client sends the empty text: null would change nothing. */
  readonly externalId: string | null;
  readonly authPolicyId: string;
  readonly roleAttributes: readonly string[];
  /** The whole map: it replaces the one there. */
  readonly tags: AnsweredTags;
}

/** What one call may take. */
export interface CallLimits {
  /** Ends the call. What was sent may still be done: the call then throws Unanswered. */
  readonly signal?: AbortSignal;
}

/**
 * The controller's edge management API, with its traps cared for. **A write resolves only when a read by id
 * shows it.** So a change that the controller answers with 200 and drops is a Refused.
 *
 * Every call throws one of these (`controller-error.ts`):
 * - `Refused`: the controller does not take it, and will not while the clash is there. Nothing was changed.
 * - `Freed`: nothing was changed, and the clash has gone meanwhile.
 * - `Gone`: a read by id answers 404 to a write of one identity.
 * - `Unavailable`: nothing was changed, the same call may succeed later: no connection, 429, 503, 5xx of a
 *   read.
 * - `Unanswered`: the call was sent, and no answer tells whether it was done.
 * - `Unauthorized`: the account is refused, or lacks a right.
 */
export interface ControllerApi {
  readonly version: (limits?: CallLimits) => Promise<ControllerVersion>;
  /** The identity of the account that this server signs in with. */
  readonly currentIdentity: (limits?: CallLimits) => Promise<ControllerIdentity>;
  /** The administrator that a controller makes first, and that nobody can delete. */
  readonly defaultAdmin: (limits?: CallLimits) => Promise<ControllerIdentity | null>;

  /** Null only when the controller answers 404 to a read by id. */
  readonly readIdentity: (id: string, limits?: CallLimits) => Promise<ControllerIdentity | null>;
  /** Every identity with the tag. A scan there: use it only when an answer was lost. */
  readonly findByTag: (
    name: string,
    value: string,
    limits?: CallLimits,
  ) => Promise<readonly ControllerIdentity[]>;
  readonly findByExternalId: (externalId: string, limits?: CallLimits) => Promise<ControllerIdentity | null>;
  readonly findByName: (name: string, limits?: CallLimits) => Promise<ControllerIdentity | null>;

  /** Makes an identity that is no admin, of the type Default. */
  readonly create: (settings: ControllerSettings, limits?: CallLimits) => Promise<ControllerIdentity>;
  /** Changes the fields that are named, with one PATCH. No field: reads only. */
  readonly patch: (
    id: string,
    change: Partial<ControllerSettings>,
    limits?: CallLimits,
  ) => Promise<ControllerIdentity>;
  /** Disables until somebody enables. This ends the open sessions of the identity. */
  readonly disable: (id: string, limits?: CallLimits) => Promise<ControllerIdentity>;
  readonly enable: (id: string, limits?: CallLimits) => Promise<ControllerIdentity>;
  /** Resolves when a read by id answers 404, also when the identity was gone before. */
  readonly delete: (id: string, limits?: CallLimits) => Promise<void>;

  /** Page by page. Something deleted between two pages hides another one: absence is only a suspicion. */
  readonly listIdentities: (limits?: CallLimits) => AsyncIterable<readonly ControllerIdentity[]>;
  readonly listPolicies: (limits?: CallLimits) => Promise<readonly AuthPolicy[]>;
  readonly listSigners: (limits?: CallLimits) => Promise<readonly JwtSigner[]>;
}

/** What the controller says of itself. */
export interface ControllerVersion {
  /** As in `v1.6.20`. A build from source says `v0.0.0`. */
  readonly version: string;
}
