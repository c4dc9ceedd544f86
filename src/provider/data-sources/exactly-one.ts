import { type Diagnostics, isUnknown } from "../../tfplugin";

/** An error unless exactly one of the attributes is set; one that is not known yet may turn out either way. */
export function exactlyOne(
  config: Readonly<Record<string, unknown>>,
  names: readonly [string, string],
  diagnostics: Diagnostics,
): void {
  const set = names.filter((name) => config[name] !== null && !isUnknown(config[name]));
  const open = names.some((name) => isUnknown(config[name]));
  if (set.length === 1 || (set.length === 0 && open)) return;
  const both = names.map((name) => `"${name}"`).join(" and ");
  diagnostics.error({
    attribute: set.at(-1) ?? names[0],
    summary: set.length === 0 ? `One of ${both} is needed` : `${both} do not go together`,
    detail: "Each of them says which object is meant. Set exactly one of them.",
  });
}
