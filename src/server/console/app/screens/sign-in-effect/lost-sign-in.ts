import { OBSTACLE_REASONS } from "../../../../../contract/sign-in/obstacle-reasons";
import type { SignInChange } from "../../../../../contract/sign-in/sign-in-change";

/** What happens to those who lose sign-in, and why. Completes "12 people …". */
export function lostSignIn({ obstacles }: Pick<SignInChange, "obstacles">): string {
  const because = obstacles.map((obstacle) => OBSTACLE_REASONS[obstacle]).join(", or ");
  return `can no longer sign in with a JWT${because === "" ? "" : `, because ${because}`}.`;
}
