import type { Expectation } from "../common/expectation";
import type { ScimConnection } from "../common/scim-client";
import type { Inspection } from "./inspection";
import type { ScenarioDirectory } from "./scenario-directory";

/** What a scenario works with. */
export interface ScenarioContext {
  readonly directory: ScenarioDirectory;
  readonly inspect: Inspection;
  /** Marks a point at which the state of the server can be looked at, as in `disabled`. */
  checkpoint(name: string): Promise<void>;
  /** Says that days pass at the provider. Does not wait. */
  later(days: number): Promise<void>;
}

/** A named sequence of requests as one identity provider sends them. */
export interface Scenario {
  /** In kebab-case, as in `group-push`; unique for its provider. */
  readonly name: string;
  /** What happens, in a few words. */
  readonly title: string;
  /** The variants it runs in; null: all. */
  readonly variants: readonly string[] | null;
  /** Sends the requests. Throws ScimRequestError where the provider would give up. */
  readonly run: (connection: ScimConnection, variant: string, context: ScenarioContext) => Promise<void>;
}

/** One way in which a provider is set up. */
export interface Variant {
  readonly name: string;
  /** What is behind the integration URL, as in `?aadOptscim062020`; empty: nothing. */
  readonly query: string;
  readonly title: string;
}

/** One identity provider with its scenarios. */
export interface ScenarioSet {
  /** As on the command line: `okta`, `entra`, `google`. */
  readonly key: string;
  /** For people, as in `Microsoft Entra ID`. */
  readonly name: string;
  /** At least one; the first is the usual one. */
  readonly variants: readonly Variant[];
  /** What the provider relies on in every answer. */
  readonly rules: readonly Expectation[];
  readonly scenarios: readonly Scenario[];
}
