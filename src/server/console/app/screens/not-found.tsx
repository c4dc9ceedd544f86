import { Link } from "../routing/link";
import { currentLocation } from "../routing/location";
import { paths } from "../routing/paths";
import { Screen } from "../routing/screen";

/** The view of a URL that names none. */
export function NotFound() {
  return (
    <Screen title="No such page">
      <p>
        The console has no page at <code>{currentLocation().path}</code>.
      </p>
      <p>
        <Link href={paths.integrations}>Show the integrations</Link>
      </p>
    </Screen>
  );
}
