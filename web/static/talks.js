// Conversations, kept in this browser only. One key each, so that two tabs don't overwrite each other.

const PREFIX = "report-qa.talk.";
const KEPT = 60;
const TURNS = 100;

/** A new, empty conversation. */
export function newTalk() {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(9)), (b) => b.toString(36).padStart(2, "0")).join("");
  return { id, updated: Date.now(), turns: [] };
}

/** Named by its first question. */
export function nameOf(talk) {
  return talk.turns[0]?.question.slice(0, 200) ?? "";
}

/** Keep a conversation; false when the browser refuses. */
export function saveTalk(talk) {
  talk.updated = Date.now();
  talk.turns = talk.turns.slice(-TURNS);
  const text = JSON.stringify(talk);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      localStorage.setItem(PREFIX + talk.id, text);
      for (const old of listTalks().slice(KEPT)) deleteTalk(old.id);
      return true;
    } catch {
      const oldest = listTalks().filter((one) => one.id !== talk.id).pop();
      if (!oldest) return false; // nothing left to make room with
      deleteTalk(oldest.id);
    }
  }
  return false;
}

/** One conversation, or null when there is none or it can't be read. */
export function loadTalk(id) {
  try {
    const talk = JSON.parse(localStorage.getItem(PREFIX + id));
    if (!talk || talk.id !== id || !Array.isArray(talk.turns)) return null;
    talk.turns = talk.turns.map(mend).filter(Boolean);
    return talk;
  } catch {
    return null;
  }
}

/** A stored turn with every field that is drawn, or null: what a browser holds may be old or damaged. */
function mend(turn) {
  const record = turn?.record;
  if (typeof turn?.question !== "string" || typeof record?.answer !== "string") return null;
  const places = (list) =>
    (Array.isArray(list) ? list : []).filter((one) => typeof one?.quote === "string" && typeof one.document === "string");
  return { ...turn, record: { ...record, citations: places(record.citations), related: places(record.related) } };
}

/** All conversations, newest first. */
export function listTalks() {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) found.push(loadTalk(key.slice(PREFIX.length)));
    }
  } catch {
    return [];
  }
  return found.filter((talk) => talk && talk.turns.length).sort((a, b) => b.updated - a.updated);
}

export function deleteTalk(id) {
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // no storage, nothing to delete
  }
}
