/** Where a person pastes the token in the Google Admin console. Google has no API for it. */
export function googleConsoleSteps(integrationUrl: string | null): readonly string[] {
  return [
    "Sign in to the Google Admin console, https://admin.google.com, as a super administrator.",
    "Apps > Web and mobile apps > the app > Autoprovisioning: edit the authorization of the app.",
    `Paste the new token as the access token.${
      integrationUrl === null ? "" : ` The endpoint URL is ${integrationUrl}.`
    }`,
    "Save, and see that autoprovisioning is on. Google checks the token when it synchronizes next.",
  ];
}
