/** Whether both are texts, and equal but for upper and lower case. */
export function sameText(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}
