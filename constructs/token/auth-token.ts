import { type IResolvable, Token } from "../framework";

/**
 * The auth token of an integration, as a reference. Its value exists only in Terraform. Give it to a
 * sensitive TerraformOutput or to a secret store. `toString()` returns a text where one is needed.
 */
export class AuthToken implements IResolvable {
  /** The framework's interface requires this member. It stays empty. */
  readonly creationStack: string[] = [];

  /** `reference` is the token attribute of a resource. */
  constructor(private readonly reference: string) {}

  /** Returns the Terraform reference. The framework calls this at synthesis. */
  resolve(): string {
    return this.reference;
  }

  /** A placeholder that becomes the Terraform reference at synthesis. */
  toString(): string {
    return Token.asString(this);
  }

  /** The text for logs and snapshots. */
  toJSON(): string {
    return "<auth token>";
  }
}
