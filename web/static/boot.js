// Runs before the first paint, so that a chosen theme or text size does not flash.
(function () {
  const root = document.documentElement;
  try {
    const looks = JSON.parse(localStorage.getItem("report-qa.looks") || "{}");
    if (["light", "dark"].includes(looks.theme)) root.dataset.theme = looks.theme;
    if (["l", "xl"].includes(looks.size)) root.dataset.size = looks.size;
    const served = root.lang.startsWith("zh") ? "zh" : "en";
    // the texts are changed by main.js; until then nothing in the wrong language is shown
    if (["zh", "en"].includes(looks.language) && looks.language !== served) root.dataset.wait = "";
    if (location.hash.length > 1 && localStorage.getItem("report-qa.talk." + location.hash.slice(1))) root.dataset.talking = "";
  } catch {
    // no storage: the page works without
  }
})();
