/** An object that cannot be destroyed while another refers to it; both as resource types. */
interface Reference {
  readonly used: string;
  readonly user: string;
}

/**
 * Advice for a destroy that was refused because another object still refers to this one. Terraform destroys
 * before it changes, so a run that does both fails every time.
 */
export function changeFirstAdvice({ used, user }: Reference): string {
  return (
    "If the same run takes it out there, repeating the run does not help: Terraform destroys before it " +
    `changes. Apply the change first, with -target=${user}.<name>, and then the rest. To do both in ` +
    `one run, set create_before_destroy = true in the lifecycle block of the ${used} while it is still ` +
    `in the configuration. ${replaceAdvice()}`
  );
}

/** Advice for a `-replace` of an object in use. Its name is unique, so old and new cannot both have it. */
export function replaceAdvice(): string {
  return (
    "To replace it (-replace) while something uses it, rename it in the configuration first, and set " +
    "create_before_destroy = true: names are unique, and the new one is made before the old one goes."
  );
}
