/** A file to write. */
export interface GeneratedFile {
  /** Its name in the folder. */
  readonly name: string;
  readonly content: string;
}
