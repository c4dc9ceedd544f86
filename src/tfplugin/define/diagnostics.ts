import { formatPath, type Path } from "../value/path";

/** What a practitioner is told. */
export interface DiagnosticText {
  /** One line: what is wrong. */
  readonly summary: string;
  /** What happened, what was allowed, what to do. */
  readonly detail?: string;
  /** The attribute it is about: a name, or the path to a nested one. */
  readonly attribute?: string | Path;
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path: Path;
}

/** Gathers what is to be told; handed to every function a provider author writes. */
export class Diagnostics {
  readonly list: Diagnostic[] = [];

  /** Reports something that must stop the run. */
  error(text: DiagnosticText): void {
    this.list.push(diagnostic("error", text));
  }

  /** Reports something worth knowing. */
  warning(text: DiagnosticText): void {
    this.list.push(diagnostic("warning", text));
  }

  /** Turns anything thrown into an error. `doing` completes "Could not …" for errors that bring no summary. */
  thrown(error: unknown, doing: string): void {
    if (error instanceof DiagnosticError) this.error(error.text);
    else this.error({ summary: `Could not ${doing}`, detail: messageOf(error) });
  }

  /** The same for work that only looks ahead and whose failure must not stop anything. */
  thrownAsWarning(error: unknown, doing: string): void {
    if (error instanceof DiagnosticError) this.warning(error.text);
    else this.warning({ summary: `Could not ${doing}`, detail: messageOf(error) });
  }

  get hasErrors(): boolean {
    return this.list.some(({ severity }) => severity === "error");
  }
}

/** Thrown by a handler to fail with a diagnostic of its own wording. */
export class DiagnosticError extends Error {
  readonly text: DiagnosticText;

  constructor(text: DiagnosticText, options?: ErrorOptions) {
    super(text.detail ? `${text.summary}: ${text.detail}` : text.summary, options);
    this.name = "DiagnosticError";
    this.text = text;
  }
}

/** The message of anything thrown, with the causes behind it. Never the stack: it helps nobody who reads a plan. */
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

/** Terraform marks the line of a top-level attribute only, so a deeper path has to be said in words. */
function withDeepPath(path: Path, detail: string): string {
  const shown = formatPath(path);
  if (path.length < 2 || detail.includes(shown)) return detail;
  return detail === "" ? `Attribute ${shown}` : `Attribute ${shown}: ${detail}`;
}
