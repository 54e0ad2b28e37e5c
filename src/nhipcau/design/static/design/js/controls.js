// Controls inside forms: filters that send themselves, dates with a calendar, files that are dropped.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// ---- filters: a choice sends the form at once, words a moment after the last letter
const WAIT = 500;
const send = (form) => form.requestSubmit();

const prepareFilters = (form) => {
  all("[data-autosubmit-button]", form).forEach((button) => { button.hidden = true; });
  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.target.matches("input[type=search]")) timer = setTimeout(send, WAIT, form);
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-combobox-input]")) return;
    clearTimeout(timer);
    send(form);
  });
  // empty choices do not belong in an address that people pass on
  form.addEventListener("formdata", (event) => {
    [...event.formData.entries()].forEach(([name, value]) => { if (value === "") event.formData.delete(name); });
  });
};

// ---- a date: the browser's calendar writes dd/mm/yyyy into the text field
const prepareDate = (frame) => {
  const [text, native, open] = [
    frame.querySelector("input:not([type=date])"), frame.querySelector("input[type=date]"), frame.querySelector("[data-date-open]"),
  ];
  if (!native.showPicker || text.disabled || text.readOnly) return;
  open.hidden = false;
  open.addEventListener("click", () => {
    const [day, month, year] = text.value.split(/[/.-]/).map((part) => part.padStart(2, "0"));
    if (year?.length === 4) native.value = `${year}-${month}-${day}`;
    native.showPicker();
  });
  native.addEventListener("change", () => {
    if (!native.value) return;
    text.value = native.value.split("-").reverse().join("/");
    text.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

// ---- a file can be dropped on its field
const prepareDropzone = (zone) => {
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-dropzone-name]");
  const tell = () => { name.textContent = [...input.files].map((file) => file.name).join(", "); };
  // The browser's own button speaks the browser's language; ours, which it lies under, speaks the page's.
  zone.classList.add("dropzone-ready");
  input.addEventListener("change", tell);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("dragging"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("dragging"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("dragging");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
};

const prepare = (within) => {
  const found = (selector) => [...(within.matches?.(selector) ? [within] : []), ...all(selector, within)];
  found("form[data-autosubmit]").forEach(prepareFilters);
  found("[data-date]").forEach(prepareDate);
  found("[data-dropzone]").forEach(prepareDropzone);
  if (window.matchMedia("(max-width: 40rem)").matches) {
    found("details[data-filters]").forEach((filters) => { filters.open = false; });
  }
};
// htmx announces the body too, once; later only what it has brought in
prepare(document.body);
document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) prepare(event.detail.elt); });
