import type { Schema } from "../schema/schema";
import type { ConfigOf } from "../schema/types";
import type { Diagnostics } from "./diagnostics";
import type { PrivateState } from "./private-state";

/** What every handler that may use the API receives. */
export interface Call<Context> {
  /** What the provider's configure function returned. */
  readonly context: Context;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}

/** What every handler for one stored object receives. */
export interface ObjectCall<Context> extends Call<Context> {
  /** The provider's own data about the object. Terraform stores what the handler sets here. */
  readonly privateState: PrivateState;
}

export interface ValidateRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  readonly diagnostics: Diagnostics;
}
