import type { IConstruct } from "constructs";

/** A SCIM integration, of this stack or imported. */
export interface IScimIntegration extends IConstruct {
  /** Id of the integration. */
  readonly integrationId: string;
}
