// What Wagtail leaves to inline scripts, and names for fields that it leaves without (src/nhipcau/backoffice/widgets.py).
(() => {
  const KNOWN = /^(init(Date|Time|DateTime)Chooser|\w*Chooser|InlinePanel|MultipleChooserPanel)$/;
  const NAMELESS = "[data-panel] :is(input:not([type=hidden]), textarea, [role=textbox])";

  const begin = (data) => {
    data.removeAttribute("data-start");
    const [name, ...given] = JSON.parse(data.textContent);
    if (!KNOWN.test(name) || typeof window[name] !== "function") return;
    if (name.startsWith("init")) window[name](...given);
    else new window[name](...given);
  };

  // The field of a block is called as the block is; its heading is beside it, but not its label.
  const call = (field) => {
    if (field.labels?.length || field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby")) return;
    const word = field.closest("[data-panel]").querySelector(".c-sf-block__type, [data-panel-heading]");
    if (word) field.setAttribute("aria-label", word.textContent.trim());
  };

  const each = (part, selector, act) => {
    if (part.matches(selector)) act(part);
    part.querySelectorAll(selector).forEach(act);
  };

  const attend = (part) => {
    each(part, "script[data-start]", begin);
    each(part, NAMELESS, call);
  };

  // Filters, dialogs, blocks and repeated panels come into the page later.
  const watch = () => {
    attend(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) attend(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
