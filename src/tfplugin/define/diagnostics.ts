import { formatPath, type Path } from "../value/path";

/** The words of a diagnostic. */
export interface DiagnosticText {
  /** One line: what is wrong. */
  readonly summary: string;
  /** What happened, what was allowed, what to do. */
  readonly detail?: string;
  /** The attribute at fault: a name, or the path to a nested attribute. */
  readonly attribute?: string | Path;
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path: Path;
}

/** Collects errors and warnings. Every function that a provider author writes receives one. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];

  /** Reports an error, which stops the run. */
  error(text: DiagnosticText): void {
    this.list.push(diagnostic("error", text));
  }

  /** Reports a warning. */
  warning(text: DiagnosticText): void {
    this.list.push(diagnostic("warning", text));
  }

  /**
   * Turns anything thrown into an error. `doing` completes "Could not …" when the error brings no summary.
   */
  thrown(error: unknown, doing: string): void {
    if (error instanceof DiagnosticError) this.error(error.text);
    else this.error({ summary: `Could not ${doing}`, detail: messageOf(error) });
  }

  /** Turns anything thrown into a warning, for work whose failure must not stop the run. */
  thrownAsWarning(error: unknown, doing: string): void {
    if (error instanceof DiagnosticError) this.warning(error.text);
    else this.warning({ summary: `Could not ${doing}`, detail: messageOf(error) });
  }

  get hasErrors(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

/** A handler throws this to fail with its own words. */
export class DiagnosticError extends Error {
  readonly text: DiagnosticText;

  constructor(text: DiagnosticText, options?: ErrorOptions) {
    super(text.detail ? `${text.summary}: ${text.detail}` : text.summary, options);
    this.name = "DiagnosticError";
    this.text = text;
  }
}

/**
 * The message of anything thrown, followed by its causes. It leaves the stack out: a practitioner cannot use
 * one.
 */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message || error.name;
  return error.cause instanceof Error ? `${text}: ${messageOf(error.cause)}` : text;
}

function diagnostic(severity: Diagnostic["severity"], text: DiagnosticText): Diagnostic {
  const path = typeof text.attribute === "string" ? [text.attribute] : (text.attribute ?? []);
  const detail = text.detail ?? "";
  return { severity, summary: text.summary, detail: withDeepPath(path, detail), path };
}

/** Terraform can point only at a top-level attribute, so the text must name a deeper path. */
function withDeepPath(path: Path, detail: string): string {
  const shown = formatPath(path);
  if (path.length < 2 || detail.includes(shown)) return detail;
  return detail === "" ? `Attribute ${shown}` : `Attribute ${shown}: ${detail}`;
}
