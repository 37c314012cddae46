// One turn of the conversation: the question and what came back, drawn from its record.
import { copyText, el, getLanguage, icon, langOf, t, titleOf, whereOf } from "./dom.js";
import { call } from "./wire.js";

const LOW = 0.5;
const LONG = 240;
const HEADLINE = 60;
const FRAME = 8; // letters beside the short answer in a line that says no more than yes or no
const MARK = /\[\d+\]/;
const ROW = /^(\d{4}[^\uff1a:]{0,8})[\uff1a:]\s*(.+?)\s*\[(\d+)\]$/; // a line of a table over years
const REASONS = ["wrong", "missing", "source", "unclear"];

/**
 * Draw a turn. `actions.show(citations, n, opener)` opens the source, `actions.ask(text)` asks another question.
 */
export function drawTurn(turn, actions) {
  const { record } = turn;
  const draw = { answered: drawAnswered, not_found: drawNotFound, rejected: drawRejected }[record.status] ?? drawTalk;
  return el("li", { class: "turn" }, drawQuestion(turn.question), draw(turn, actions));
}

/** A question that waits for its answer. */
export function drawWaiting(question) {
  return el(
    "li",
    { class: "turn" },
    drawQuestion(question),
    el("div", { class: "a waiting" }, el("span", { class: "pulse", "aria-hidden": "true" }), el("p", {}, t("looking"))),
  );
}

/** A question that got no answer because of the connection or the server. */
export function drawFailed(question, kind, retry) {
  return el(
    "li",
    { class: "turn" },
    drawQuestion(question),
    el(
      "div",
      { class: "a failed" },
      el("p", { class: "status" }, icon("stop"), el("span", {}, t(kind))),
      el("button", { type: "button", class: "quiet", onclick: retry }, icon("again"), t("retry")),
    ),
  );
}

/** What a screen reader says of an arrived answer. */
export function spoken(record) {
  const verdict = record.verdict ? `${t(record.verdict)}${getLanguage() === "zh" ? "\uff0c" : ", "}` : "";
  const text = verdict + plain(record.answer).replace(/[\u3002.]$/, "");
  return record.citations.length ? t("spoken_answer", { text, n: record.citations.length }) : t("spoken_other", { text });
}

/** The answer as an official pastes it: answer, quotes, sources. */
export function pasted(record) {
  const several = record.citations.length > 1;
  // lines with a mark only repeat the quotes
  const lines = linesOf(record.answer).filter((line) => !MARK.test(line));
  for (const one of record.citations) {
    const mark = several ? `[${one.n}] ` : "";
    lines.push(mark + t("copy_quote", { quote: one.quote.trim() }));
    lines.push(mark + t("copy_source", { where: whereOf(one) }));
  }
  return lines.join("\n");
}

function drawQuestion(question) {
  const heading = el("h2", { class: "q", lang: langOf(question) }, el("span", { class: "vh" }, t("you_asked")));
  if (question.length <= LONG) {
    heading.append(question);
    return heading;
  }
  const text = el("span", {}, `${question.slice(0, LONG)}…`);
  const more = el(
    "button",
    { type: "button", class: "quiet", onclick: () => (text.textContent = question, more.remove()) },
    t("show_all"),
  );
  heading.append(text);
  return el("div", {}, heading, more);
}

function drawAnswered(turn, actions) {
  const { record } = turn;
  const show = (n, opener) => actions.show(record.citations, n, opener);
  return el(
    "section",
    { class: "a answered", "aria-label": t("answer") },
    drawVerdict(record),
    rowsOf(record).length > 1 ? drawTable(record, show) : drawShort(record),
    drawSaid(record, show),
    drawSources(record, show),
    record.confidence < LOW && el("p", { class: "unsure" }, icon("stop"), el("span", {}, t("low_confidence"))),
    drawTools(turn),
  );
}

/** Yes or no, for a question that wanted something confirmed. */
function drawVerdict(record) {
  if (!record.verdict) return null;
  return el("p", { class: `verdict ${record.verdict}` }, icon(record.verdict), el("span", {}, t(record.verdict)));
}

/** The short answer, large; a list as a list. */
function drawShort(record) {
  if (!record.short_answer) return null;
  const label = record.verdict === "no" ? el("span", { class: "says" }, t("report_says")) : null;
  const items = record.kind === "list" ? listItems(record.short_answer) : [];
  if (items.length > 1) {
    return el("ul", { class: "short list", lang: langOf(record.short_answer) }, ...items.map((item) => el("li", {}, item)));
  }
  const size = record.short_answer.length > 28 ? "short long" : "short";
  return el("p", { class: size }, label, el("strong", { lang: langOf(record.short_answer) }, record.short_answer));
}

/** The lines `2023年：…[1]` of an answer, taken apart. */
function rowsOf(record) {
  return linesOf(record.answer).map((line) => ROW.exec(line)).filter(Boolean);
}

