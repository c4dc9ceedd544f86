import { isNobody } from "../../contract/sign-in/count";
import { OBSTACLE_REASONS } from "../../contract/sign-in/obstacle-reasons";
import type { SignInChange } from "../../contract/sign-in/sign-in-change";
import type { DiagnosticText } from "../../tfplugin";
import { HOW_COUNTED, identities, REMEDIES, sentence } from "./words";

/** What a lock-out warning says besides the numbers. */
export interface LockOut {
  /** What changes, by kind and name: `auth policy "Staff"`. */
  readonly subject: string;
  readonly change: SignInChange;
  /** Which token serves after the change. Completes "They need …". */
  readonly token: string;
  /** More lines: where the identities are, or what else happens to them. */
  readonly more?: readonly string[];
}

/**
 * The warning of what a change does to sign-in; null when everybody keeps it. Terraform folds warnings of
 * equal summary. So the summary names the gravest effect and the object.
 */
export function lockOutWarning({ subject, change, token, more = [] }: LockOut): DiagnosticText | null {
  const { lose, needAnotherToken, needSecondFactor, obstacles } = change;
  const because = obstacles.map((obstacle) => OBSTACLE_REASONS[obstacle]).join("; or ");
  const effects = [
    {
      count: lose,
      verb: "lose sign-in",
      detail:
        because === ""
          ? "This depends on values that are known only after apply. Apply what they come from first, with " +
            "-target, and plan again."
          : `They cannot sign in any more, because ${because}. ` +
            obstacles.map((obstacle) => REMEDIES[obstacle]).join(" "),
    },
    {
      count: needAnotherToken,
      verb: "need another token",
      detail: `They need ${token}. Let the identity provider issue it before you apply.`,
    },
    {
      count: needSecondFactor,
      verb: "need a second factor",
      detail:
        "The auth policy now asks for a one-time code or a second token. Tell them how to get it before " +
        "you apply.",
    },
  ].filter(({ count }) => !isNobody(count));
  const [gravest] = effects;
  if (gravest === undefined) return null;
  return {
    summary: sentence(`${identities(gravest.count, gravest.verb)}: ${subject}`),
    detail: [
      ...effects.map(({ count, verb, detail }) => `- ${identities(count, verb)}. ${detail}`),
      ...more,
      HOW_COUNTED,
    ].join("\n"),
  };
}
