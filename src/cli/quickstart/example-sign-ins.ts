import { type Directory, type Person, personOf } from "../../idp/common/directory";
import { SAMPLE } from "../../idp/common/sample-directory";

/** A person who comes with a token of Okta, and what the check of the sign-in shows. */
export interface SignIn {
  readonly person: Person;
  /** The person's e-mail address, as the token spells it. */
  readonly email: string;
  readonly title: string;
  readonly lookFor: string;
}

/** The sign-ins of the quickstart: one person who signs in, and one who cannot. */
export function exampleSignIns(directory: Directory): readonly SignIn[] {
  const ada = personOf(directory, SAMPLE.ada);
  const mary = personOf(directory, SAMPLE.mary);
  const respelled = mary.email.replace("mary", "Mary");
  return [
    {
      person: ada,
      email: ada.email,
      title: `${ada.displayName} signs in`,
      lookFor: "Okta's token holds her e-mail address, which is the external ID of her identity",
    },
    {
      person: mary,
      email: respelled,
      title: `${mary.displayName} tries to sign in`,
      lookFor: `her token says ${respelled}, but Okta pushed ${mary.email}`,
    },
  ];
}
