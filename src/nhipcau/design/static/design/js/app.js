// The page as a whole: menus, dialogs, toasts, theme, keys. Everything works without it, only less quickly.
const root = document.documentElement;
root.classList.add("js");

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// ---- things that need script are hidden until there is some
const wake = (within) => {
  all("[data-needs-script]", within).forEach((element) => { element.hidden = false; });
  // on a phone the tab one stands on may be out of sight
  all(".tabs", within).forEach((tabs) => {
    const here = tabs.querySelector("[aria-current]");
    if (here) tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - 16;
  });
  all("[data-scrolls]", within).forEach((frame) => {
    if (frame.scrollWidth <= frame.clientWidth) return;
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", frame.dataset.scrolls);
  });
};
wake(document);
document.addEventListener("htmx:load", (event) => wake(event.detail.elt));
document.querySelector("[data-error-summary]:not([data-sample] *)")?.focus();

// ---- menus close on Escape, on a press elsewhere, and when focus leaves
const menus = () => all("details[data-menu][open]");
document.addEventListener("click", (event) => {
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("focusin", (event) => {
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});

// ---- dialogs: data-opens="id" opens, their own form closes
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    document.getElementById(opener.dataset.opens)?.showModal();
    return;
  }
  if (event.target.matches("dialog[open]")) event.target.close();
  if (event.target.closest("[data-prints]")) window.print();
});

// ---- toasts: from the server with the page, or with an htmx answer (HX-Trigger: nhipcau:toast)
const LIFE = 8000;
const LIFE_WITH_UNDO = 20000;

const dismiss = (toast) => {
  toast.classList.add("toast-leaving");
  setTimeout(() => toast.remove(), 200);
};
const expire = (toast) => {
  if (toast.matches(".toast-late, .toast-attention")) return;
  const life = toast.querySelector("form") ? LIFE_WITH_UNDO : LIFE;
  let timer = setTimeout(dismiss, life, toast);
  const hold = () => clearTimeout(timer);
  const resume = () => { hold(); timer = setTimeout(dismiss, life, toast); };
  toast.addEventListener("mouseenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("mouseleave", resume);
  toast.addEventListener("focusout", resume);
};
const showToast = ({ text, undo = "", tone = "river" }) => {
  const place = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!place || !template || !text) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.replace("toast-river", `toast-${tone}`);
  toast.querySelector(".toast-text").textContent = text;
  const form = toast.querySelector("form");
  if (undo) form.action = undo;
  else form.remove();
  place.append(toast);
  expire(toast);
};
all("#toasts [data-toast]").forEach(expire);
document.addEventListener("nhipcau:toast", (event) => showToast(event.detail));
document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-closes-toast]");
  if (closer) dismiss(closer.closest("[data-toast]"));
});
const failure = document.body.dataset.failure;
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, () => showToast({ text: failure, tone: "attention" }));
}

// ---- light, dark, or as the device says; kept in a cookie so that the server draws the next page right
const dark = document.getElementById("dark-tokens");
const markTheme = () => {
  const chosen = root.dataset.theme ?? "";
  all("[data-theme-set]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === chosen));
  });
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-set]");
  if (!button) return;
  const theme = button.dataset.themeSet;
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? 31536000 : 0}; samesite=lax`;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (dark) dark.media = { dark: "screen", light: "not all" }[theme] ?? dark.dataset.device;
  markTheme();
});
markTheme();

// ---- keys of one letter: `/` searches, `?` helps; they can be turned off (WCAG 2.1.4)
const KEYS = "nhipcau:keys";
root.dataset.keys = localStorage.getItem(KEYS) ?? "on";
all("[data-keys-toggle]").forEach((box) => {
  box.checked = root.dataset.keys === "on";
  box.addEventListener("change", () => {
    root.dataset.keys = box.checked ? "on" : "off";
    localStorage.setItem(KEYS, root.dataset.keys);
  });
});
document.addEventListener("keydown", (event) => {
  if (root.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
  if (event.key === "?") document.getElementById("keys-help")?.showModal();
});
