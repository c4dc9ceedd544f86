import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Identity } from "../../../../../../contract/edge/identity";
import type { MappingPreview } from "../../../../../../contract/gateway/mapping";
import { authPolicyNames } from "../../../api/auth-policy-names";
import { edgeList, edgeText } from "../../../api/edge";
import { Toggle } from "../../../parts/form/choice";
import { useResource } from "../../../parts/resource";
import { RowsTable } from "../../../parts/table/rows-table";
import { Notice } from "../../../parts/text/notice";
import { Waiting } from "../../../parts/waiting";
import { Link } from "../../../routing/link";
import { paths } from "../../../routing/paths";
import { effectCounts, effectSentences, kindWords, type MappingEffect } from "./effect-words";
import "./mapping.css";

type Sample = MappingPreview["samples"][number];

/** Says what other settings would do: in sentences, in numbers, and by some identities. */
export function EffectBox(props: {
  readonly effect: MappingEffect;
  /** What a person can do about it. */
  readonly children: ComponentChildren;
}) {
  const { effect, children } = props;
  const { samples } = effect.preview;
  return (
    <section class="stack" aria-label="Preview">
      <h2>What this would do</h2>
      {effectSentences(effect).map(({ tone, text }) => (
        <Notice key={text} tone={tone} announce>
          <p dir="auto">{text}</p>
        </Notice>
      ))}
      <dl class="numbers">
        {effectCounts(effect).map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {samples.length > 0 && <Samples samples={samples} />}
      {children}
    </section>
  );
}

/** The server masks the values. The names of today are loaded when a person asks for them. */
function Samples({ samples }: { readonly samples: readonly Sample[] }) {
  const [isNamed, setNamed] = useState(false);
  const key = JSON.stringify([isNamed, samples]);
  const resource = useResource(key, async (signal) => {
    const policies = samples.filter(({ kind }) => kind === "policyChanged");
    const [names, policyNames] = await Promise.all([
      isNamed ? identityNames(samples, signal) : new Map<string, string>(),
      authPolicyNames(
        policies.flatMap(({ before, after }) => [before ?? "", after ?? ""]),
        signal,
      ),
    ]);
    return { names, policyNames };
  });
  return (
    <>
      <h3>Some of them</h3>
      <Toggle
        label="Show the names of the identities"
        help="The values stay shortened: the server sends no more of them."
        checked={isNamed}
        onChange={setNamed}
      />
      <Waiting resource={resource} what="the names">
        {({ names, policyNames }) => {
          const shown = (value: string | null) =>
            value === null ? "none" : (policyNames.get(value) ?? value);
          const nameOf = ({ identityId }: Sample) => names.get(identityId);
          return (
            <RowsTable
              label="Some of the identities"
              rows={samples}
              rowKey={({ kind, identityId, after }) => `${kind} ${identityId} ${after}`}
              sort=""
              onSort={() => undefined}
              isStale={resource.kind === "ready" && resource.isStale}
              columns={[
                {
                  label: "Identity",
                  cell: (sample) => <IdentityName id={sample.identityId} name={nameOf(sample)} />,
                  text: (sample) => nameOf(sample) ?? sample.identityId,
                },
                { label: "Change", cell: ({ kind }) => kindWords(kind), text: ({ kind }) => kindWords(kind) },
                {
                  label: "Now",
                  cell: ({ before }) => <bdi>{shown(before)}</bdi>,
                  text: ({ before }) => shown(before),
                },
                {
                  label: "After",
                  cell: ({ after }) => <bdi>{shown(after)}</bdi>,
                  text: ({ after }) => shown(after),
                },
              ]}
            />
          );
        }}
      </Waiting>
    </>
  );
}

function IdentityName({ id, name }: { readonly id: string; readonly name: string | undefined }) {
  if (name === undefined) return <code>{id}</code>;
  return (
    <Link href={`${paths.identities}?search=${encodeURIComponent(name)}`}>
      <bdi>{name}</bdi>
    </Link>
  );
}

async function identityNames(
  samples: readonly Sample[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(samples.map(({ identityId }) => identityId))];
  const filter = `id in [${ids.map(edgeText).join(", ")}]`;
  const page = { page: 1, size: ids.length, sort: "name,asc" };
  const { rows } = await edgeList<Identity>("/identities", page, filter, signal);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
