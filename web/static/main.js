// The page: asking, the conversation, its history.
import { drawAsks, drawFailed, drawTurn, drawWaiting, spoken } from "./answer.js";
import { announce, byId, data, el, getLanguage, icon, langOf, t } from "./dom.js";
import { setUpLooks } from "./looks.js";
import { closeSource, isOpen, isSheet, redrawSource, resetSource, setUpSource, showCitation, showReport } from "./source.js";
import { deleteTalk, listTalks, loadTalk, nameOf, newTalk, saveTalk } from "./talks.js";
import { call, fetchReport } from "./wire.js";

const REMEMBERED = 6; // turns that go along with a follow-up
const SLOW = 5000;

const box = byId("question");
const turns = byId("turns");
const actions = { show: (citations, n, opener, how) => void showCitation(citations, n, opener, how), ask: (text) => void ask(text) };

let talk = newTalk();
let busy = false;
let seed = 0;
let generation = data.generation;

/** Ask a question and draw what comes back. */
async function ask(text) {
  const question = text.trim();
  if (busy) return notice(t("busy"));
  if (!question) {
    notice(t("empty"));
    return box.focus();
  }
  busy = true;
  notice("");
  byId("send").setAttribute("aria-disabled", "true");
  const mine = talk;
  const waiting = append(drawWaiting(question));
  if (box.value.trim() === question) setBox("");
  announce(t("looking"));
  const slow = setTimeout(() => announce(t("still_looking")), SLOW);
  try {
    const part = await call("ask_live", [question, remembered(mine)], (early) => drawEarly(waiting, early));
    arrived(mine, question, part.record, waiting);
  } catch (error) {
    failed(question, error.kind ?? "err_server", waiting);
    if (!error.kind) console.error(error);
  } finally {
    clearTimeout(slow);
    busy = false;
    byId("send").removeAttribute("aria-disabled");
  }
}

/** What the engine has found before it has answered. */
function drawEarly(waiting, early) {
  if (!early?.related?.length) return;
  waiting.querySelector(".waiting p").textContent = t("found_reading");
  if (!isSheet()) void showCitation(early.related, early.related[0].n, null, { near: true });
}

function arrived(mine, question, record, waiting) {
  const turn = { question, record, vote: null };
  mine.turns.push(turn);
  if (record.status === "rejected" && !box.value) setBox(question);
  if (!saveTalk(mine)) notice(t("storage_full"));
  if (mine !== talk) return; // another conversation was opened meanwhile; the answer waits in the history
  history.replaceState(history.state, "", `#${mine.id}`);
  const node = draw(turn);
  waiting.replaceWith(node);
  settle(node);
  announce(spoken(record));
  if (record.generation && record.generation !== generation) {
    generation = record.generation;
    resetSource({ fetchAgain: true });
  }
  if (isSheet()) return;
  if (record.citations.length) void showCitation(record.citations, record.citations[0].n, null);
  // an open pane must not go on showing the last question's quote
  else if (isOpen()) void showCitation(record.related, record.related[0]?.n, null, { near: true });
}

function failed(question, kind, waiting) {
  if (!box.value) setBox(question);
  if (!waiting.isConnected) return;
  const again = () => {
    node.remove();
    void ask(question);
  };
  const node = drawFailed(question, kind, again);
  waiting.replaceWith(node);
  settle(node);
  announce(t(kind));
}

function draw(turn) {
  turn.onVote = () => saveTalk(talk);
  return drawTurn(turn, actions);
}

/** The conversation before the question, for follow-ups. */
function remembered(mine) {
  return mine.turns.slice(-REMEMBERED).flatMap(({ question, record }) => [
    { role: "user", content: question.slice(0, 1000) },
    { role: "assistant", content: record.answer.slice(0, 1000) },
  ]);
}

function append(node) {
  byId("start").hidden = true;
  turns.hidden = false;
  turns.append(node);
  settle(node);
  return node;
}

/** Bring a turn's question to the top, where the eye starts. */
function settle(node) {
  const scroll = byId("scroll");
  scroll.scrollTop += node.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12;
}

function notice(text) {
  byId("notice").textContent = text;
}

function setBox(text) {
  box.value = text;
  fit();
}

/** The box grows with what is typed, up to a third of the window. */
function fit() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, innerHeight / 3)}px`;
}

/** Open a conversation, or a new one. */
function openTalk(chosen) {
  resetSource();
  talk = chosen ?? newTalk();
  notice("");
  redraw();
  history.replaceState(null, "", talk.turns.length ? `#${talk.id}` : location.pathname);
  delete document.documentElement.dataset.talking;
  byId("scroll").scrollTop = 0;
  const last = turns.lastElementChild;
  if (last) settle(last);
}

/** Draw the conversation anew: another one, or another language. */
function redraw() {
  turns.replaceChildren(...talk.turns.map(draw));
  byId("start").hidden = talk.turns.length > 0;
  turns.hidden = talk.turns.length === 0;
}

