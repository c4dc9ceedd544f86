import type { Severity } from "../findings/finding";
import type { Report, Verdict } from "../report/report";

/** The verdict as a word. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  clean: "Clean",
  attention: "Attention",
  blocked: "Blocked",
};

/** The verdict with its reason, in one line. */
export function headline({ verdict, findings, changes }: Report): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  if (verdict === "clean") return `${VERDICT_WORDS.clean}: ${calm(changes.own)}`;
  const [blocked, attention] = [count("blocked"), count("attention")];
  const parts = [
    ...(blocked === 0 ? [] : [`${some(blocked, "finding blocks", "findings block")} the change`]),
    ...(attention === 0 ? [] : [`${some(attention, "finding needs a look", "findings need a look")}`]),
  ];
  return `${VERDICT_WORDS[verdict]}: ${parts.join(", ")}`;
}

/** The number of changes of our objects, in one line. A plan that failed may lack some of them. */
export function changeLine({ changes, findings }: Report): string {
  const { create, update, delete: destroy, replace, forget, import: imports, move } = changes.own;
  const parts = [
    [create, "to create"],
    [update, "to change"],
    [replace, "to replace"],
    [destroy, "to destroy"],
    [forget, "to forget"],
    [imports, "to import"],
    [move, "to move"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  if (shown.length > 0) return shown.join(", ");
  const hasFailed = findings.some(({ code }) => code === "plan-errored");
  return hasFailed ? "the plan failed before it showed a change" : "nothing to change";
}

function calm(own: Report["changes"]["own"]): string {
  const isChanging = Object.values(own).some((count) => count > 0);
  return isChanging
    ? "nobody's sign-in changes, and nothing else needs a look."
    : "the plan changes nothing of NetFoundry.";
}

function some(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The people of a finding in brackets, as in `25 of 40`; empty without a number. */
export function numbers({ counts }: Report["findings"][number]): string {
  const { people, of } = counts;
  return people === undefined || of === undefined || of === people ? "" : `${people} of ${of}`;
}

/** The address; `the plan` for a finding about the plan as a whole. */
export function place({ address }: Report["findings"][number]): string {
  return address === "" ? "the plan" : address;
}
