import type { Place } from "../../as-code/model/adopted";
import type { Kind } from "../../as-code/model/kind";
import type { ObjectValue } from "../../tfplugin";

/** An object of the live network, as an import of the provider shows it. */
export interface Found {
  readonly kind: Kind;
  /** Name of the object, or of the integration that it belongs to. */
  readonly name: string;
  /** The id that imports it. */
  readonly id: string;
  readonly state: ObjectValue;
  /** What the provider stores beside the state. */
  readonly privateData: Uint8Array;
}

/** An integration with what belongs to it. */
export interface FoundIntegration extends Found {
  /** Id of the auth policy that its mapping assigns. */
  readonly policyId: string;
  /** Null when the selection leaves it out. */
  readonly mapping: Found | null;
  /** Null when the selection leaves it out, and when no token lives. */
  readonly token: Found | null;
  readonly hasLiveToken: boolean;
}

/** What was read of the live network, as far as the selection asks for it. */
export interface FoundNetwork {
  readonly place: Place;
  readonly signers: readonly Found[];
  readonly policies: readonly Found[];
  readonly integrations: readonly FoundIntegration[];
}
