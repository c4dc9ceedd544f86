/** The place of a value: attribute names, map keys and list indexes, outermost first. */
export type Path = readonly (string | number)[];

/** A path in Terraform's notation: `external_id.path`, `steps[1].run`, `tags["a b"]`. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join("");
}

function formatStep(step: string | number, position: number): string {
  if (typeof step === "number") return `[${step}]`;
  if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return position === 0 ? step : `.${step}`;
}
