// Figures as officials type them: the same reading as queries/figures.py, so that a sentence comes while one types.
// The server reads again; a journey asks both the same table of cases.
const WORDS = {
  "khong phat sinh": "nothing_arose", "kps": "nothing_arose", "khong ap dung": "not_applicable",
  "chua co": "missing", "chua co so lieu": "missing", "chua tong hop": "missing",
};
const UNCLEAR = new Set(["khong", "khong co", "-", "--", "x", "/"]);
const ABOUT = /^(khoang|chung|uoc|uoc tinh|uoc dat|gan|hon|tren|duoi|toi thieu|it nhat|~|≈|>|<|≥|≤)\s*\d/;
const RANGE = /^\d[\d.,]*\s*(-|–|—|den|toi)\s*\d[\d.,]*\D*$/;
const NUMBER = /^([-−]?)(\d[\d.,\s]*)(\D*)$/;
const VIETNAMESE = /^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;
const LARGEST_DIGITS = 15;

export const fold = (text) => text.normalize("NFD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/đ/g, "d").normalize("NFC");
const bare = (text) => text.replace(/^[ .]+|[ .]+$/g, "");
export const grouped = (digits) => (digits.replace(/^0+(?=\d)/, "")).replace(/\B(?=(\d{3})+(?!\d))/g, ".");

const valueOf = (digits, decimals) => {
  if (VIETNAMESE.test(digits)) {
    const [whole, part = ""] = digits.replaceAll(".", "").split(",");
    if (part.length === 3 && decimals < 3 && !digits.includes(".") && whole.length <= 3) return { meant: grouped(whole + part) };
    return { whole, part };
  }
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) {
    const [whole, part] = digits.replaceAll(",", "").split(".");
    return { meant: grouped(whole) + (part ? `,${part}` : "") };
  }
  if (/^\d+\.\d+$/.test(digits)) return { meant: digits.replace(".", ",") };
  return {};
};

const unitsOf = (unit) => new Set([bare(fold(unit)), ...fold(unit).split(",").map((part) => bare(part.trim()))].filter(Boolean));

const readNumber = (plain, unit, decimals) => {
  const found = plain.match(NUMBER);
  if (!found) return { problem: "not_a_number" };
  const said = bare(fold(found[3]));
  if (said === "%" && !unit.includes("%")) return { problem: "percent", hint: unit };
  if (said && !unitsOf(unit).has(said)) return { problem: "other_unit", hint: unit };
  const digits = found[2].replace(/\s/g, "").replace(/[.,]+$/, "");
  const { whole, part = "", meant } = valueOf(digits, decimals);
  if (whole === undefined) return meant ? { problem: "decimal_point", hint: meant } : { problem: "not_a_number" };
  if (found[1]) return { problem: "negative" };
  const plainWhole = whole.replace(/^0+(?=\d)/, "");
  const kept = part.replace(/0+$/, "");
  if (plainWhole.length > LARGEST_DIGITS) return { problem: "too_large" };
  if (kept.length > decimals) {
    return decimals ? { problem: "too_fine", hint: String(decimals) } : { problem: "whole", hint: grouped(whole) };
  }
  const value = kept ? `${plainWhole}.${kept}` : plainWhole;
  return { kind: /[1-9]/.test(value) ? "number" : "zero", value };
};

export const readFigure = (written, unit, decimals) => {
  const plain = written.normalize("NFKC").trim().replace(/\s+/g, " ");
  const folded = bare(fold(plain));
  if (!plain) return {};
  if (folded in WORDS) return { kind: WORDS[folded] };
  if (UNCLEAR.has(folded)) return { problem: "no_or_none" };
  if (ABOUT.test(folded)) return { problem: "about" };
  if (RANGE.test(folded)) return { problem: "range" };
  return readNumber(plain, unit, decimals);
};

export const sentence = (read, written, problems) =>
  read.problem ? problems[read.problem].replaceAll("%(written)s", written.trim().slice(0, 60)).replaceAll("%(hint)s", read.hint ?? "") : "";
