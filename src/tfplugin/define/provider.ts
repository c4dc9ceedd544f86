import type { Schema } from "../schema/schema";
import type { ConfigOf } from "../schema/types";
import type { Action } from "./action";
import type { ValidateRequest } from "./call";
import type { DataSource } from "./data-source";
import type { Diagnostics } from "./diagnostics";
import type { Ephemeral } from "./ephemeral";
import type { ProviderFunction } from "./function";
import type { ListResource } from "./list-resource";
import type { Resource } from "./resource";

export interface ConfigureRequest<S extends Schema> {
  /** The provider block. Any value may still be unknown while planning. */
  readonly config: ConfigOf<S>;
  readonly terraformVersion: string;
  readonly diagnostics: Diagnostics;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
}

/** A provider: its name, its configuration block and everything it offers. */
export interface ProviderDefinition<Context, S extends Schema> {
  /** The full source address, `registry.terraform.io/netfoundry/netfoundry`. */
  readonly address: string;
  readonly version: string;
  readonly schema: S;
  /** Rules that span attributes of the provider block. It must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /**
   * Makes the `context` that every handler receives. Return null only when part of the configuration is
   * unknown. Planning then goes on without a refresh of stored state, and apply fails.
   */
  configure(request: ConfigureRequest<S>): Promise<Context | null> | Context | null;
  /** By type name: `netfoundry_scim_integration`. */
  readonly resources: Readonly<Record<string, Resource<Context>>>;
  /** By type name. */
  readonly dataSources?: Readonly<Record<string, DataSource<Context>>>;
  /** By type name. */
  readonly ephemerals?: Readonly<Record<string, Ephemeral<Context>>>;
  /** By the type name of the managed resource whose objects are listed. */
  readonly listResources?: Readonly<Record<string, ListResource<Context>>>;
  /** By type name. */
  readonly actions?: Readonly<Record<string, Action<Context>>>;
  /** By the name after the provider's: `validate_scim_path`. */
  readonly functions?: Readonly<Record<string, ProviderFunction>>;
}

/** A provider with any configuration and any context. */
export type Provider = ProviderDefinition<unknown, Schema>;

/** Gives a provider definition its types from its schema and from what `configure` returns. */
export function defineProvider<Context, S extends Schema>(
  definition: ProviderDefinition<Context, S>,
): Provider {
  // The framework calls a handler only with the context that this provider's configure returned.
  return definition as unknown as Provider;
}
