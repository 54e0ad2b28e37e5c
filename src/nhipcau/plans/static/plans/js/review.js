// The review page: selecting, acting on what is selected, and keys from top to bottom. The server answers every
// act with what it changed; nothing is kept here but the selection.
import { Lights, firstKey, proposalOf } from "./light.js";
import { Pickers } from "./picker.js";
import { Source } from "./source.js";

const root = document.querySelector("[data-review]");
const list = () => root.querySelector("#list");
const rows = () => [...list().querySelectorAll("[data-id]")];
const tabField = root.querySelector("[data-tab-field]");
const speaks = root.querySelector("[data-speaks]");
const lights = new Lights(root);
const source = new Source(root);
let selected = "";

const current = () => list().querySelector(`[data-id="${selected}"]`);
const say = (words) => { speaks.textContent = words; };

// ---- selecting: one row at a time is in the tab order, and carries aria-current
const select = (row, { focus = true, scroll = true } = {}) => {
  rows().forEach((each) => { each.tabIndex = -1; each.removeAttribute("aria-current"); });
  if (!row) { selected = ""; lights.hold(""); return; }
  selected = row.dataset.id;
  row.tabIndex = 0;
  row.setAttribute("aria-current", "true");
  if (focus && !row.contains(document.activeElement)) row.focus({ preventScroll: true });
  if (scroll) row.scrollIntoView({ block: "nearest" });
  lights.hold(row.dataset.k);
  nameSection(row.dataset.section);
};
const step = (by) => {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  if (next) select(next);
};
// The main action speaks of the section one is in.
const nameSection = (section) => {
  const item = root.querySelector(`#confirm [data-section="${section}"]`);
  const button = root.querySelector("[data-confirm]");
  if (!item || !button) return;
  button.href = item.href;
  button.querySelector("[data-confirm-label]").textContent = item.dataset.label;
};

// ---- acts go one after another, each with the version that the page has by then
let queue = Promise.resolve();
const send = (address, values, row = null) => {
  queue = queue.then(() => window.htmx.ajax("POST", address, {
    source: row ?? root,
    target: row ?? root,
    swap: "none",
    values: { ...values, version: row ? versionOf(row.dataset.id) : "", xem: tabField.value },
  })).catch(() => {});
  return queue;
};
// A tab waits its turn too: the answer to an act draws the tabs again, and an answer whose link is gone is dropped.
const showTab = (tab) => {
  queue = queue.then(() => window.htmx.ajax("GET", tab.href, {
    source: root, target: "#list", swap: "outerHTML", push: tab.getAttribute("href"),
  })).catch(() => {});
};
const versionOf = (id) => document.getElementById(`v-${id}`)?.value ?? document.getElementById(`p-${id}`)?.dataset.version ?? "";
const address = (id, act = "") => `${root.dataset.rows}${id}/${act ? `${act}/` : ""}`;
const fetchRow = (row, act = "") => window.htmx.ajax("GET", address(row.dataset.id, act), { target: row, source: row, swap: "outerHTML" });

const edit = async (row, { cut = false } = {}) => {
  if (!row || row.dataset.state === "confirmed") return;
  if (!row.matches("[data-editing]")) {
    await saveOpenEditor();
    await fetchRow(row, "sua");
  }
  const open = current();
  select(open, { focus: false });
  const text = open.querySelector("textarea[name=text]");
  if (!text) return;
  grow(text);
  text.focus();
  const place = cut ? firstCut(text.value) : text.value.length;
  text.setSelectionRange(place, place);
  open.scrollIntoView({ block: "nearest" });
};
const firstCut = (text) => (/[;.]\s+\S/.exec(text)?.index ?? Math.floor(text.length / 2)) + 1;
const saveOpenEditor = async () => {
  const open = list().querySelector("[data-editing]");
  if (!open) return;
  if (open.contains(document.activeElement)) document.activeElement.blur(); // its change event saves it
  await settled();
  if (open.isConnected) await fetchRow(open);
};
const close = async (row) => {
  const id = row.dataset.id;
  if (row.contains(document.activeElement)) document.activeElement.blur();
  await settled();
  if (row.isConnected) await fetchRow(row);
  select(list().querySelector(`[data-id="${id}"]`));
};
// Waits until nothing is on its way to the server.
const settled = () => new Promise((done) => {
  const look = () => (document.querySelector(".htmx-request") ? setTimeout(look, 30) : queue.then(done));
  setTimeout(look, 0);
});
const cutHere = async (row) => {
  const text = row?.querySelector("textarea[name=text]");
  if (!text) { edit(row, { cut: true }); return; }
  const at = [...text.value.slice(0, text.selectionStart)].length;
  text.blur();
  await settled();
  send(address(row.dataset.id, "tach"), { at }, row);
};

const ACTS = {
  edit: (row) => edit(row),
  cut: (row) => (row?.matches("[data-editing]") ? cutHere(row) : edit(row, { cut: true })),
  dung: (row) => {
    if (!row) return;
    const all = rows();
    const next = all[all.indexOf(row) + 1] ?? row;
    const checked = row.querySelector(".unit-marks .state-river");
    send(address(row.dataset.id, "dung"), {}, row).then(() => select(checked ? current() : rows().find((each) => each.dataset.id === next.dataset.id)));
  },
  gop: (row) => row && send(address(row.dataset.id, "gop"), {}, row),
  bo: (row) => row && send(address(row.dataset.id, "bo"), {}, row),
  undo: () => send(root.dataset.undo, {}),
  add: () => {
    const passage = source.passage();
    if (passage) send(root.dataset.add, passage);
    else say(root.dataset.wordNothing), notice(root.dataset.wordNothing);
  },
};
const notice = (text) => document.dispatchEvent(new CustomEvent("nhipcau:toast", { detail: { text, tone: "attention" } }));

