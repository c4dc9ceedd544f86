import { type Count, exactly, NOT_COUNTED } from "../../contract/sign-in/count";
import type { IdentityNumbers, LiveAnswers } from "../live/answers";

/** Identities that are alike, but for their external ID. */
export interface PeopleByExternalId {
  readonly all: Count;
  readonly withExternalId: Count;
  readonly withoutExternalId: Count;
}

const NOT_ASKED: PeopleByExternalId = {
  all: NOT_COUNTED,
  withExternalId: NOT_COUNTED,
  withoutExternalId: NOT_COUNTED,
};

/** How many identities have a policy. Not counted when the API was not asked. */
export function peopleOfPolicy(live: LiveAnswers | null, id: string, networkId: string | null) {
  return numbersOf(live?.networks[networkId ?? ""]?.byPolicy[id]);
}

/** How many identities an integration has made. Not counted when the API was not asked. */
export function peopleOfIntegration(live: LiveAnswers | null, id: string): PeopleByExternalId {
  const found = Object.values(live?.networks ?? {}).find(
    ({ byIntegration }) => byIntegration[id] !== undefined,
  );
  return numbersOf(found?.byIntegration[id]);
}

function numbersOf(numbers: IdentityNumbers | undefined): PeopleByExternalId {
  if (numbers === undefined) return NOT_ASKED;
  const { identities, withoutExternalId } = numbers;
  return {
    all: exactly(identities),
    withExternalId: exactly(identities - withoutExternalId),
    withoutExternalId: exactly(withoutExternalId),
  };
}
