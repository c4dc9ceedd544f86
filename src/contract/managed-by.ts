import * as z from "zod/mini";
import { timestamp } from "./common";

/** Header of a write that names where the object's code is, percent-encoded UTF-8. The provider sends it. */
export const MANAGED_BY_HEADER = "x-managed-by";

/** The most characters of the text in that header, after decoding. */
export const MAX_MANAGED_BY = 200;

/** With what the `User-Agent` of the provider begins. Its version follows, then `(Terraform <version>)`. */
export const PROVIDER_AGENT = "terraform-provider-netfoundry/";

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
