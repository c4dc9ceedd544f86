import type { Expectation } from "../common/expectation";
import type { ScimConnection } from "../common/scim-client";
import type { Inspection } from "./inspection";
import type { Cast } from "./scenario-directory";

/** Where a scenario plays. */
export interface Stage {
  readonly cast: Cast;
  readonly inspect: Inspection;
  /** Marks a moment at which the server's state says something, as in `disabled`. */
  reached(moment: string): Promise<void>;
  /** Time passes at the provider. Nothing is waited for. */
  later(days: number): Promise<void>;
}

/** A named sequence of requests as one identity provider sends them, which leaves nothing behind. */
export interface Scenario {
  /** In kebab-case, as in `group-push`; unique for its provider. */
  readonly name: string;
  /** What happens, in a few words. */
  readonly title: string;
  /** The variants it is played in; null: all. */
  readonly variants: readonly string[] | null;
  /** Throws ScimRequestError where the provider would give up. */
  readonly play: (connection: ScimConnection, variant: string, stage: Stage) => Promise<void>;
}

/** One way in which a provider is set up. */
export interface Variant {
  readonly name: string;
  /** What is behind the integration URL, as in `?aadOptscim062020`; empty: nothing. */
  readonly query: string;
  readonly title: string;
}

/** A provider with everything it can play. */
export interface Repertoire {
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
