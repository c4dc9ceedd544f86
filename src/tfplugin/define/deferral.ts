import { DiagnosticError, type DiagnosticText } from "./diagnostics";

/**
 * Why an object waits: part of a configuration is unknown, or something that the object needs does not exist.
 */
export type DeferralReason = "resourceConfigUnknown" | "providerConfigUnknown" | "absentPrerequisite";

/**
 * A plan, read, import or open handler throws this to postpone the object to a later run. Where Terraform
 * does not allow that, the text becomes an error. Stable releases up to 1.14 do not allow it.
 */
export class Deferral extends DiagnosticError {
  readonly reason: DeferralReason;

  constructor(reason: DeferralReason, text: DiagnosticText) {
    super(text);
    this.name = "Deferral";
    this.reason = reason;
  }
}
