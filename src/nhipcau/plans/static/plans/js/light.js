// What is read and where it was read from light each other: every element carries its keys in data-k ("p12 c3").
const keysOf = (element) => (element.dataset.k ?? "").split(" ").filter(Boolean);

export class Lights {
  constructor(root) {
    this.root = root;
    this.source = root.querySelector("[data-source]");
    this.held = ""; // the key that stays lit: what is selected
    // what slides under a resting pointer while keys move the list is not pointed at
    this.resting = false;
    document.addEventListener("keydown", () => { this.resting = true; }, true);
    root.addEventListener("pointermove", () => { this.resting = false; });
    root.addEventListener("pointerover", (event) => { if (!this.resting) this.#point(event); });
    root.addEventListener("pointerleave", () => this.show(this.held));
  }

  places(key) {
    return key ? [...this.source.querySelectorAll(`[data-k~="${key}"]`)] : [];
  }

  // Lights a key on both sides; what was lit before goes dark.
  show(key) {
    this.root.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
    if (!key) return;
    for (const place of this.places(key)) {
      place.classList.add("lit");
      place.closest(".sheet-line")?.classList.add("lit"); // on the picture of a page there are no lines
    }
    this.root.querySelectorAll(`[data-list-body] [data-k="${key}"]`).forEach((element) => element.classList.add("lit"));
  }

  // Keeps a key lit and brings its place in the source into view.
  hold(key, { scroll = true } = {}) {
    this.held = key;
    this.show(key);
    const first = this.places(key).find((place) => place.getClientRects().length); // text or picture, what is shown
    if (scroll && first) this.reveal(first.closest(".sheet-line") ?? first);
  }

  reveal(line) {
    const box = this.source.getBoundingClientRect();
    const at = line.getBoundingClientRect();
    if (at.top < box.top + 24 || at.bottom > box.bottom - 24) {
      this.source.scrollTop += at.top - box.top - box.height / 3;
    }
  }

  #point(event) {
    const element = event.target.closest("[data-k]");
    if (!element || !this.root.contains(element)) {
      this.show(this.held);
      return;
    }
    const keys = keysOf(element);
    this.show(keys.find((key) => key.startsWith("p")) ?? keys[0]);
  }
}

export const proposalOf = (element) => keysOf(element).find((key) => key.startsWith("p")) ?? "";
export const firstKey = (element) => proposalOf(element) || keysOf(element)[0] || "";
