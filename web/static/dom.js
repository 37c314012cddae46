// Elements and texts. Nothing here takes HTML: every text becomes a text node.

export const data = JSON.parse(document.getElementById("data").textContent);

let language = data.language;

/** The interface's language, `zh` or `en`. */
export function getLanguage() {
  return language;
}

/** Change the language of everything that carries a text key. */
export function setLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  document.title = t("name");
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  delete document.documentElement.dataset.wait;
}

/** A text of the interface, `{name}` filled from `values`. */
export function t(key, values = {}) {
  const text = data.texts[key]?.[language] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An element; `on*` properties are listeners, the others attributes; children are nodes or texts. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A drawing of the page's own set, for the eye only. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Say something to a screen reader without moving the focus. */
export function announce(text) {
  const live = byId("live");
  live.textContent = "";
  // a change that follows at once may be swallowed
  setTimeout(() => (live.textContent = text), 60);
}

/** The language of a text out of a report or from a visitor, for screen readers and fonts. */
export const langOf = (text) => (/\p{Script=Han}/u.test(text) ? "zh-CN" : "en");

/** The title of the report that a citation is from. */
export function titleOf(citation) {
  return data.documents.find((one) => one.name === citation.document)?.title ?? citation.document;
}

/** Where a citation stands, for people. */
export function whereOf(citation) {
  const title = titleOf(citation);
  const parts = [language === "zh" ? `《${title}》` : title];
  if (citation.section) parts.push(citation.section.trim());
  if (citation.page) parts.push(t("page_n", { n: citation.page }));
  return parts.join(language === "zh" ? "\uff0c" : ", ");
}

/** Copy to the clipboard, also where the page came over plain http; false when the browser refuses. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "vh", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus();
    return done;
  }
}
