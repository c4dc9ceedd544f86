/** How a message names an object. It has the id too, since names repeat between networks. */
export function nameAndId({ id, name }: { readonly id: string; readonly name: string }): string {
  return `"${name}" (${id})`;
}
