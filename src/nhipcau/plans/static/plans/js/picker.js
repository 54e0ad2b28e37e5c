// Choosing an organisation for a name: a search field over a list box, opened by a chip of the editor.
const options = (picker) => [...picker.querySelectorAll("[role=option]")];

const mark = (picker, option) => {
  options(picker).forEach((each) => each.setAttribute("aria-selected", String(each === option)));
  const input = picker.querySelector("[role=combobox]");
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};

export class Pickers {
  // `send(address, values, row)` posts a choice and answers a promise.
  constructor(root, send) {
    this.send = send;
    root.addEventListener("click", (event) => this.#click(event));
    root.addEventListener("keydown", (event) => this.#key(event), true);
    root.addEventListener("htmx:afterSwap", (event) => {
      const picker = event.target.closest?.("[data-picker]");
      if (picker) mark(picker, options(picker)[0]);
    });
  }

  open(button) {
    const group = button.closest(".editor-names");
    const picker = group.querySelector("[data-picker]");
    this.opener = button;
    picker.hidden = false;
    picker.querySelector("[data-for-name]").hidden = !button.dataset.words;
    const input = picker.querySelector("[role=combobox]");
    input.value = button.dataset.words;
    input.focus();
    input.select();
    window.htmx.trigger(input, "look");
  }

  close(picker, { back = true } = {}) {
    picker.hidden = true;
    if (back) this.opener?.focus();
  }

  #click(event) {
    const button = event.target.closest("[data-pick]");
    if (button) this.open(button);
    const option = event.target.closest("[data-picker] [role=option]");
    if (option) this.#choose(option.closest("[data-picker]"), { bearer: option.dataset.bearer });
    const what = event.target.closest("[data-picker] [data-what]");
    if (what) this.#choose(what.closest("[data-picker]"), { what: what.dataset.what });
    document.querySelectorAll("[data-picker]:not([hidden])").forEach((picker) => {
      if (!picker.contains(event.target) && !event.target.closest("[data-pick]")) this.close(picker, { back: false });
    });
  }

  #key(event) {
    const picker = event.target.closest?.("[data-picker]");
    if (!picker) return;
    const all = options(picker);
    const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close(picker);
    } else if (event.target.matches("[role=combobox]") && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (all.length) mark(picker, all[(at + by + all.length) % all.length]);
    } else if (event.target.matches("[role=combobox]") && event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) this.#choose(picker, { bearer: all[at].dataset.bearer });
    }
  }

  #choose(picker, values) {
    const everywhere = picker.querySelector("[data-everywhere]").checked ? "1" : "";
    const part = picker.closest(".editor-names").dataset.part;
    this.close(picker, { back: false });
    const row = picker.closest("[data-id]");
    this.send(this.opener.dataset.pick, { ...values, everywhere, part, editing: "1" }, row).then(() => {
      document.querySelector(`#${row.id} .editor-names[data-part="${part}"] .who-add`)?.focus();
    });
  }
}
