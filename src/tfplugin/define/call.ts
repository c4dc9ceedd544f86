import type { Schema } from "../schema/schema";
import type { ConfigOf } from "../schema/types";
import type { Diagnostics } from "./diagnostics";
import type { PrivateState } from "./private-state";

/** What every call that may use the API gets. */
export interface Call<Context> {
  /** What the provider's configure function returned. */
  readonly context: Context;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}

/** What every call about one stored object gets. */
export interface ObjectCall<Context> extends Call<Context> {
  /** Data of the provider's own that Terraform stores with the object. What is set is stored with the answer. */
  readonly privateState: PrivateState;
}

export interface ValidateRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  readonly diagnostics: Diagnostics;
}