/** One question, several years: a table, each value with its own source. */
function drawTable(record, show) {
  const said = linesOf(record.answer)[0];
  const rows = rowsOf(record).map(([, year, value, n]) => {
    const one = record.citations.find((citation) => citation.n === Number(n));
    return el("tr", {}, el("th", { scope: "row" }, year), el("td", {}, el("strong", {}, value), one && drawMark(one, show)));
  });
  return el(
    "table",
    { class: "years", lang: langOf(said) },
    ROW.test(said) ? null : el("caption", {}, said.replace(/[\uff1a:]$/, "")),
    el("tbody", {}, ...rows),
  );
}

/** The sentence of the answer, and the quotes that it does not already hold. */
function drawSaid(record, show) {
  const bare = squeeze(plain(record.answer));
  const lines = linesOf(record.answer);
  if (rowsOf(record).length > 1) lines.splice(0, lines.length);
  // the short answer and the verdict stand above already, large
  if (record.short_answer || record.verdict) lines.splice(0, Number(repeats(lines[0], record)));
  const parts = lines.length ? [drawText(lines, record, show)] : [];
  for (const one of record.citations) {
    if (bare.includes(squeeze(one.quote))) continue;
    parts.push(el("blockquote", {}, el("p", { lang: langOf(one.quote) }, tight(one.quote), " ", drawMark(one, show))));
  }
  if (!parts.length) return null;
  return el("div", { class: record.short_answer ? "said" : "said whole", lang: langOf(record.answer) }, ...parts);
}

/** Whether a line says no more than the short answer and a yes or no before it. */
function repeats(line, record) {
  if (!line || MARK.test(line)) return false;
  const short = squeeze(record.short_answer ?? "");
  const rest = squeeze(line).replace(short, "");
  const letters = /\p{Script=Han}/u.test(line) ? rest.length : rest.length / 2;
  return squeeze(line).includes(short) && letters <= (record.verdict ? FRAME : 0);
}

/** Lines with their `[n]` as buttons, and the short answer in bold where it stands in the report's sentence. */
function drawText(lines, record, show) {
  return el("div", { class: "text" }, ...lines.map((line) => el("p", {}, ...withMarks(line, record, show))));
}

function withMarks(line, record, show) {
  return line.split(/(\[\d+\])/).flatMap((part) => {
    const n = Number(/^\[(\d+)\]$/.exec(part)?.[1]);
    const one = record.citations.find((citation) => citation.n === n);
    return one ? drawMark(one, show) : withShort(part, record.short_answer);
  });
}

function withShort(text, short) {
  if (!short || !text.includes(short)) return text;
  const at = text.indexOf(short);
  return [text.slice(0, at), el("b", {}, short), text.slice(at + short.length)];
}

/** The `[1]` that opens the source. */
function drawMark(one, show) {
  return el(
    "button",
    {
      type: "button",
      class: "mark",
      "aria-label": t("source_n", { n: one.n, where: whereOf(one) }),
      title: whereOf(one),
      onclick: (event) => show(one.n, event.currentTarget),
    },
    el("span", { "aria-hidden": "true" }, String(one.n)),
  );
}

/** Under the answer: each source by name, a press away. */
function drawSources(record, show) {
  return el(
    "ul",
    { class: "sources", "aria-label": t("sources") },
    ...record.citations.map((one) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", onclick: (event) => show(one.n, event.currentTarget) },
          el("span", { class: "n" }, String(one.n)),
          drawWhere(one),
          el("span", { class: "go" }, t("see_source")),
        ),
      ),
    ),
  );
}

/** Section over title: where a source stands. */
function drawWhere(one) {
  const title = el("span", { class: "doc" }, titleOf(one));
  const page = one.page ? ` ${t("page_n", { n: one.page })}` : "";
  const section = one.section ? el("span", { class: "section" }, one.section.trim(), page) : page;
  return el("span", { class: "where", lang: langOf(titleOf(one)) }, section, title);
}

function drawNotFound(turn, actions) {
  const { record } = turn;
  const questions = record.suggestions ?? [];
  const [head, rest] = headline(plain(record.answer));
  return el(
    "section",
    { class: "a none", "aria-label": t("answer") },
    el("p", { class: "status" }, icon("none"), el("span", {}, head)),
    rest && el("p", { class: "said" }, rest),
    record.related.length > 0 && el("h3", {}, t("near")),
    record.related.length > 0 && drawNear(record.related.slice(0, 3), actions),
    questions.length > 0 && el("h3", {}, t("instead")),
    questions.length > 0 && drawAsks(questions, actions.ask),
    drawTools(turn),
  );
}

