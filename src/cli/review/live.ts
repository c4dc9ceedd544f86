import type { LiveAnswers } from "../../review/live/answers";
import { askLive } from "../../review/live/ask-live";
import type { Plan } from "../../review/plan/plan";
import { environmentClient } from "../input/environment-client";

/**
 * Asks the API with the provider's environment variables. What cannot be reached becomes
 * a finding of the review.
 */
export async function liveAnswers(plan: Plan): Promise<LiveAnswers> {
  const { client, kind } = environmentClient("--live", process.env);
  try {
    return await askLive(plan, client, kind);
  } finally {
    client.close();
  }
}
