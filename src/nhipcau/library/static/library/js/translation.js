// The side-by-side page by keyboard: Ctrl+Enter saves and goes on, Alt+↓ and Alt+↑ move between passages that wait.
const passages = () => [...document.querySelectorAll("[data-passage]")];
const waiting = () => passages().filter((each) => each.hasAttribute("data-waits"));
const field = (passage) => passage.querySelector("textarea");
let sending = false;

const grow = (area) => {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
};
const changed = () => passages().some((each) => field(each) && field(each).value !== field(each).defaultValue);

const go = (from, step) => {
  const list = waiting();
  if (!list.length) return;
  const here = list.indexOf(from);
  const next = list[(here + step + list.length) % list.length] ?? list[0];
  next.scrollIntoView({ block: "center" });
  field(next)?.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  const passage = event.target.closest?.("[data-passage]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && passage) {
    event.preventDefault();
    const save = passage.querySelector("button[value='luu']");
    if (save) passage.querySelector("form").requestSubmit(save);
  }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    go(passage, event.key === "ArrowDown" ? 1 : -1);
  }
});
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-passage] textarea")) grow(event.target);
});
document.addEventListener("submit", () => { sending = true; });
window.addEventListener("beforeunload", (event) => {
  if (!sending && changed()) event.preventDefault();
});

document.querySelectorAll("[data-passage] textarea").forEach(grow);
const aimed = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (aimed?.matches("[data-passage]")) field(aimed)?.focus({ preventScroll: true });
