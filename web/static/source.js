// The source pane: the whole report, the cited quote marked, the answer's other citations lightly marked.
import { announce, byId, data, el, langOf, t } from "./dom.js";
import { fetchReport, forgetReports } from "./wire.js";

const pane = byId("source");
const paper = byId("paper");
const LONG = 300; // blocks from which those out of sight are not laid out
const phone = matchMedia("(max-width: 62rem)");

let shown = null; // the report that is drawn
let drawn = []; // its blocks with their elements
let citations = [];
let current = -1;
let near = false; // passages that only lie near a question: lightly marked, all of them
let opener = null;

/** Whether the pane covers the page, as on a phone. */
export const isSheet = () => phone.matches;

/** Whether the report is open. */
export const isOpen = () => !pane.hidden;

/** Open the report at citation `n`. `from` gets the focus back; without it the focus stays where it is. */
export async function showCitation(all, n, from, { near: onlyNear = false } = {}) {
  citations = all;
  near = onlyNear;
  current = Math.max(0, all.findIndex((one) => one.n === n));
  if (all.length) await open(all[current].document, from);
  else if (shown) unmark();
}

/** Open a report at its beginning. */
export async function showReport(name, from) {
  citations = [];
  current = -1;
  await open(name, from);
}

async function open(name, from) {
  opener = from ?? opener;
  const report = await fetchReport(name);
  reveal();
  note(report ? "" : t("source_failed"));
  drawFoot();
  if (!report) {
    paper.replaceChildren();
    shown = null;
    if (from) byId("source-back").focus();
    return;
  }
  if (shown !== report) drawReport(report);
  const place = mark();
  bring(place);
  if (from) {
    (place ?? byId("source-title")).focus({ preventScroll: true });
    if (place) announce(t("source_opened"));
  }
}

/** Bring a place to the pane's upper third; again when the blocks around it have got their true heights. */
function bring(place) {
  if (!place) {
    paper.scrollTop = 0;
    return;
  }
  // not scrollIntoView, which would move the page around the pane as well
  const centre = () => {
    const gap = place.getBoundingClientRect().top - paper.getBoundingClientRect().top;
    paper.scrollTop += gap - paper.clientHeight / 3;
  };
  centre();
  requestAnimationFrame(centre);
}

/** Close the pane and go back to where it was opened from. */
export function closeSource() {
  if (pane.hidden) return;
  pane.hidden = true;
  document.body.classList.remove("reading");
  inert(false);
  if (history.state?.sheet) history.back();
  // an answer that has been drawn anew has a new button in the same place
  if (opener?.isConnected) opener.focus();
  else byId("question").focus();
  opener = null;
}

/** Forget what is drawn: another conversation, or another index. */
export function resetSource({ fetchAgain = false } = {}) {
  if (fetchAgain) {
    forgetReports();
    shown = null;
  }
  if (!pane.hidden) {
    opener = null;
    closeSource();
  }
}

function reveal() {
  if (!pane.hidden) return;
  pane.hidden = false;
  document.body.classList.add("reading");
  if (isSheet()) {
    inert(true);
    // so that a phone's own Back key closes the sheet
    if (!history.state?.sheet) history.pushState({ sheet: true }, "");
  }
}

/** On a phone the rest of the page is out of reach while the sheet is open. */
function inert(on) {
  for (const node of [document.querySelector("header"), document.querySelector("main")]) node.inert = on;
}

function note(text) {
  byId("source-note").textContent = text;
  byId("source-note").hidden = !text;
}

/** The whole report, a block an element. */
function drawReport(report) {
  shown = report;
  byId("source-title").textContent = report.title;
  drawn = report.blocks.map((block) => ({ ...block, letters: Array.from(block.text), node: null }));
  const made = document.createDocumentFragment();
  let page = null;
  for (const block of drawn) {
    if (block.page && block.page !== page) {
      page = block.page;
      made.append(el("p", { class: "page" }, t("page_n", { n: page })));
    }
    const tag = block.kind === "heading" ? `h${Math.min(6, 2 + block.level)}` : "p";
    block.node = el(tag, { class: block.kind, tabindex: block.kind === "heading" ? "-1" : null });
    fill(block, []);
    made.append(block.node);
  }
  paper.replaceChildren(made);
  paper.lang = langOf(report.title);
  paper.classList.toggle("long", drawn.length > LONG);
  drawContents();
  drawChooser(report);
}

