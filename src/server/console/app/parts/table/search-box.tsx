import { useEffect, useRef, useState } from "preact/hooks";

/** How long nobody types before the list is asked, in milliseconds. */
const PAUSE_MS = 250;

interface Props {
  /** As in "Search by name". */
  readonly label: string;
  /** What the URL says. */
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

/** Searches while a person types, after a short pause, and at once with Enter. */
export function SearchBox({ label, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(value);
  // What is asked after the pause goes with the order and the filters of that moment.
  const latestSearch = useRef(onSearch);
  latestSearch.current = onSearch;
  useEffect(() => {
    // Back, or a button that clears the search. What the person typed since stays otherwise.
    if (value !== sent.current) {
      clearTimeout(timer.current);
      setTyped(value);
    }
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    clearTimeout(timer.current);
    sent.current = text.trim();
    latestSearch.current(sent.current);
  };
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          dir="auto"
          value={typed}
          onInput={({ currentTarget: { value: text } }) => {
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(text), PAUSE_MS);
          }}
        />
      </form>
    </search>
  );
}
