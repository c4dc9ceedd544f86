import { type IResolvable, Token } from "./framework";

/**
 * The auth token of an integration, as a reference: its value exists only in Terraform. Give it to a
 * sensitive TerraformOutput or to a secret store; `toString()` makes it fit where a text is asked for.
 */
export class AuthToken implements IResolvable {
  /** Part of the framework's interface; nothing is recorded. */
  readonly creationStack: string[] = [];

  /** `reference` is the token attribute of a resource. */
  constructor(private readonly reference: string) {}

  /** What the framework calls at synthesis: the Terraform reference. */
  resolve(): string {
    return this.reference;
  }

  /** A placeholder that becomes the Terraform reference at synthesis. */
  toString(): string {
    return Token.asString(this);
  }

  /** Says what it stands for, in logs and snapshots. */
  toJSON(): string {
    return "<auth token>";
  }
}
