/** A list of short texts, such as role attributes. */
export function Chips({
  values,
  prefix = "",
}: {
  readonly values: readonly string[];
  readonly prefix?: string;
}) {
  if (values.length === 0) return <>–</>;
  return (
    <ul class="chips">
      {values.map((value) => (
        <li key={value} class="chip">
          <bdi>
            {prefix}
            {value}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
