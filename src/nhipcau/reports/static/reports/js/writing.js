// Writing a report: saves by itself, keeps in the browser what has not arrived, shows two wordings side by side
// instead of overwriting, and says at once what is wrong with a figure. The form works without any of it.
import { readFigure, sentence } from "./figures.js";
import { keep, kept, sweep } from "./keeping.js";

const { save: address, report, problems, words, limit, ...page } = JSON.parse(document.getElementById("writing-data").textContent);
const form = document.querySelector("[data-writing]");
const seenField = form.querySelector("[data-seen]");
const state = form.querySelector("[data-save-state]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const fields = new Map([...form.querySelectorAll("[data-field]")].map((field) => [field.name, field]));
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "1" : "") : field.value);
const setValue = (field, value) => { if (field.type === "checkbox") field.checked = value === "1"; else field.value = value; };
const boxOf = (field) => field.closest("[data-box]");

const dirty = new Map();  // what was typed and has not arrived
const disputed = new Map();  // what somebody else changed too: waits for a choice
let seen = page.seen;
let timer = 0;
let running = null;
let wait = 1200;

const say = (text) => { state.textContent = text; };
const store = () => keep(report, seen, Object.fromEntries([...disputed, ...dirty]));
const saw = (revision) => { seen = revision; seenField.value = String(revision); };

// ---- figures and choices are answered where they stand
const tellFault = (field, text) => {
  const place = boxOf(field)?.querySelector("[data-fault]");
  if (!place) return;
  place.replaceChildren();
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  boxOf(field).classList.toggle("field-invalid", Boolean(text));
  if (!text) return;
  const fault = document.getElementById("a-fault").content.cloneNode(true);
  fault.querySelector("span").textContent = text;
  place.append(fault);
};
const checkFigure = (field) => {
  const read = readFigure(field.value, field.dataset.unit, Number(field.dataset.decimals));
  tellFault(field, sentence(read, field.value, problems));
};
const showReason = (row) => {
  const reason = row?.querySelector(".figure-reason");
  const kind = row?.querySelector("select[data-field]");
  const figure = row?.querySelector("[data-figure]");
  if (!reason || !kind) return;
  const missing = kind.value === "missing" || readFigure(figure.value, figure.dataset.unit, 0).kind === "missing";
  reason.hidden = !missing && !reason.querySelector("input").value;
};
form.querySelectorAll("[data-figure-row]").forEach(showReason);

// ---- two wordings: nothing is overwritten until somebody chooses
const dispute = ({ name, theirs, by }) => {
  const field = fields.get(name);
  if (!field || disputed.has(name)) return;
  const mine = dirty.get(name) ?? valueOf(field);
  dirty.delete(name);
  disputed.set(name, mine);
  const shown = document.getElementById("two-wordings").content.firstElementChild.cloneNode(true);
  shown.querySelector("[data-words]").textContent = words.conflict.replace("%(who)s", by || words.somebody);
  shown.querySelector("blockquote").textContent = theirs || "—";
  shown.addEventListener("click", (event) => {
    const taken = event.target.closest("[data-take]")?.dataset.take;
    if (!taken) return;
    disputed.delete(name);
    if (taken === "theirs") setValue(field, theirs);
    else dirty.set(name, valueOf(field));
    shown.remove();
    boxOf(field).classList.remove("field-invalid");
    store();
    later(0);
  });
  boxOf(field).classList.add("field-invalid");
  boxOf(field).append(shown);
};

