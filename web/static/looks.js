// Language, light and dark, text size: chosen once, kept in this browser.
import { byId, getLanguage, setLanguage } from "./dom.js";

const KEY = "report-qa.looks";
const root = document.documentElement;

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** Wire the settings dialog and the language switch; `onLanguage` redraws what was drawn by scripts. */
export function setUpLooks(onLanguage) {
  const looks = load();
  const form = byId("looks-form");
  const change = (name, value) => {
    looks[name] = value;
    try {
      localStorage.setItem(KEY, JSON.stringify(looks));
    } catch {
      // holds for this visit only
    }
    if (name === "theme") root.dataset.theme = value;
    if (name === "size") root.dataset.size = value;
    if (name === "language") apply(value);
  };
  const apply = (language) => {
    setLanguage(language);
    const other = byId("language");
    byId("language-name").textContent = language === "zh" ? "English" : "中文";
    byId("language-short").textContent = language === "zh" ? "EN" : "中";
    other.setAttribute("aria-label", language === "zh" ? "English" : "中文");
    other.lang = language === "zh" ? "en" : "zh-CN";
    form.elements.language.value = language;
    byId("statement").href = `/accessibility?lang=${language}`;
    onLanguage();
  };
  form.addEventListener("change", (event) => change(event.target.name, event.target.value));
  byId("language").addEventListener("click", () => change("language", getLanguage() === "zh" ? "en" : "zh"));
  form.elements.theme.value = root.dataset.theme;
  form.elements.size.value = root.dataset.size;
  apply(["zh", "en"].includes(looks.language) ? looks.language : getLanguage());
}
