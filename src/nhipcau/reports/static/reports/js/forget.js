// A report that was sent needs no words kept in this browser.
import { forget, sweep } from "./keeping.js";

document.querySelectorAll("[data-sent-report]").forEach((mark) => forget(mark.dataset.sentReport));
sweep();
