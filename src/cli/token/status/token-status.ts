import { milliseconds } from "../../../settings/connection-settings";
import { VARIABLES, variable } from "../../../settings/environment";
import { picture } from "../../../token-slots/picture/picture";
import type { StatusReport } from "../../../token-slots/report/report";
import { statusReport } from "../../../token-slots/report/status-report";
import type { StateSlot } from "../../../token-slots/state/state-slot";
import { usageError } from "../../errors/cli-error";
import type { FailOn } from "../../errors/verdict-exit-code";
import { fromSettings } from "../../input/from-settings";
import { readInput } from "../../input/read-input";
import { showsUnicode } from "../../output/shows-unicode";
import { styled, type Terminal } from "../../output/terminal";
import { wrapped } from "../../output/wrap";
import { slotNamed, slotsOfState } from "../slots-of-state";
import { askApi } from "./ask-api";

/** The options of `netfoundry-scim token status`. */
export interface StatusOptions {
  readonly state?: string;
  readonly address?: string;
  readonly live?: boolean;
  /** Id or name of the only integration to ask the API about. */
  readonly integration?: string;
  /** RFC 3339. */
  readonly at?: string;
  readonly json?: boolean;
  readonly failOn: FailOn;
}

const WHAT_TO_GIVE = "Give a state: terraform show -json | netfoundry-scim token status --state -";

/** Prints where each token stands. Returns the report. Throws CliError, and as the client does. */
export async function tokenStatus(
  options: StatusOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<StatusReport> {
  const { state, address, live, integration, at } = options;
  if (address !== undefined && state === undefined) throw usageError("--address goes with --state.");
  if (integration !== undefined && state !== undefined)
    throw usageError("--integration asks the API alone. With --state, --address names a token.");
  const expiringMs = expiryWarning(environment);
  const slots = state === undefined ? null : chosen(await readInput(state, WHAT_TO_GIVE), address);
  const integrations = slots === null || live === true ? await askApi(slots, environment, integration) : null;
  const moment = { at: at === undefined ? Date.now() : Date.parse(at), expiringMs };
  const report = statusReport({ slots, integrations, ...moment });
  terminal.write(options.json === true ? jsonText(report) : pictureFor(terminal, environment, report));
  return report;
}

function chosen(text: string, address: string | undefined): readonly StateSlot[] {
  const slots = slotsOfState(text);
  return address === undefined ? slots : [slotNamed(slots, address)];
}

/** As the provider reads it. Undefined when it is not set. */
function expiryWarning(environment: NodeJS.ProcessEnv): number | undefined {
  const text = variable(environment, VARIABLES.expiry_warning);
  return text === null ? undefined : fromSettings("", () => milliseconds("expiry_warning", text));
}

function jsonText(report: StatusReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function pictureFor(terminal: Terminal, environment: NodeJS.ProcessEnv, report: StatusReport): string {
  return picture(report, {
    columns: terminal.columns,
    unicode: showsUnicode(terminal, environment),
    paint: (style, text) => styled(terminal, style, text),
    wrap: wrapped,
  });
}
