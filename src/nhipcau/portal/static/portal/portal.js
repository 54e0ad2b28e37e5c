// Comforts of the portal; every page works without them: menus close, the search box suggests, credits are copied.

function menus() {
  const all = [...document.querySelectorAll("details.menu")];
  document.addEventListener("click", (event) => {
    for (const menu of all) if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of all) {
      if (!menu.open) continue;
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

function suggestions(input) {
  const list = document.createElement("ul");
  let asked = 0;
  let timer;
  list.className = "suggestions";
  list.hidden = true;
  input.form.append(list);

  async function ask() {
    const mine = ++asked;
    const typed = input.value.trim();
    const wholeSyllable = /^\p{Lo}/u.test(typed); // one sign of Chinese, Lao or Japanese says more than one letter
    if (typed.length < 2 && !wholeSyllable) return close();
    const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const found = (await answer.json()).suggestions;
    list.replaceChildren(...found.map(line));
    list.hidden = found.length === 0;
  }

  function line(each) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    link.href = each.url;
    link.append(each.title, kind);
    kind.className = "soft";
    kind.textContent = each.kind;
    item.append(link);
    return item;
  }

  function close() {
    list.hidden = true;
  }

  function step(by) {
    const links = [...list.querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + by;
    (links[next] ?? input).focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  input.form.addEventListener("focusout", (event) => {
    if (!input.form.contains(event.relatedTarget)) setTimeout(close, 150);
  });
}

function copying(place) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  const words = place.textContent.trim();
  button.type = "button";
  button.textContent = document.body.dataset.textCopy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words);
    button.textContent = document.body.dataset.textCopied;
  });
  place.append(button);
}

function lighting() {
  for (const line of document.querySelectorAll("[data-point]")) {
    const spot = document.getElementById(line.dataset.point);
    for (const [on, lit] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
      line.addEventListener(on, () => spot.classList.toggle("lit", lit));
    }
  }
}

menus();
lighting();
document.querySelectorAll("input[data-suggest]").forEach(suggestions);
document.querySelectorAll("[data-copy]").forEach(copying);
