const byId = (id) => document.getElementById(id);

async function call(method, path, body) {
  const answer = await fetch(`/_admin/${path}`, {
    method,
    ...(method === "GET" ? {} : { body: JSON.stringify(body ?? {}) }),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error?.message ?? result.error ?? `${answer.status}`);
  return result;
}

async function act(method, path, body) {
  try {
    await call(method, path, body);
    byId("said").textContent = `${path}: done`;
  } catch (fault) {
    byId("said").textContent = `${path}: ${fault.message}`;
  }
  await show();
}

function cell(content) {
  const td = document.createElement("td");
  td.append(...(Array.isArray(content) ? content : [String(content)]));
  return td;
}

function deed(label, path, body) {
  const button = document.createElement("button");
  button.textContent = label;
  button.addEventListener("click", () => act("POST", path, body));
  return button;
}

function fill(table, heads, rows) {
  const head = document.createElement("tr");
  for (const name of heads) {
    const th = document.createElement("th");
    th.textContent = name;
    head.append(th);
  }
  const body = rows.map((cells) => {
    const tr = document.createElement("tr");
    tr.append(...cells.map(cell));
    return tr;
  });
  byId(table).replaceChildren(head, ...body);
}

function intentDeeds({ id, status }) {
  const path = `intents/${id}`;
  if (status === "requires_action") {
    return [
      deed("Pass the check", `${path}/3ds`, { result: "success" }),
      deed("Fail it", `${path}/3ds`, { result: "fail" }),
    ];
  }
  if (status === "processing") {
    return [
      deed("Succeed", `${path}/complete`, { outcome: "succeeded" }),
      deed("Fail", `${path}/complete`, { outcome: "failed" }),
    ];
  }
  if (status !== "succeeded") return [];
  return [
    deed("Refund by hand", `${path}/refund`, {}),
    deed("Dispute", `${path}/dispute`, { kind: "chargeback" }),
  ];
}

function refundDeeds({ id, status }) {
  const fail = deed("Fail", `refunds/${id}`, { status: "failed", failureReason: "declined" });
  if (status === "pending") {
    return [deed("Succeed", `refunds/${id}`, { status: "succeeded" }), fail];
  }
  return status === "succeeded" ? [fail] : [];
}

async function show() {
  const [state, faults, webhooks, browser, timing] = await Promise.all([
    call("GET", "state"),
    call("GET", "faults"),
    call("GET", "webhooks"),
    call("GET", "browser"),
    call("GET", "timing"),
  ]);
  const set = faults.list.map((f) => `${f.left} × ${f.kind} ${f.path ?? ""}`).join(", ");
  byId("faults").textContent = `Set: ${set || "none"}. Waiting: ${faults.waiting}.`;
  byId("webhooks").textContent = JSON.stringify(webhooks.settings);
  byId("browser").textContent = JSON.stringify(browser);
  byId("timing").textContent = JSON.stringify(timing);
  const newest = (list) => list.slice(-50).reverse();
  fill(
    "intents",
    ["Intent", "Status", "Amount", "Received", "Returned", "Disputed", "Top-up", ""],
    newest(state.intents).map((i) => [
      i.id,
      i.status,
      `${i.amount} ${i.currency}`,
      i.received,
      i.returned,
      i.disputed ? "yes" : "",
      i.metadata.top_up_id ?? "",
      intentDeeds(i),
    ]),
  );
  fill(
    "refunds",
    ["Refund", "Intent", "Status", "Amount", "Ours", ""],
    newest(state.refunds).map((r) => [
      r.id,
      r.intentId,
      r.status,
      r.amount,
      r.metadata.refund_id ?? "by hand",
      refundDeeds(r),
    ]),
  );
  fill(
    "deliveries",
    ["Event", "Type", "State", "Tries", "Last answer", ""],
    newest(webhooks.deliveries).map((d) => [
      d.eventId,
      d.type,
      d.state,
      d.tries,
      d.last,
      [deed("Send again", "webhooks/replay", { eventId: d.eventId })],
    ]),
  );
}

for (const button of document.querySelectorAll("[data-post]")) {
  const { post, body, method } = button.dataset;
  button.addEventListener("click", () => act(method ?? "POST", post, JSON.parse(body ?? "{}")));
}
byId("fault").addEventListener("submit", (event) => {
  event.preventDefault();
  const { kind, times, path } = Object.fromEntries(new FormData(event.target));
  void act("POST", "faults", { kind, times: Number(times), ...(path ? { path } : {}) });
});
setInterval(() => {
  if (!document.activeElement?.closest("td")) void show();
}, 2000);
await show();
