// A select in which one can type (WAI-ARIA combobox with a listbox). The <select> stays and holds the value;
// without script it is all there is. Words match with marks or without, in the name or in the note (data-note).
const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
const SHOWN = 60;
let counter = 0;

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
};

const words = (select) => ({
  none: select.dataset.textNone ?? document.body.dataset.textNone ?? "",
  remove: select.dataset.textRemove ?? document.body.dataset.textRemove ?? "",
  open: select.dataset.textOpen ?? document.body.dataset.textOpen ?? "",
});

class Combobox {
  constructor(select) {
    this.select = select;
    this.many = select.multiple;
    this.words = words(select);
    this.id = `combobox-${(counter += 1)}`;
    this.active = -1;
    this.options = [...select.options].filter((option) => option.value !== "").map((option) => ({
      option,
      label: option.text.trim(),
      note: option.dataset.note ?? "",
      folded: fold(`${option.text} ${option.dataset.note ?? ""}`),
    }));
    this.build();
    this.listen();
    this.showValue();
  }

  build() {
    const label = this.select.labels?.[0];
    this.input = element("input", {
      type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": `${this.id}-list`, id: `${this.id}-input`, "data-combobox-input": "",
    });
    this.list = element("ul", { role: "listbox", id: `${this.id}-list`, class: "combobox-list" });
    if (this.many) this.list.setAttribute("aria-multiselectable", "true");
    this.list.hidden = true;
    this.chips = element("span", { class: "row-chips" });
    this.toggle = element("button", { type: "button", class: "combobox-toggle", tabindex: "-1", "aria-label": this.words.open });
    this.toggle.append(...this.icon("chevron-down"));
    const name = this.select.getAttribute("aria-label");
    if (label) {
      label.htmlFor = this.input.id;
      label.id ||= `${this.id}-label`;
      this.list.setAttribute("aria-labelledby", label.id);
    } else if (name) {
      this.input.setAttribute("aria-label", name);
      this.list.setAttribute("aria-label", name);
    }
    for (const each of ["aria-describedby", "aria-invalid", "placeholder"]) {
      if (this.select.hasAttribute(each)) this.input.setAttribute(each, this.select.getAttribute(each));
    }
    this.input.disabled = this.select.disabled;
    this.box = element("div", { class: "combobox-box" }, this.chips, this.input);
    this.frame = element("div", { class: "combobox" }, this.box, this.toggle, this.list);
    this.select.after(this.frame);
    // the browser must not ask for a value in a field that cannot be seen; the server asks
    this.select.required = false;
    this.select.hidden = true;
  }

  icon(name) {
    const template = document.getElementById(`icon-${name}`);
    return template ? [template.content.firstElementChild.cloneNode(true)] : [];
  }

  listen() {
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => { if (this.list.hidden) this.open(""); });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("focus", () => this.input.select());
    this.frame.addEventListener("focusout", (event) => { if (!this.frame.contains(event.relatedTarget)) this.leave(); });
    this.toggle.addEventListener("mousedown", (event) => {
      event.preventDefault();
      if (this.list.hidden) { this.input.focus(); this.open(""); } else this.close();
    });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.matches[Number(row.dataset.at)]);
    });
    this.box.addEventListener("mousedown", (event) => {
      if (event.target === this.box) { event.preventDefault(); this.input.focus(); this.open(""); }
    });
  }

  open(typed) {
    const parts = fold(typed).split(/\s+/).filter(Boolean);
    const whole = parts.join(" ");
    this.matches = this.options
      .filter(({ folded, option }) => !option.disabled && parts.every((part) => folded.includes(part)))
      .sort((one, other) => other.folded.startsWith(whole) - one.folded.startsWith(whole))
      .slice(0, SHOWN);
    this.list.replaceChildren(...this.matches.map((match, at) => this.row(match, at)));
    if (!this.matches.length) {
      this.list.append(element("li", { class: "combobox-empty", role: "option", "aria-disabled": "true", "aria-selected": "false" }, this.words.none));
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const chosen = this.matches.findIndex(({ option }) => option.selected);
    this.mark(parts.length && this.matches.length ? 0 : chosen);
  }

  row({ option, label, note }, at) {
    const row = element("li", {
      role: "option", id: `${this.id}-${at}`, class: "combobox-option", "aria-selected": String(option.selected), "data-at": at,
    }, label);
    if (note) row.append(element("span", { class: "combobox-note" }, note));
    return row;
  }

  mark(at) {
    this.active = at;
    [...this.list.children].forEach((row, index) => row.classList.toggle("active", index === at));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `${this.id}-${at}`);
    return this.list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.open("");
      else if (this.matches.length) this.mark((this.active + step + this.matches.length) % this.matches.length);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.matches[this.active]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.showValue();
    } else if (event.key === "Backspace" && this.many && !this.input.value) {
      const last = this.options.filter(({ option }) => option.selected).pop();
      if (last) this.drop(last);
    }
  }

  choose({ option }) {
    option.selected = this.many ? !option.selected : true;
    this.close();
    this.showValue();
    this.announce();
  }

  drop({ option }) {
    option.selected = false;
    this.showValue();
    this.announce();
    this.input.focus();
  }

  announce() {
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  leave() {
    this.close();
    const empty = [...this.select.options].find((option) => option.value === "");
    if (!this.many && !this.input.value && empty && !empty.selected) {
      empty.selected = true;
      this.announce();
    }
    this.showValue();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  showValue() {
    const chosen = this.options.filter(({ option }) => option.selected);
    if (!this.many) {
      this.input.value = chosen[0]?.label ?? "";
      return;
    }
    this.input.value = "";
    this.chips.replaceChildren(...chosen.map((each) => {
      const remove = element("button", { type: "button", "aria-label": `${this.words.remove} ${each.label}` }, ...this.icon("close"));
      remove.addEventListener("click", () => this.drop(each));
      return element("span", { class: "chip" }, each.label, remove);
    }));
  }
}

const prepare = (within) => {
  const found = within.matches?.("select[data-combobox]") ? [within] : [...within.querySelectorAll("select[data-combobox]")];
  found.filter((select) => !select.dataset.grown).forEach((select) => {
    select.dataset.grown = "yes";
    new Combobox(select);
  });
};
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