// ---- pressing
root.addEventListener("mousedown", (event) => { if (event.target.closest("[data-act=add]")) event.preventDefault(); });
root.addEventListener("click", (event) => {
  const tab = event.target.closest("#tabs a[data-tab]");
  if (tab && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); showTab(tab); return; }
  const act = event.target.closest("[data-act]");
  if (act) { ACTS[act.dataset.act](act.closest("[data-id]") ?? current()); return; }
  const row = event.target.closest("[data-id]");
  if (event.target.closest("[data-cut]")) { cutHere(row); return; }
  if (event.target.closest("[data-close]")) { close(row); return; }
  if (event.target.closest("[data-rewrites]")) { window.htmx.trigger(row.querySelector("[data-mine]"), "submit"); return; }
  const fills = event.target.closest("[data-fills]");
  if (fills) {
    const field = document.getElementById(fills.dataset.fills);
    field.value = fills.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    fills.hidden = true;
    return;
  }
  const line = event.target.closest("[data-line]");
  if (line) { showSource(); source.text(); const at = document.getElementById(`l-${line.dataset.line}`); if (at) { lights.show(""); at.classList.add("lit"); lights.reveal(at); } return; }
  const view = event.target.closest("[data-show]");
  if (view) { root.dataset.view = view.dataset.show; return; }
  if (row && !window.getSelection().toString()) { select(row, { focus: !event.target.closest("button, input, textarea, select, a, label") }); return; }
  const place = event.target.closest("[data-source] [data-k]");
  if (place && window.getSelection().isCollapsed) fromSource(place);
  const listed = event.target.closest("[data-list-body] [data-k]");
  if (listed && !row) lights.hold(firstKey(listed));
});
root.addEventListener("dblclick", (event) => {
  const row = event.target.closest("[data-id]:not([data-editing])");
  if (row) edit(row);
});
const showSource = () => { root.dataset.view = "source"; };
const fromSource = (place) => {
  const key = proposalOf(place);
  const row = list().querySelector(`[data-k="${key}"]`);
  if (row) { root.dataset.view = "list"; select(row); } else lights.hold(firstKey(place), { scroll: false });
};
root.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-id]");
  if (row && row.dataset.id !== selected) select(row, { focus: false, scroll: false });
  const listed = event.target.closest("[data-list-body] [data-k]:not([data-id])");
  if (listed) lights.hold(listed.dataset.k);
});

root.addEventListener("review:paper", () => lights.hold(lights.held)); // the same place, on the other side

// ---- keys
const KEYS = { c: "dung", t: "cut", g: "gop", x: "bo", n: "add", z: "undo" };
root.addEventListener("keydown", (event) => {
  const editing = event.target.closest("[data-editing]");
  if (event.altKey && event.key.toLowerCase() === "t" && editing) { event.preventDefault(); cutHere(editing); }
  if (event.key === "Escape" && editing) { event.preventDefault(); close(editing); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && editing) { event.preventDefault(); close(editing); }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, textarea, select, [contenteditable], .menu, [role=listbox]")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (event.target.closest("[data-source]")) return; // there the arrows scroll
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  if (event.key === "Enter" && event.target.closest("[data-id]:not([data-editing])") && !event.target.closest("button, a")) {
    event.preventDefault();
    edit(current());
    return;
  }
  if (document.documentElement.dataset.keys === "off") return;
  if (/^[1-5]$/.test(event.key)) root.querySelectorAll("#tabs [data-tab]")[Number(event.key) - 1]?.click();
  const act = KEYS[event.key.toLowerCase()];
  if (act) { event.preventDefault(); ACTS[act](current()); }
});

// ---- after the server answered
const grow = (text) => {
  const style = getComputedStyle(text);
  text.rows = 2;
  const room = text.scrollHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  text.rows = Math.min(14, Math.ceil(room / parseFloat(style.lineHeight)));
};
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("[data-grows]").forEach(grow));
root.addEventListener("input", (event) => { if (event.target.matches("[data-grows]")) grow(event.target); });
document.addEventListener("htmx:oobAfterSwap", () => lights.show(lights.held));
document.addEventListener("review:saved", (event) => {
  const wanted = String(event.detail.select || selected);
  const row = list().querySelector(`[data-id="${wanted}"]`) ?? current();
  const inside = document.activeElement?.closest?.("[data-editing]");
  if (row && !inside) select(row, { focus: document.activeElement === document.body || root.contains(document.activeElement) });
  else lights.show(lights.held);
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "list" && event.target.id !== "tabs") return;
  tabField.value = list().dataset.tab;
  if (!current()) select(rows()[0], { focus: false });
  else select(current(), { focus: false });
});

new Pickers(root, send);
const pointed = /^#[cmr][\w-]+$/.test(location.hash) && list().querySelector(`[data-k="${location.hash.slice(1)}"]`);
const asked = document.querySelector(`${location.hash || "#none"}[data-id]`);
if (pointed) { pointed.scrollIntoView({ block: "center" }); lights.hold(pointed.dataset.k); }
else if (rows().length) select(asked ?? rows()[0], { focus: false, scroll: Boolean(asked) });
