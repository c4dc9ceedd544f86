import {
  type MappingAnswer,
  type MappingPreview,
  mapping,
  mappingPreview,
} from "../../contract/gateway/mapping";
import type { CallOptions } from "../settings";
import type { GatewayCalls } from "./gateway";
import { INTEGRATIONS_PATH, type Integrations } from "./integrations";

/** The mapping settings of an integration. */
export class Mappings {
  constructor(
    private readonly gateway: GatewayCalls,
    private readonly integrations: Integrations,
  ) {}

  get(integrationId: string, options: CallOptions = {}): Promise<MappingAnswer> {
    return this.gateway.call({ ...options, method: "GET", path: pathOf(integrationId) }, mapping);
  }

  /**
   * Replaces the settings and applies them to every identity of the integration. An embedded network does so
   * in one transaction. A gateway commits what they shall be, and its controller gets them one by one after
   * that.
   */
  put(integrationId: string, body: MappingAnswer, options: CallOptions = {}): Promise<MappingAnswer> {
    const call = { ...options, method: "PUT", path: pathOf(integrationId), body } as const;
    return this.integrations.writing(integrationId, () => this.gateway.call(call, mapping));
  }

  /** Says what `put` would do. Changes nothing. */
  preview(integrationId: string, body: MappingAnswer, options: CallOptions = {}): Promise<MappingPreview> {
    const path = [...pathOf(integrationId), "preview"];
    return this.gateway.call({ ...options, method: "POST", path, body, repeatable: true }, mappingPreview);
  }
}

function pathOf(integrationId: string): readonly string[] {
  return [...INTEGRATIONS_PATH, integrationId, "mapping"];
}