function drawHistory() {
  const all = listTalks();
  byId("talks").replaceChildren(...all.map(drawHistoryItem));
  byId("talks-empty").hidden = all.length > 0;
  byId("clear").hidden = all.length === 0;
  byId("clear").textContent = t("history_clear");
  delete byId("clear").dataset.sure;
}

function drawHistoryItem(one) {
  const open = () => {
    byId("history").close();
    openTalk(one);
    box.focus();
  };
  const remove = () => {
    deleteTalk(one.id);
    if (one.id === talk.id) openTalk(null);
    drawHistory();
    announce(t("deleted"));
    (byId("talks").querySelector("button") ?? byId("history").querySelector("[data-close]")).focus();
  };
  const count = one.turns.length === 1 ? t("history_count_one") : t("history_count", { n: one.turns.length });
  const when = new Date(one.updated).toLocaleDateString(getLanguage() === "zh" ? "zh-CN" : "en", { month: "short", day: "numeric" });
  const now = one.id === talk.id ? ` · ${t("history_current")}` : "";
  return el(
    "li",
    {},
    el("button", { type: "button", class: "open", onclick: open }, el("span", { class: "name", lang: langOf(nameOf(one)) }, nameOf(one)), el("span", { class: "hint" }, `${when} · ${count}${now}`)),
    el("button", { type: "button", class: "tool", "aria-label": t("delete_named", { name: nameOf(one).slice(0, 60) }), onclick: remove }, icon("delete")),
  );
}

function clearHistory(event) {
  if (event.target.dataset.sure === undefined) {
    event.target.dataset.sure = "";
    event.target.textContent = t("history_clear_sure");
    return;
  }
  for (const one of listTalks()) deleteTalk(one.id);
  openTalk(null);
  drawHistory();
  announce(t("deleted"));
  byId("history").querySelector("[data-close]").focus();
}

async function moreQuestions() {
  seed += 1;
  const drawn = await call("suggestions", [6, seed]).catch(() => null);
  if (!drawn) return notice(t("err_network"));
  data.suggestions = drawn;
  drawSuggestions();
}

function drawSuggestions() {
  byId("asks").replaceChildren(...drawAsks(data.suggestions, actions.ask).childNodes);
}

/** The reports' titles and dates, in the current language. */
function drawReports() {
  const facts = (one) =>
    [
      one.issuer && t("issued_by", { issuer: one.issuer }),
      one.told_year ? t("told_year", { year: one.told_year }) : one.year && t("given_year", { year: one.year }),
    ].filter(Boolean).join(" · ");
  byId("reports").replaceChildren(
    ...data.documents.slice(0, 12).map((one) => el("li", {}, el("span", { class: "title", lang: langOf(one.title) }, one.title), facts(one) ? el("span", { class: "facts" }, facts(one)) : null)),
  );
  const many = data.documents.length > 1;
  byId("reports-label").textContent = many ? t("now_reading_many", { n: data.documents.length }) : t("now_reading");
}

/** Keys that work anywhere: `/` to the question, Escape back from the source. */
function onKey(event) {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    if (isSheet()) closeSource();
    box.focus();
  }
  if (event.key === "Escape" && !document.querySelector("dialog[open]") && !event.isComposing) closeSource();
}

function setUp() {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    // on a phone the keyboard would cover the answer
    if (isSheet() && box.value.trim()) box.blur();
    void ask(box.value);
  });
  box.addEventListener("keydown", (event) => {
    // Enter also ends a Chinese input method's word; that one must not send
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      byId("ask").requestSubmit();
    }
  });
  box.addEventListener("input", () => {
    fit();
    notice("");
  });
  const fresh = (event) => {
    event.preventDefault();
    openTalk(null);
    box.focus();
  };
  byId("new").addEventListener("click", fresh);
  byId("brand").addEventListener("click", fresh);
  byId("more").addEventListener("click", () => void moreQuestions());
  byId("read").addEventListener("click", (event) => void showReport(data.documents[0]?.name, event.currentTarget));
  byId("open-history").addEventListener("click", () => {
    drawHistory();
    byId("history").showModal();
  });
  byId("open-looks").addEventListener("click", () => byId("looks").showModal());
  byId("clear").addEventListener("click", clearHistory);
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }
  addEventListener("keydown", onKey);
  addEventListener("offline", () => notice(t("offline")));
  addEventListener("online", () => notice(t("online_again")));
  setUpSource();
  talk = loadTalk(location.hash.slice(1)) ?? talk;
  setUpLooks(() => {
    drawReports();
    drawSuggestions();
    redraw();
    redrawSource();
  });
  delete document.documentElement.dataset.talking;
  if (talk.turns.length) settle(turns.lastElementChild);
  // the report is fetched while nobody waits for it
  if (data.documents.length) setTimeout(() => void fetchReport(data.documents[0].name), 400);
}

setUp();
