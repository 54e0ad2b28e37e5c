// A text field in which bold, italic, lists and links are seen. Without script it is the plain field that it was; the
// field itself is only written when somebody changes something, so what nobody touched goes back as it came.
const KEPT = new Set(["P", "B", "STRONG", "I", "EM", "UL", "OL", "LI", "SUP", "BR", "A", "H1", "H2", "H3", "H4", "H5", "H6"]);
const GONE = new Set(["SCRIPT", "STYLE", "XML", "TITLE", "META", "LINK", "HEAD"]);
const PARTS = new Set(["DIV", "TR", "SECTION", "ARTICLE"]);
const english = document.documentElement.lang === "en";
const TOOLS = [
  ["bold", "B", english ? "Bold" : "Đậm"],
  ["italic", "I", english ? "Italic" : "Nghiêng"],
  ["insertUnorderedList", "•", english ? "List" : "Danh sách"],
  ["insertOrderedList", "1.", english ? "Numbered list" : "Danh sách đánh số"],
  ["undo", "↶", english ? "Undo" : "Hoàn tác"],
];

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function asHtml(text) {
  if (/<(p|ul|ol|b|i|a|h[1-6])[\s>]/i.test(text)) return text;
  const pieces = text.split(/\n\s*\n/).filter((piece) => piece.trim());
  return pieces.map((piece) => `<p>${escaped(piece.trim()).replaceAll("\n", "<br>")}</p>`).join("");
}

// What the clipboard holds, without what Word and other pages put around it; the server cleans once more.
function cleaned(node, into) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) into.append(child.textContent.replace(/\s+/g, " "));
    if (child.nodeType !== Node.ELEMENT_NODE || GONE.has(child.tagName)) continue;
    const list = child.tagName === "P" && /MsoListParagraph/.test(child.className);
    const kept = KEPT.has(child.tagName) || PARTS.has(child.tagName);
    const made = kept ? document.createElement(PARTS.has(child.tagName) ? "p" : child.tagName) : into;
    if (list) made.className = "MsoListParagraph";
    if (child.tagName === "A" && /^(https?|mailto|tel):/.test(child.getAttribute("href") ?? "")) made.href = child.href;
    cleaned(child, made);
    if (kept) into.append(made);
  }
}

// Styles go before anything is parsed: the page's policy would refuse each of them aloud.
function parsed(html, into) {
  const plain = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
  cleaned(new DOMParser().parseFromString(plain, "text/html").body, into);
  return into;
}

// Where the cursor stands, in place of what is selected. `insertHTML` would add styles of its own.
function inserted(editor, nodes) {
  const selection = getSelection();
  const inside = selection.rangeCount && editor.contains(selection.anchorNode);
  const range = inside ? selection.getRangeAt(0) : document.createRange();
  if (!inside) { range.selectNodeContents(editor); range.collapse(false); }
  range.deleteContents();
  const last = nodes.at(-1);
  const piece = document.createDocumentFragment();
  piece.append(...nodes);
  range.insertNode(piece);
  if (last) { range.setStartAfter(last); range.collapse(true); selection.removeAllRanges(); selection.addRange(range); }
  editor.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function paste(event) {
  const html = event.clipboardData?.getData("text/html") || asHtml(event.clipboardData?.getData("text/plain") ?? "");
  event.preventDefault();
  const holder = parsed(html, document.createElement("div"));
  for (const empty of holder.querySelectorAll("p")) if (!empty.textContent.trim()) empty.remove();
  inserted(event.currentTarget, [...holder.childNodes]);
}

function enrich(field) {
  const editor = document.createElement("div");
  editor.className = "rich-text";
  editor.contentEditable = "true";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (label) {
    label.id ||= `${field.id}-label`;
    editor.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.focus());
  }
  if (field.getAttribute("aria-describedby")) editor.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  parsed(asHtml(field.value), editor);
  document.execCommand("defaultParagraphSeparator", false, "p");
  editor.addEventListener("input", () => { field.value = editor.textContent.trim() ? editor.innerHTML : ""; });
  editor.addEventListener("paste", paste);
  field.before(toolbar(editor), editor);
  field.hidden = true;
}

function toolbar(editor) {
  const bar = document.createElement("div");
  bar.className = "rich-text-tools";
  for (const [command, sign, name] of TOOLS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-quiet";
    button.textContent = sign;
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => { editor.focus(); document.execCommand(command); });
    bar.append(button);
  }
  return bar;
}

document.querySelectorAll("textarea[data-rich-text]").forEach(enrich);
