// The source pane: moving by part or page, larger letters, and which passage is selected.
const ZOOM = "nhipcau:zoom";

export class Source {
  constructor(root) {
    this.body = root.querySelector("[data-source]");
    this.sheet = root.querySelector("[data-sheet]");
    this.jump = root.querySelector("[data-jump]");
    this.zoom(Number(localStorage.getItem(ZOOM) ?? 0));
    this.papers = root.querySelector("[data-papers]");
    root.querySelector("[data-paper-switch]")?.addEventListener("click", () => {
      this.#picture(this.papers.hidden);
      root.dispatchEvent(new CustomEvent("review:paper"));
    });
    if (root.matches("[data-scanned]")) this.#picture(true); // of a scan the paper is the source, its text is a guess
    this.jump?.addEventListener("change", () => this.go(this.jump.value));
    root.querySelectorAll("[data-move]").forEach((button) => {
      button.addEventListener("click", () => this.move(Number(button.dataset.move)));
    });
    root.querySelectorAll("[data-zoom-by]").forEach((button) => {
      button.addEventListener("click", () => this.zoom(Number(this.sheet.dataset.zoom) + Number(button.dataset.zoomBy)));
    });
    let waiting = false;
    this.body.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; this.#follow(); });
    }, { passive: true });
  }

  #picture(pictured) {
    this.papers.hidden = !pictured;
    this.sheet.hidden = pictured;
    document.querySelector("[data-paper-switch]").setAttribute("aria-pressed", String(pictured));
  }

  // Back from the pictures to the text, which alone has lines.
  text() {
    if (this.sheet.hidden) document.querySelector("[data-paper-switch]").click();
  }

  zoom(step) {
    const kept = Math.max(-2, Math.min(3, step || 0));
    this.sheet.dataset.zoom = kept;
    localStorage.setItem(ZOOM, kept);
  }

  go(id) {
    const line = document.getElementById(id);
    if (this.sheet.hidden) this.#turnTo(line);
    else if (line) this.body.scrollTop += line.getBoundingClientRect().top - this.body.getBoundingClientRect().top - 12;
  }

  // Among the pictures: the page that holds a line of the text, which is the last that began before it.
  #turnTo(line) {
    let page = "";
    for (const each of this.sheet.querySelectorAll("[data-page]")) {
      if (line?.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) break;
      page = each.dataset.page;
    }
    this.papers.querySelector(`[data-paper="${page}"]`)?.scrollIntoView({ block: "start" });
  }

  move(by) {
    if (!this.jump) return;
    const at = Math.max(0, Math.min(this.jump.options.length - 1, this.jump.selectedIndex + by));
    this.jump.selectedIndex = at;
    this.go(this.jump.value);
  }

  // The part that the top of the pane shows becomes the one that the list of parts names.
  #follow() {
    if (!this.jump || this.sheet.hidden) return;
    const top = this.body.getBoundingClientRect().top + 40;
    let found = "";
    for (const line of this.sheet.querySelectorAll("[data-anchor]")) {
      if (line.getBoundingClientRect().top > top) break;
      found = line.id;
    }
    if (found) this.jump.value = found;
  }

  // The selected passage as offsets in the source text, counted in code points; null where nothing is selected.
  passage() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !this.sheet.contains(selection.anchorNode)) return null;
    const range = selection.getRangeAt(0);
    const start = this.#offset(range.startContainer, range.startOffset, "s");
    const end = this.#offset(range.endContainer, range.endOffset, "e");
    return start !== null && end !== null && end > start ? { start, end } : null;
  }

  #offset(node, at, edge) {
    if (node.nodeType !== Node.TEXT_NODE) {
      const inside = node.childNodes[edge === "e" ? at - 1 : at] ?? node;
      const pieces = inside.matches?.("[data-s]") ? [inside] : [...(inside.querySelectorAll?.("[data-s]") ?? [])];
      const piece = edge === "e" ? pieces.at(-1) : pieces[0];
      return piece ? Number(piece.dataset[edge]) : null;
    }
    const piece = node.parentElement.closest("[data-s]");
    if (!piece) return null;
    if (piece.classList.contains("repaired")) return Number(piece.dataset[edge]); // a repaired word goes whole
    return Number(piece.dataset.s) + [...node.data.slice(0, at)].length;
  }
}
