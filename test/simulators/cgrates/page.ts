/** The control page at `/`, a static document: state of the engine and switches. */
export const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>CGRateS simulator</title>
<meta name="viewport" content="width=device-width">
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem; max-width: 70rem }
  table { border-collapse: collapse; margin: .5rem 0 }
  td, th { border-bottom: 1px solid #ddd; padding: .2rem .7rem; text-align: left }
  button, select, input { font: inherit; margin: .1rem }
  .off { color: #999 } .bad { color: #b00 }
</style>
<h1>CGRateS simulator</h1>
<p id="line" role="status">…</p>
<p>
  <button data-post="silent" data-body='{"on":true}'>Silent</button>
  <button data-post="silent" data-body='{"on":false}'>Back</button>
  <button data-post="release">Release late writes</button>
  <button data-post="clear-faults">Clear faults</button>
  <button data-post="reset">Reset everything</button>
</p>
<form id="fault">
  <select name="kind" aria-label="Fault"></select>
  <input name="times" type="number" min="1" placeholder="times (empty: on)">
  <input name="method" placeholder="method (regular expression)">
  <input name="account" placeholder="account">
  <input name="text" placeholder="error text">
  <button>Add fault</button>
</form>
<ul id="faults"></ul>
<h2>Accounts</h2><div id="accounts"></div>
<h2>Writes</h2>
<table><thead><tr><th>#<th>time<th>method<th>account<th>bucket<th>outcome<th>cause</thead>
<tbody id="writes"></tbody></table>
<script type="module">
const $ = (id) => document.getElementById(id);
const kinds = ["hang","drop_before","drop_after","fail_before","ok_without_saving","late_apply",
  "duplicate_later","empty_200","unauthorized","error"];
for (const kind of kinds) document.querySelector("select").append(new Option(kind, kind));
const post = (operation, body) =>
  fetch("/_admin/" + operation, { method: "POST", body: JSON.stringify(body ?? {}) }).then(draw);
const el = (tag, text, cls) => {
  const node = document.createElement(tag);
  node.textContent = text;
  if (cls) node.className = cls;
  return node;
};
const row = (cells, cls) => {
  const tr = el("tr", "", cls);
  tr.append(...cells.map((c) => (c instanceof Node ? c : el("td", c))));
  return tr;
};
const button = (text, operation, body) => {
  const td = el("td", ""), b = el("button", text);
  b.onclick = () => post(operation, body);
  td.append(b);
  return td;
};
function account(key, data) {
  const [tenant, ...rest] = key.split(":");
  const id = { tenant, account: rest.join(":") };
  const table = document.createElement("table");
  table.append(row([el("th", key), el("td", data.Disabled ? "disabled" : "enabled"),
    button(data.Disabled ? "Enable" : "Disable", "disable-account",
      { ...id, disabled: !data.Disabled }), button("Remove", "remove-account", id)]));
  for (const [type, list] of Object.entries(data.BalanceMap ?? {})) {
    for (const b of list ?? []) {
      table.append(row([b.ID, type, String(b.Value), b.ExpirationDate,
        b.Disabled ? "disabled" : "", button("Lose", "lose-bucket", { ...id, bucketId: b.ID })],
        b.Disabled ? "off" : ""));
    }
  }
  return table;
}
async function draw() {
  const s = await (await fetch("/_admin/state")).json();
  $("line").textContent = s.version + (s.silent ? ", SILENT" : ", answering") + ", " + s.pending +
    " pending, " + s.late + " late";
  $("faults").replaceChildren(...s.faults.map((f) => el("li", JSON.stringify(f), "bad")));
  $("accounts").replaceChildren(...Object.entries(s.accounts).map(([k, a]) => account(k, a)));
  $("writes").replaceChildren(...s.writes.slice(-50).reverse().map((w) =>
    row([String(w.n), new Date(w.at).toISOString().slice(11, 23), w.method, w.account,
      w.bucketId || w.bucketUuid, w.outcome + (w.saved ? "" : " (not saved)"), w.cause])));
}
document.querySelectorAll("[data-post]").forEach((b) => {
  b.onclick = () => post(b.dataset.post, JSON.parse(b.dataset.body ?? "{}"));
});
$("fault").onsubmit = (event) => {
  event.preventDefault();
  const body = Object.fromEntries([...new FormData(event.target)].filter(([, v]) => v !== ""));
  if (body.times) body.times = Number(body.times);
  post("faults", body);
};
draw();
setInterval(draw, 2000);
</script>
</html>`;
