import { type Diagnostics, isUnknown } from "../../tfplugin";

type Config = Readonly<Record<string, unknown>>;
type Names = readonly [string, string];

/** Adds an error unless exactly one of the attributes is set. Tolerates unknown values. */
export function exactlyOne(config: Config, names: Names, diagnostics: Diagnostics): void {
  atMostOne(config, names, diagnostics);
  if (names.some((name) => config[name] !== null)) return;
  diagnostics.error({
    attribute: names[0],
    summary: `One of ${quoted(names)} is needed`,
    detail: "Each of them chooses the object. Set exactly one of them.",
  });
}

/** Adds an error when both attributes are set. Tolerates unknown values. */
export function atMostOne(config: Config, names: Names, diagnostics: Diagnostics): void {
  if (names.some((name) => config[name] === null || isUnknown(config[name]))) return;
  diagnostics.error({
    attribute: names[1],
    summary: `${quoted(names)} do not go together`,
    detail: "Each of them chooses the object. Keep one of them.",
  });
}

function quoted(names: Names): string {
  return names.map((name) => `"${name}"`).join(" and ");
}
