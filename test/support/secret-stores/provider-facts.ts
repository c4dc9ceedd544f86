import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/**
 * What the published schema of a provider says of one attribute, as `terraform providers schema -json` does.
 */
export interface AttributeFacts {
  readonly type: "string" | "number" | "bool";
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  /** Whether another value replaces the resource. The JSON of a schema does not tell. */
  readonly replaces?: boolean;
}

/** Facts about a provider, recorded by hand: those attributes that the examples and tests need. */
export interface ProviderFacts {
  /** Its address, as in `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, Readonly<Record<string, AttributeFacts>>>>;
}

/** Providers with recorded facts: files of test/fixtures/provider-schemas. */
export type RecordedProvider = "aws" | "github" | "vault";

export function providerFacts(name: RecordedProvider): ProviderFacts {
  const folder = resolve(__dirname, "../../fixtures/provider-schemas");
  return JSON.parse(readFileSync(resolve(folder, `${name}.json`), "utf8"));
}
