import type { OnlyKind } from "../../../src/review/findings/rule";
import type { Administrator } from "../../support/administrator";
import type { TerraformFolder } from "../../support/terraform-folder";

/** How the plan of a golden folder is made. */
export interface GoldenCase {
  /** The name of its folder. */
  readonly name: string;
  /** Applied first. */
  readonly before: string;
  /** Then planned; as before when it is left out. */
  readonly after?: string;
  /** How many people the integration `okta` has, if it has a token; 25 by default. */
  readonly people?: number;
  /** Changes something outside Terraform before the plan. */
  readonly meanwhile?: (admin: Administrator, space: TerraformFolder) => Promise<unknown>;
  readonly planArguments?: readonly string[];
  /** Whether the API is asked; true by default. */
  readonly live?: boolean;
  /** Whether the log of the plan is kept. */
  readonly log?: boolean;
  /** Settings of the server. */
  readonly server?: { readonly maxTokenOverlapSeconds?: number };
  /** The only kind of change that the plan may hold. */
  readonly only?: OnlyKind;
  /** Written as `review.yaml`. */
  readonly settings?: string;
  /** The clock of the report, in place of the plan's. */
  readonly now?: string;
  /** Files beside the configuration, and how they are when the plan is made. */
  readonly files?: Readonly<Record<string, string>>;
  readonly afterFiles?: Readonly<Record<string, string>>;
  /** Settings of the provider block. */
  readonly provider?: string;
  /** Whether the review asks with a wrong credential. */
  readonly wrongSecret?: boolean;
  /** Whether the plan is expected to fail. */
  readonly fails?: boolean;
}
