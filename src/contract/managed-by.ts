import * as z from "zod/mini";
import { timestamp } from "./common";

/**
 * The tool that last wrote an object of the API, as a screen warns of it before an edit by hand. A write by
 * something else keeps it. It is no part of the object: it changes no version and no `updatedAt`.
 */
export const managedBy = z.object({
  /** `Terraform`, or a tool of a newer API. */
  tool: z.string(),
  /** Version of the tool. Null when it did not say. */
  version: z.nullable(z.string()),
  /** Free text of the provider's `managed_by`, as a repository. Null when it is not set. */
  source: z.nullable(z.string()),
  lastAppliedAt: timestamp,
});
export type ManagedBy = z.infer<typeof managedBy>;
