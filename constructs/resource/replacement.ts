/** How the resource of a construct is replaced and removed. */
export interface ReplacementProps {
  /**
   * Whether Terraform removes the object last, after everything that used it has changed
   * (`create_before_destroy`). Without it, Terraform tries to remove the object while it is in use, and the
   * API refuses.
   *
   * @default true
   */
  readonly createBeforeDestroy?: boolean;
}

/** The lifecycle block of the resource; undefined for none. */
export function replacement({ createBeforeDestroy = true }: ReplacementProps) {
  return createBeforeDestroy ? { createBeforeDestroy } : undefined;
}
