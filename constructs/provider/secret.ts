import { type TerraformVariable, Token } from "../framework";

/**
 * A secret, as a reference to where Terraform has it. It is no text, so that no secret can come into the
 * synthesized JSON by accident.
 */
export class Secret {
  /** A variable of the stack. Mark it `sensitive`. Terraform reads it from `TF_VAR_<name>`, for example. */
  static fromVariable(variable: TerraformVariable): Secret {
    return new Secret(variable.stringValue);
  }

  /**
   * An attribute of a resource or data source, such as one of a secret store. Throws TypeError for a plain
   * text.
   */
  static fromReference(reference: string): Secret {
    if (Token.isUnresolved(reference)) return new Secret(reference);
    throw new TypeError(
      "Secret.fromReference needs a reference such as store.secretString, got a plain text; put the secret " +
        "into a TerraformVariable and use Secret.fromVariable",
    );
  }

  private constructor(
    /** A placeholder that becomes the Terraform reference at synthesis. */
    readonly reference: string,
  ) {}

  /** The text for logs and snapshots. */
  toJSON(): string {
    return "<secret>";
  }
}
