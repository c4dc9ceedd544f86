import { writeNow } from "../wire/output";

/** The level of a log line, in Terraform's words. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

const LEVELS: readonly string[] = ["trace", "debug", "info", "warn", "error"] satisfies LogLevel[];

/** Values in a log line, beside the message. Never put a secret here. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes log lines that Terraform can read. Without TF_LOG or TF_LOG_PROVIDER it writes nothing. */
export type Logger = { readonly [Level in LogLevel]: (message: string, fields?: LogFields) => void };

/**
 * Makes a logger that follows TF_LOG and TF_LOG_PROVIDER.
 * @param write receives the lines. A plugin writes them to standard error.
 */
export function createLogger(
  environment: NodeJS.ProcessEnv,
  write: (line: string) => void,
  now: () => Date = () => new Date(),
): Logger {
  const at = (level: LogLevel) => {
    const isOn = isLogged(level, environment);
    return (message: string, fields?: LogFields) => {
      if (isOn) write(logLine(level, message, fields, now()));
    };
  };
  return { trace: at("trace"), debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** The logger of this process. */
export const logger: Logger = createLogger(process.env, (line) => writeNow(2, line));

/** Whether TF_LOG and TF_LOG_PROVIDER ask for lines of a level. */
export function isLogged(level: LogLevel, { TF_LOG_PROVIDER, TF_LOG }: NodeJS.ProcessEnv): boolean {
  return LEVELS.indexOf(level) >= leastLevel(TF_LOG_PROVIDER || TF_LOG || "");
}

/** A log line in JSON, in go-plugin's form (log_entry.go). */
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
    // Terraform reads the line as plain text unless the fraction has exactly six digits.
    "@timestamp": now.toISOString().replace("Z", "000Z"),
  };
  return `${JSON.stringify(line)}\n`;
}

function leastLevel(setting: string): number {
  if (setting === "" || setting.toLowerCase() === "off") return LEVELS.length;
  const level = LEVELS.indexOf(setting.toLowerCase());
  // As in terraform, "json" and every unknown word mean all levels.
  return Math.max(level, 0);
}
