import * as z from "zod/mini";

const change = z.object({
  actions: z.array(z.string()),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  after_unknown: z.optional(z.unknown()),
  before_sensitive: z.optional(z.unknown()),
  after_sensitive: z.optional(z.unknown()),
  importing: z.optional(z.unknown()),
});

const resourceChange = z.object({
  address: z.string(),
  previous_address: z.optional(z.string()),
  module_address: z.optional(z.string()),
  mode: z.optional(z.string()),
  type: z.string(),
  name: z.string(),
  deposed: z.optional(z.string()),
  change,
  action_reason: z.optional(z.string()),
});
export type ResourceChangeJson = z.infer<typeof resourceChange>;

/**
 * The part of `terraform show -json` of a plan that the review reads (format version 1). OpenTofu writes
 * neither `applyable` nor `complete`.
 */
export const planJson = z.object({
  format_version: z.string(),
  terraform_version: z.optional(z.string()),
  resource_changes: z.optional(z.array(resourceChange)),
  resource_drift: z.optional(z.array(resourceChange)),
  deferred_changes: z.optional(z.array(z.unknown())),
  output_changes: z.optional(z.record(z.string(), change)),
  /** Terraform 1.14 and later. */
  action_invocations: z.optional(z.array(z.object({ address: z.string() }))),
  /** Read for secrets alone, and never shown. */
  prior_state: z.optional(z.unknown()),
  /** Read for secrets alone, and never shown. */
  planned_values: z.optional(z.unknown()),
  /** Read for secrets alone, and never shown. */
  variables: z.optional(z.unknown()),
  configuration: z.optional(z.unknown()),
  checks: z.optional(z.unknown()),
  timestamp: z.optional(z.string()),
  applyable: z.optional(z.boolean()),
  complete: z.optional(z.boolean()),
  errored: z.optional(z.boolean()),
});
export type PlanJson = z.infer<typeof planJson>;
