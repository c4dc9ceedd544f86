import { Link } from "../routing/link";
import { currentLocation } from "../routing/location";
import { paths } from "../routing/paths";

const GROUPS = [
  {
    label: "Access Management",
    views: [
      ["Integrations", paths.integrations],
      ["Identities", paths.identities],
    ],
  },
  {
    label: "Authentication",
    views: [
      ["Auth policies", paths.authPolicies],
      ["JWT signers", paths.jwtSigners],
      ["Sign-in check", paths.signInCheck],
    ],
  },
  { label: "Operations", views: [["Audit", paths.audit]] },
] as const;

/** The views of the console. */
export function Navigation() {
  const { path } = currentLocation();
  return (
    <nav class="navigation" aria-label="Views">
      {GROUPS.map(({ label, views }) => (
        <div key={label} class="navigation-group">
          <p class="sub" id={`group-${label.replace(" ", "-")}`}>
            {label}
          </p>
          <ul aria-labelledby={`group-${label.replace(" ", "-")}`}>
            {views.map(([name, href]) => (
              <li key={href}>
                <Link href={href} isCurrent={path === href || path.startsWith(`${href}/`)}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
