import type { Expectation } from "../common/expectation";
import type { ScimConnection } from "../common/scim-client";
import type { Inspection } from "./inspection";
import type { ScenarioDirectory } from "./scenario-directory";

/** What a scenario needs beside the connection. */
export interface ScenarioContext {
  readonly directory: ScenarioDirectory;
  readonly inspect: Inspection;
  /** Marks a point at which a caller can look at the state of the server, as in `disabled`. */
  checkpoint(name: string): Promise<void>;
  /** Says that days pass at the provider. Does not wait. */
  later(days: number): Promise<void>;
}

/** A named sequence of requests as one identity provider sends them. */
export interface Scenario {
  /** In kebab-case, as in `group-push`. Unique among the scenarios of the provider. */
  readonly name: string;
  /** What happens, in a few words. */
  readonly title: string;
  /** The variants that it runs in. Null for all. */
  readonly variants: readonly string[] | null;
  /** Sends the requests. Throws ScimRequestError where the provider would give up. */
  readonly run: (connection: ScimConnection, variant: string, context: ScenarioContext) => Promise<void>;
}

/** One way in which a provider is set up. */
export interface Variant {
  readonly name: string;
  /** The query after the integration URL, as in `aadOptscim062020`. Empty for none. */
  readonly query: string;
  readonly title: string;
}

/** One identity provider with its scenarios. */
export interface ScenarioSet {
  /** As on the command line: `okta`, `entra`, `google`. */
  readonly key: string;
  /** For people, as in `Microsoft Entra ID`. */
  readonly name: string;
  /** At least one. The first is the usual one. */
  readonly variants: readonly Variant[];
  /** What the provider relies on in every answer. */
  readonly rules: readonly Expectation[];
  readonly scenarios: readonly Scenario[];
}