function drawContents() {
  const headings = drawn.filter((block) => block.kind === "heading");
  byId("contents").hidden = headings.length < 2;
  byId("contents").open = false;
  const go = (block) => {
    byId("contents").open = false;
    bring(block.node);
    block.node.focus({ preventScroll: true });
  };
  byId("contents-list").replaceChildren(
    ...headings.map((block) =>
      el("li", { class: `level-${block.level}` }, el("button", { type: "button", onclick: () => go(block) }, block.text.trim())),
    ),
  );
}

function drawChooser(report) {
  const chooser = byId("source-document");
  chooser.hidden = data.documents.length < 2;
  chooser.replaceChildren(...data.documents.map((one) => el("option", { value: one.name }, one.title)));
  chooser.value = report.name;
}

/** Mark all citations of this report; the element of the current one, or null. */
function mark() {
  const spans = [];
  citations.forEach((one, index) => {
    if (one.document !== shown.name) return;
    const span = locate(one);
    if (span) spans.push({ ...span, n: one.n, main: index === current });
    if (index === current && !span) note(t("source_gone", { quote: one.quote }));
    else if (index === current && span.moved) note(t("source_moved"));
  });
  for (const block of drawn) {
    const end = block.start + block.letters.length;
    const here = spans.filter((span) => span.start < end && span.end > block.start);
    if (here.length || block.marked) fill(block, here);
    block.marked = here.length > 0;
  }
  return paper.querySelector("mark[tabindex]");
}

/** Where a citation stands now; found again by its words when the report has changed. Null when it is gone. */
function locate(one) {
  const wanted = bare(one.quote);
  const letters = [];
  const offsets = [];
  for (const block of drawn) {
    block.letters.forEach((letter, i) => {
      if (/\s/.test(letter)) return;
      letters.push(letter);
      offsets.push(block.start + i);
    });
  }
  const first = offsets.findIndex((offset) => offset >= one.start);
  const length = Array.from(wanted).length;
  if (first >= 0 && letters.slice(first, first + length).join("") === wanted) {
    return { start: one.start, end: offsets[first + length - 1] + 1, moved: false };
  }
  const text = letters.join("");
  const at = text.indexOf(wanted);
  if (!wanted || at < 0) return null;
  const index = Array.from(text.slice(0, at)).length;
  return { start: offsets[index], end: offsets[index + length - 1] + 1, moved: true };
}

const bare = (text) => text.replace(/\s+/g, "");

/** A block's text with its marks. Line breaks that only the layout made are not shown. */
function fill(block, spans) {
  const cuts = new Set([0, block.letters.length]);
  for (const span of spans) {
    cuts.add(Math.max(0, span.start - block.start));
    cuts.add(Math.min(block.letters.length, span.end - block.start));
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const text = flow(block, block.letters.slice(edges[i], edges[i + 1]).join(""));
    const at = block.start + edges[i];
    const over = spans.filter((span) => span.start <= at && span.end > at);
    const span = over.find((one) => one.main) ?? over[0];
    if (!span) parts.push(text);
    else if (text) parts.push(drawSpan(span, at, text));
  }
  block.node.replaceChildren(...parts);
}

function drawSpan(span, at, text) {
  return el(
    "mark",
    {
      class: span.main && !near ? "main" : "other",
      tabindex: span.main ? "-1" : null,
      "data-n": at === span.start && !near ? span.n : null,
    },
    text,
  );
}

/** Newlines inside a paragraph go, those of a table stay. */
function flow(block, text) {
  if (block.kind === "table") return text;
  return text.replace(/([A-Za-z,.;])[ \t]*\n\s*([A-Za-z])/g, "$1 $2").replace(/\s*\n\s*/g, "");
}

/** Leave the report open, without any mark. */
function unmark() {
  current = -1;
  for (const block of drawn) if (block.marked) fill(block, []);
  drawFoot();
}

function drawFoot() {
  const here = citations.length > 1;
  byId("source-foot").hidden = !here;
  if (here) byId("quote-at").textContent = t(near ? "near_of" : "quote_of", { i: current + 1, n: citations.length });
}

/** Wire the pane's own buttons. */
export function setUpSource() {
  const step = (by) => {
    const next = (current + by + citations.length) % citations.length;
    void showCitation(citations, citations[next].n, null, { near });
  };
  byId("source-back").addEventListener("click", closeSource);
  byId("quote-prev").addEventListener("click", () => step(-1));
  byId("quote-next").addEventListener("click", () => step(1));
  byId("source-document").addEventListener("change", (event) => void showReport(event.target.value, null));
  addEventListener("popstate", () => {
    if (!pane.hidden && isSheet()) closeSource();
  });
  phone.addEventListener("change", () => !pane.hidden && inert(isSheet()));
}

/** Texts that the language switch changes. */
export function redrawSource() {
  drawFoot();
}
