import type { References } from "./references";
import type { SecretMask } from "./secrets";
import type { Value, Values } from "./values";

/** What Terraform does to an object. `replace` deletes or forgets the old object and creates another. */
export type Action = "no-op" | "create" | "read" | "update" | "delete" | "replace" | "forget";

/** What the plan does to one resource of ours. */
export interface PlannedChange {
  /** Address of the instance, as in `module.idp["okta"].netfoundry_jwt_signer.idp`. */
  readonly address: string;
  /** Address of the block in the configuration: the address without instance keys. */
  readonly block: string;
  /** Address of its module instance; empty for the root module. */
  readonly module: string;
  readonly previousAddress: string | null;
  /** The resource type, as in `netfoundry_jwt_signer`. */
  readonly type: string;
  readonly action: Action;
  /** Whether the former object stays and Terraform forgets it: alone, or when a new one replaces it. */
  readonly isForgotten: boolean;
  /** Whether a replacement deletes the old object before it makes the new one. */
  readonly isDeletedFirst: boolean;
  readonly isImport: boolean;
  /** Terraform's reason, as in `replace_by_request`; null when it gives none. */
  readonly reason: string | null;
  /** Null when there was no object. */
  readonly before: Values | null;
  /** Null when there is no object afterwards. */
  readonly after: Values | null;
}

/** The numbers of changes of every provider in the plan. */
export interface ChangeCounts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly replace: number;
  readonly forget: number;
  readonly import: number;
  readonly move: number;
}

/** What the plan does to an output of the root module. */
export interface PlannedOutput {
  readonly name: string;
  readonly action: Action;
  /** Null when there was no output. */
  readonly before: Value;
  /** Null when there is no output afterwards. */
  readonly after: Value;
}

/** A failing `check` block or condition of the configuration. */
export interface FailedCheck {
  readonly address: string;
  readonly messages: readonly string[];
}

/** A plan, as far as the review needs it. It shows no secret: those are `Sensitive`, or masked. */
export interface Plan {
  readonly terraformVersion: string;
  /** When the plan was made (RFC 3339); null when it does not say. */
  readonly timestamp: string | null;
  /** Planning failed, so that the changes are not all there. */
  readonly isErrored: boolean;
  /** Why the plan is only a part of what the configuration asks for; null when it is the whole. */
  readonly partial: "target" | "deferred" | null;
  /** The plan changes the state alone, to what was found. */
  readonly isRefreshOnly: boolean;
  readonly changes: readonly PlannedChange[];
  /** As `changes`, of the resources of other providers. */
  readonly otherChanges: readonly PlannedChange[];
  readonly outputs: readonly PlannedOutput[];
  /** Addresses of the actions that the apply calls. */
  readonly calledActions: readonly string[];
  readonly drift: readonly PlannedChange[];
  readonly counts: ChangeCounts;
  /** As `counts`, of our resources alone. */
  readonly ownCounts: ChangeCounts;
  /** Addresses of our provider blocks that switch off the check of certificates. */
  readonly insecureProviders: readonly string[];
  readonly failedChecks: readonly FailedCheck[];
  readonly references: References;
  readonly secrets: SecretMask;
}
