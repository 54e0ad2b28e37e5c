// Starts Wagtail's controls from data instead of inline scripts (src/nhipcau/backoffice/widgets.py).
(() => {
  const KNOWN = /^(init(Date|Time|DateTime)Chooser|\w*Chooser|InlinePanel|MultipleChooserPanel)$/;

  const begin = (data) => {
    data.removeAttribute("data-start");
    const [name, ...given] = JSON.parse(data.textContent);
    if (!KNOWN.test(name) || typeof window[name] !== "function") return;
    if (name.startsWith("init")) window[name](...given);
    else new window[name](...given);
  };

  const all = (part) => {
    if (part.matches("script[data-start]")) begin(part);
    else part.querySelectorAll("script[data-start]").forEach(begin);
  };

  // Filters, dialogs and repeated panels come into the page later.
  const watch = () => {
    all(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE) all(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
