import { writeNow } from "../wire/output";

/** How loud a log line is, in Terraform's words. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

const LEVELS: readonly string[] = ["trace", "debug", "info", "warn", "error"] satisfies LogLevel[];

/** Values that go with a log line. Never put a secret here. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes log lines Terraform can read; without TF_LOG or TF_LOG_PROVIDER nothing is written. */
export type Logger = { readonly [Level in LogLevel]: (message: string, fields?: LogFields) => void };

/**
 * A logger that follows TF_LOG and TF_LOG_PROVIDER of the environment.
 * @param write where the lines go; standard error in a plugin.
 */
export function createLogger(
  environment: NodeJS.ProcessEnv,
  write: (line: string) => void,
  now: () => Date = () => new Date(),
): Logger {
  const least = leastLevel(environment.TF_LOG_PROVIDER || environment.TF_LOG || "");
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    if (LEVELS.indexOf(level) >= least) write(logLine(level, message, fields, now()));
  };
  return { trace: at("trace"), debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** The process's own logger. */
export const logger: Logger = createLogger(process.env, (line) => writeNow(2, line));

/** One line of JSON as go-plugin reads it (log_entry.go). */
export function logLine(
  level: LogLevel,
  message: string,
  fields: LogFields = {},
  now: Date = new Date(),
): string {
  const line = {
    ...fields,
    "@level": level,
    "@message": message,
    "@module": "provider",
    // Exactly six fraction digits, or terraform takes the whole line for plain text.
    "@timestamp": now.toISOString().replace("Z", "000Z"),
  };
  return `${JSON.stringify(line)}\n`;
}

function leastLevel(setting: string): number {
  if (setting === "" || setting.toLowerCase() === "off") return LEVELS.length;
  const level = LEVELS.indexOf(setting.toLowerCase());
  // "json" and anything else terraform does not know mean everything.
  return Math.max(level, 0);
}
