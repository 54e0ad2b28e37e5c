// What was typed and has not arrived is kept in this browser, under the report's number, until the server has it;
// at most seven days, because machines are shared. Without storage (a private window) the page works without it.
const START = "nhipcau:bao-cao:";
const LIFE = 7 * 24 * 60 * 60 * 1000;

const guarded = (act, otherwise) => {
  try { return act(); } catch (problem) {
    if (problem instanceof DOMException || problem instanceof SyntaxError) return otherwise;
    throw problem;
  }
};

export const forget = (report) => guarded(() => localStorage.removeItem(START + report));

export const keep = (report, seen, fields) => {
  if (!Object.keys(fields).length) return forget(report);
  return guarded(() => localStorage.setItem(START + report, JSON.stringify({ seen, fields, at: Date.now() })));
};

export const kept = (report) => guarded(() => {
  const held = JSON.parse(localStorage.getItem(START + report) ?? "null");
  return held && Date.now() - held.at < LIFE ? held : null;
}, null);

export const sweep = () => guarded(() => {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(START))) {
    if (!kept(name.slice(START.length))) localStorage.removeItem(name);
  }
});
