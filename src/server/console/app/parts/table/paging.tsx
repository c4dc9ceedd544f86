import { Link } from "../../routing/link";

interface Props {
  readonly page: number;
  readonly pages: number;
  readonly urlOf: (page: number) => string;
}

/** The pages by number. There is no link past the end. */
export function Paging({ page, pages, urlOf }: Props) {
  if (pages <= 1) return null;
  return (
    <nav class="paging" aria-label="Pages">
      {page > 1 && (
        <Link href={urlOf(page - 1)} label="Previous page">
          ‹
        </Link>
      )}
      {shownPages(page, pages).map((number, at) =>
        number === null ? (
          <span key={`gap-${at}`}>…</span>
        ) : (
          <Link key={number} href={urlOf(number)} label={`Page ${number}`} isCurrent={number === page}>
            {number}
          </Link>
        ),
      )}
      {page < pages && (
        <Link href={urlOf(page + 1)} label="Next page">
          ›
        </Link>
      )}
    </nav>
  );
}

/** The first, the last, and those around the shown one. Null stands for the pages between. */
function shownPages(page: number, pages: number): (number | null)[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])].filter(
    (number) => number >= 1 && number <= pages,
  );
  return wanted.flatMap((number, at) =>
    at > 0 && number - (wanted[at - 1] ?? 0) > 1 ? [null, number] : number,
  );
}
