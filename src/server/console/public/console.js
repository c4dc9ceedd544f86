const PAGE_SIZE = 50;

/** The tokens that the sign-in returned. They exist only in this page. */
const access = { bearer: "", edgeUrl: "", edgeSession: "" };
const shown = { view: "integrations", page: 0, search: "", networkId: "" };

const element = (id) => document.getElementById(id);

/** Each view: its columns and one page of its rows. */
const VIEWS = {
  integrations: {
    empty: "No SCIM integrations defined. Apply a netfoundry_scim_integration to add one.",
    columns: [
      ["Name", (row) => text(row.name), "name"],
      ["Has Auth Token", (row) => pill(row.hasAuthToken, "YES", "NO")],
      ["Integration URL", (row) => copyable(row.integrationUrl)],
      ["Auth Policy", (row) => text(row.mapping.authPolicyId)],
      ["Token Expires", (row) => text(row.tokenExpiresAt === null ? "–" : date(row.tokenExpiresAt))],
      ["Created At", (row) => text(date(row.createdAt))],
      ["ID", (row) => copyable(row.id)],
    ],
    async load() {
      const query = new URLSearchParams({
        networkId: shown.networkId,
        page: String(shown.page),
        size: String(PAGE_SIZE),
        sort: "name,asc",
      });
      if (shown.search !== "") query.set("name", shown.search);
      const list = await gateway(`/scim/v1/integrations?${query}`);
      return { rows: list._embedded?.integrationList ?? [], total: list.page.totalElements };
    },
    searchHint: "Exact name",
  },
  identities: {
    empty: "No identities yet. They appear when the identity provider pushes its first users.",
    columns: [
      ["Name", (row) => text(row.name), "name"],
      ["External ID", (row) => text(row.externalId ?? "–")],
      ["Auth Policy", (row) => text(row.authPolicy?.name ?? row.authPolicyId)],
      ["Attributes", (row) => chips(row.roleAttributes ?? [])],
      ["State", (row) => pill(!row.disabled, "Enabled", "Disabled")],
      ["Created At", (row) => text(date(row.createdAt))],
      ["ID", (row) => copyable(row.id)],
    ],
    async load() {
      const query = new URLSearchParams({
        limit: String(PAGE_SIZE),
        offset: String(shown.page * PAGE_SIZE),
        sort: "name asc",
      });
      if (shown.search !== "") query.set("filter", `name icontains ${JSON.stringify(shown.search)}`);
      const list = await edge(`/identities?${query}`);
      return { rows: list.data, total: list.meta.pagination.totalCount };
    },
    searchHint: "Filter by name",
  },
};

element("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  void showingErrors(async () => {
    await signIn(form.clientId.value, form.clientSecret.value);
    form.reset();
    form.hidden = true;
    element("content").hidden = false;
    await show();
  });
});

for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => {
    for (const other of document.querySelectorAll("[role=tab]")) other.ariaSelected = String(other === tab);
    Object.assign(shown, { view: tab.dataset.view, page: 0, search: "" });
    element("search").value = "";
    element("view").setAttribute("aria-labelledby", tab.id);
    void showingErrors(show);
  });
}

element("search").addEventListener("change", (event) => {
  Object.assign(shown, { search: event.target.value.trim(), page: 0 });
  void showingErrors(show);
});
element("previous").addEventListener("click", () => turn(-1));
element("next").addEventListener("click", () => turn(1));
element("refresh").addEventListener("click", () => void showingErrors(show));

function turn(pages) {
  shown.page += pages;
  void showingErrors(show);
}

async function signIn(clientId, clientSecret) {
  const answer = await fetch("/oauth2/token", {
    method: "POST",
    // Otherwise the browser answers a 401 with its own sign-in dialog.
    credentials: "omit",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  if (answer.status === 401) throw new Error("The server does not know this client ID and secret.");
  access.bearer = (await json(answer)).access_token;
  const networks = (await gateway("/core/v3/networks?size=1"))._embedded?.networkList ?? [];
  if (networks.length === 0) throw new Error("The account has no network.");
  shown.networkId = networks[0].id;
  element("network").textContent = `Network ${networks[0].name}`;
  const session = await gateway(`/core/v3/networks/${networks[0].id}/exchange`, { type: "session" });
  access.edgeUrl = new URL(session.networkControllerUrl).pathname;
  access.edgeSession = session.value;
}

async function gateway(path, body) {
  const headers = { authorization: `Bearer ${access.bearer}` };
  if (body === undefined) return json(await fetch(path, { headers }));
  headers["content-type"] = "application/json";
  return json(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function edge(path) {
  return json(await fetch(access.edgeUrl + path, { headers: { "zt-session": access.edgeSession } }));
}

async function json(answer) {
  const body = await answer.json().catch(() => null);
  if (answer.ok) return body;
  if (answer.status === 401) throw new Error("The session has ended. Load the page again and sign in.");
  throw new Error(
    body?.errors?.join("; ") ?? body?.error?.message ?? `The server answered ${answer.status}.`,
  );
}

async function show() {
  const view = VIEWS[shown.view];
  const { rows, total } = await view.load();
  const first = shown.page * PAGE_SIZE;
  element("search").placeholder = view.searchHint;
  element("range").textContent = total === 0 ? "0 of 0" : `${first + 1}–${first + rows.length} of ${total}`;
  element("previous").disabled = shown.page === 0;
  element("next").disabled = first + rows.length >= total;
  element("view").replaceChildren(
    rows.length === 0 ? newElement("p", "empty", view.empty) : table(view.columns, rows),
  );
}

function table(columns, rows) {
  const result = newElement("table");
  const head = result.createTHead().insertRow();
  for (const [label] of columns) {
    const cell = newElement("th", "", label);
    cell.scope = "col";
    head.append(cell);
  }
  const body = result.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [label, content, className = ""] of columns) {
      const cell = line.insertCell();
      cell.className = className;
      cell.dataset.label = label;
      cell.append(content(row));
    }
  }
  return result;
}

function newElement(name, className = "", content = "") {
  const result = document.createElement(name);
  result.className = className;
  result.textContent = content;
  return result;
}

function text(content) {
  return newElement("span", "", content);
}

function pill(positive, yes, no) {
  return newElement("span", positive ? "pill yes" : "pill no", positive ? yes : no);
}

function chips(values) {
  const list = newElement("span");
  list.append(...values.map((value) => newElement("span", "chip", `#${value}`)));
  return list;
}

function copyable(content) {
  const box = newElement("span");
  const button = newElement("button", "copy", "Copy");
  button.setAttribute("aria-label", `Copy ${content}`);
  button.addEventListener("click", () => {
    void showingErrors(async () => {
      await navigator.clipboard.writeText(content);
      button.textContent = "Copied";
    });
  });
  box.append(newElement("code", "", content), button);
  return box;
}

function date(instant) {
  return new Date(instant).toLocaleString([], { dateStyle: "short", timeStyle: "short" });
}

/** Runs an action of the user. Shows its error on the page. */
async function showingErrors(work) {
  const problem = element("problem");
  problem.hidden = true;
  try {
    await work();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}