// ---- saving
const later = (after = wait) => {
  clearTimeout(timer);
  timer = setTimeout(save, after);
};
const took = (sent, answer) => {
  for (const [name, value] of Object.entries(sent)) if (dirty.get(name) === value) dirty.delete(name);
  for (const each of answer.conflicts) { dirty.set(each.name, dirty.get(each.name) ?? each.yours); dispute(each); }
  for (const [name, value] of Object.entries(answer.elsewhere)) {
    const field = fields.get(name);
    if (!field) continue;
    if (dirty.has(name)) dispute({ name, theirs: value, by: "" });
    else if (!disputed.has(name)) setValue(field, value);
  }
  saw(answer.revision);
};
const send = async () => {
  const sent = Object.fromEntries(dirty);
  say(words.saving);
  const response = await fetch(address, {
    method: "POST", keepalive: JSON.stringify(sent).length < 50000,
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ seen, fields: sent }),
  });
  const answer = await response.json();
  if (!response.ok) { store(); say(answer.sentence ?? words.offline); return { refused: true }; }
  const news = Object.keys(answer.elsewhere).length;
  took(sent, answer);
  store();
  wait = 1200;
  if (dirty.size) later();
  say(disputed.size ? words.unsaved : words.saved.replace("%(time)s", answer.at));
  return { news };
};
const save = () => {
  clearTimeout(timer);
  if (running) return running.then(save);
  if (!dirty.size) return Promise.resolve({ news: 0 });
  running = send().catch((problem) => {
    if (!(problem instanceof TypeError || problem instanceof SyntaxError)) throw problem;
    store();
    say(words.offline);
    wait = Math.min(wait * 2, 30000);
    later();
    return { offline: true };
  }).finally(() => { running = null; });
  return running;
};
const changed = (field) => {
  if (disputed.has(field.name)) disputed.set(field.name, valueOf(field));
  else dirty.set(field.name, valueOf(field));
  store();
  say(words.unsaved);
  later();
};
form.addEventListener("input", (event) => {
  const field = event.target.closest("[data-field]");
  if (!field) return;
  if (field.matches("[data-figure]")) { checkFigure(field); showReason(field.closest("[data-figure-row]")); }
  changed(field);
});
form.addEventListener("change", (event) => {
  showReason(event.target.closest("[data-figure-row]"));
  event.target.closest(".passage")?.classList.toggle("passage-left", event.target.type === "checkbox" && !event.target.checked);
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
window.addEventListener("online", () => { wait = 1200; save(); });

// ---- sending: first everything is saved, and what a colleague changed meanwhile is looked at
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (form.dataset.ready === "yes") return;
  event.preventDefault();
  const done = await save();
  if (done.offline || done.refused || disputed.size) {
    document.querySelector("[data-conflict]")?.scrollIntoView({ block: "center" });
    return;
  }
  if (done.news) { say(words.look); return; }
  // A form that is still telling of its submission ignores another one: a turn later it listens again.
  await new Promise((next) => { setTimeout(next); });
  form.dataset.ready = "yes";
  form.requestSubmit(button);
});

// ---- what was typed last time and never arrived
const restore = () => {
  const held = kept(report);
  if (!held) return;
  let count = 0;
  for (const [name, value] of Object.entries(held.fields)) {
    const field = fields.get(name);
    if (!field || valueOf(field) === value) continue;
    if (Number(field.dataset.r) > held.seen) {
      const theirs = valueOf(field);
      setValue(field, value);
      dispute({ name, theirs, by: "" });
    } else {
      setValue(field, value);
      dirty.set(name, value);
    }
    count += 1;
  }
  if (!count) { store(); return; }
  const notice = document.querySelector("[data-restored]");
  notice.className = "notice notice-river";
  notice.textContent = words.restored.replace("%(count)s", String(count));
  notice.hidden = false;
  form.querySelectorAll("details.asked-folded").forEach((fold) => { fold.open ||= [...fold.querySelectorAll("[data-field]")].some(valueOf); });
  store();
  later(0);
};
sweep();
restore();
form.querySelectorAll("[data-figure]").forEach((field) => { if (field.value) checkFigure(field); });

// ---- a file that is too large is not sent at all
document.querySelector("[data-annex]")?.addEventListener("submit", (event) => {
  const input = event.target.querySelector("input[type=file]");
  const place = event.target.querySelector("[data-fault]");
  const file = input.files[0];
  place.replaceChildren();
  if (!file || file.size <= limit * 1024 * 1024) return;
  event.preventDefault();
  const fault = document.getElementById("a-fault").content.cloneNode(true);
  fault.querySelector("span").textContent = words.large.replace("%(name)s", file.name).replace("%(limit)s", String(limit));
  place.append(fault);
});
