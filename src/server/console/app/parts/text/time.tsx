/** An instant in the words of the reader's language and zone. The exact one is in the tooltip. */
export function Time({ at }: { readonly at: string | null | undefined }) {
  if (at === null || at === undefined) return <>–</>;
  return (
    <time dateTime={at} title={at}>
      {new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })}
    </time>
  );
}
