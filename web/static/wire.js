// The line to the server: Gradio's own API, one call for the question and a stream for what comes back.

const IDLE = 30000;

/** What went wrong on the way; `kind` is the key of the text that says so. */
export class WireError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** Call a Gradio endpoint; `onPart` gets what arrives before the last. Throws WireError. */
export async function call(name, args, onPart = () => {}) {
  const stop = new AbortController();
  let timer = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), IDLE);
  };
  alive();
  try {
    const joined = await fetch(`/gradio_api/call/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ data: args }),
      signal: stop.signal,
    });
    if (joined.status === 413) throw new WireError("err_long");
    if (joined.status === 503) throw new WireError("err_full");
    if (!joined.ok) throw new WireError("err_server");
    const { event_id: event } = await joined.json();
    const stream = await fetch(`/gradio_api/call/${name}/${event}`, { signal: stop.signal });
    if (!stream.ok) throw new WireError("err_server");
    for await (const message of messages(stream, alive)) {
      if (message.event === "generating") onPart(message.data[0]);
      if (message.event === "complete") return message.data[0];
      if (message.event === "error") throw new WireError("err_server");
    }
    throw new WireError("err_network");
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw new WireError(stop.signal.aborted ? "err_timeout" : "err_network");
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}

/** The server-sent events of a response, `{event, data}`. */
async function* messages(response, alive) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    const whole = (rest + value).split("\n\n");
    rest = whole.pop();
    for (const block of whole) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const text = /^data: (.*)$/m.exec(block)?.[1];
      if (event && text !== undefined) yield { event, data: JSON.parse(text) };
    }
  }
}

/** A whole report for the source pane, kept until the page goes; null when it can't be had. */
const reports = new Map();
export function fetchReport(name) {
  if (!reports.has(name)) {
    const coming = fetch(`/report?name=${encodeURIComponent(name)}`)
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
      .then((report) => {
        if (report === null) reports.delete(name); // so that the next press tries again
        return report;
      });
    reports.set(name, coming);
  }
  return reports.get(name);
}

/** Forget fetched reports: the index has changed. */
export function forgetReports() {
  reports.clear();
}