/** The first sentence as a headline where it is short enough, and the rest. */
function headline(text) {
  const [, first, rest] = /^(.*?(?:[\u3002\uff01]|[.!](?=\s|$))|.*$)\s*(.*)$/s.exec(text);
  return first.length <= HEADLINE ? [first, rest] : [t("not_found"), text];
}

/** The nearest passages of a question that the report does not answer. */
function drawNear(related, actions) {
  return el(
    "ul",
    { class: "near" },
    ...related.map((one) =>
      el(
        "li",
        {},
        el(
          "button",
          { type: "button", onclick: (event) => actions.show(related, one.n, event.currentTarget, { near: true }) },
          el("span", { class: "quote", lang: langOf(one.quote) }, tight(one.quote)),
          drawWhere(one),
          el("span", { class: "go" }, t("see_source")),
        ),
      ),
    ),
  );
}

/** Questions that can be asked by a press. */
export function drawAsks(questions, ask) {
  return el(
    "ul",
    { class: "asks" },
    ...questions.map((text) => el("li", {}, el("button", { type: "button", class: "ask", lang: langOf(text), onclick: () => ask(text) }, text))),
  );
}

function drawRejected(turn) {
  return el(
    "section",
    { class: "a rejected", "aria-label": t("answer") },
    el("p", { class: "status" }, icon("stop"), el("span", {}, t("rejected"))),
    el("p", { class: "said" }, plain(turn.record.answer)),
  );
}

function drawTalk(turn) {
  return el("section", { class: "a talking", "aria-label": t("answer") }, el("p", { class: "said" }, plain(turn.record.answer)));
}

/** Copy, helpful, not helpful. */
function drawTools(turn) {
  const { record } = turn;
  const said = el("span", { class: "said-tool", role: "status" });
  const reasons = el("div", { class: "reasons", hidden: true, role: "group", "aria-label": t("why_bad") });
  const good = el("button", { type: "button", class: "tool", "aria-pressed": "false" }, icon("good"), el("span", {}, t("good")));
  const bad = el("button", { type: "button", class: "tool", "aria-pressed": "false" }, icon("bad"), el("span", {}, t("bad")));
  const pressed = () => {
    good.setAttribute("aria-pressed", String(turn.vote === "up"));
    bad.setAttribute("aria-pressed", String(turn.vote === "down"));
  };
  const vote = async (value, reason) => {
    turn.vote = value;
    pressed();
    const sent = await call("feedback", [value, reason, turn.question, record.status, record.answer]).catch(() => false);
    if (!sent) turn.vote = null;
    pressed();
    reasons.hidden = true;
    said.textContent = t(sent ? "thanks" : "thanks_failed");
    turn.onVote?.();
  };
  good.addEventListener("click", () => vote("up", ""));
  bad.addEventListener("click", () => {
    reasons.hidden = !reasons.hidden;
    if (!reasons.hidden) reasons.querySelector("button").focus();
  });
  reasons.append(
    el("p", {}, t("why_bad")),
    ...REASONS.map((reason) =>
      el("button", { type: "button", class: "ask", onclick: () => (bad.focus(), vote("down", reason)) }, t(`reason_${reason}`)),
    ),
    el("p", { class: "hint" }, t("feedback_note")),
  );
  pressed();
  return el(
    "div",
    { class: "tools" },
    record.citations.length > 0 && drawCopy(record, said),
    good,
    bad,
    said,
    reasons,
  );
}

function drawCopy(record, said) {
  const press = async () => {
    const text = t((await copyText(pasted(record))) ? "copied" : "copy_failed");
    said.textContent = text;
    setTimeout(() => said.textContent === text && (said.textContent = ""), 4000);
  };
  return el("button", { type: "button", class: "tool", onclick: press }, icon("copy"), el("span", {}, t("copy"), el("span", { class: "wide" }, t("copy_more"))));
}

/** The lines of an answer that hold anything. */
function linesOf(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

/** An answer without its marks. */
function plain(text) {
  return text.replace(/\s*\[\d+\]/g, "").trim();
}

/** A quote without the line breaks of its layout. */
function tight(text) {
  return text.trim().replace(/\s*\n\s*/g, "");
}

/** For comparing: without white space and punctuation. */
function squeeze(text) {
  return text.replace(/[\s\p{P}]/gu, "");
}

/** The items of a list answer; a 、 within brackets or quotes parts nothing. */
function listItems(text) {
  const items = [""];
  let depth = 0;
  for (const letter of text) {
    if ("\u300a\u3008\u201c\u2018\uff08([".includes(letter)) depth += 1;
    if ("\u300b\u3009\u201d\u2019\uff09)]".includes(letter)) depth = Math.max(0, depth - 1);
    if (depth === 0 && "\u3001\uff1b;\n".includes(letter)) items.push("");
    else items[items.length - 1] += letter;
  }
  return items.map((item) => item.trim()).filter(Boolean);
}
