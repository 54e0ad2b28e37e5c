// Picks the point that matters by a click on the picture; the number fields beside it say the same without script.
const prepare = (frame) => {
  const across = document.getElementById(frame.dataset.forX);
  const down = document.getElementById(frame.dataset.forY);
  const mark = document.createElement("span");
  mark.className = "media-focal-mark";
  mark.setAttribute("aria-hidden", "true");
  const show = () => {
    mark.style.left = `${across.value || 50}%`;
    mark.style.top = `${down.value || 50}%`;
  };
  frame.append(mark);
  frame.classList.add("media-focal-ready");
  frame.addEventListener("click", (event) => {
    const place = frame.querySelector("img").getBoundingClientRect();
    const share = (at, start, length) => Math.round(Math.min(Math.max((at - start) / length, 0), 1) * 100);
    across.value = share(event.clientX, place.left, place.width);
    down.value = share(event.clientY, place.top, place.height);
    show();
  });
  [across, down].forEach((field) => field.addEventListener("input", show));
  show();
};

document.querySelectorAll("[data-focal]").forEach(prepare);
