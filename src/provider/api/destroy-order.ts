/** Something that cannot be destroyed while something else names it; both as types of resources. */
interface Reference {
  readonly used: string;
  readonly user: string;
}

/**
 * What to do when a destroy was refused because of an object that stays. Terraform destroys an object before it changes those
 * that referred to it, so that a run which does both is refused however often it is repeated.
 */
export function changeFirst({ used, user }: Reference): string {
  return (
    "If the same run takes it out there: Terraform destroys before it changes, however often the run is repeated. Apply the " +
    `change first, with -target=${user}.<name>, and then the rest. To have one run do both in the right order, set ` +
    `create_before_destroy = true in the lifecycle block of the ${used} while it is still in the configuration.`
  );
}
