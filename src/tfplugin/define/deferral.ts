import { DiagnosticError, type DiagnosticText } from "./diagnostics";

/** Why something is put off: what is not known yet, or that something it needs does not exist yet. */
export type DeferralReason = "resourceConfigUnknown" | "providerConfigUnknown" | "absentPrerequisite";

/**
 * Thrown by a handler that looks (plan, read, import, open) to put the object off to a later run. Where Terraform does not
 * allow that (stable releases up to 1.14 do not), it is an error with the given text instead.
 */
export class Deferral extends DiagnosticError {
  readonly reason: DeferralReason;

  constructor(reason: DeferralReason, text: DiagnosticText) {
    super(text);
    this.name = "Deferral";
    this.reason = reason;
  }
}
