/** Bodies that arrive piece by piece, as async iterators. Leaving the loop early cancels the transfer. */
import type { Decoder } from "./answers.js";

/** One event of a `text/event-stream`. */
export interface ServerSentEvent<Data = string> {
  readonly event: string;
  readonly data: Data;
  /** The id of this event, or of the last one that had any. */
  readonly id: string;
  /** How long to wait before connecting again, in milliseconds. */
  readonly retry: number | undefined;
}

export const events: Decoder = [/event-stream/i, async (response) => eventsOf(response)];
/** Events whose data is JSON; `[DONE]` in place of it is the end. */
export const jsonEvents: Decoder = [/event-stream/i, async (response) => parsed(eventsOf(response))];
export const lines: Decoder = [/json/i, async (response) => valuesOf(response)];

async function* eventsOf(response: Response): AsyncGenerator<ServerSentEvent> {
  let event = "";
  let data: string[] = [];
  let id = "";
  let retry: number | undefined;
  for await (const line of linesOf(response, /\r\n|\n|\r(?!$)/)) {
    if (line === "") {
      if (data.length) yield { event: event || "message", data: data.join("\n"), id, retry };
      [event, data] = ["", []];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
    else if (field === "id" && !value.includes("\0")) id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
  }
}

async function* parsed(events: AsyncIterable<ServerSentEvent>): AsyncGenerator<ServerSentEvent<unknown>> {
  for await (const event of events) {
    if (event.data === "[DONE]") return;
    yield { ...event, data: JSON.parse(event.data) };
  }
}

async function* valuesOf(response: Response): AsyncGenerator<unknown> {
  for await (const line of linesOf(response, /\n/)) {
    const value = line.replace(/^\x1e/, "");
    if (value.trim()) yield JSON.parse(value);
  }
}

async function* linesOf(response: Response, separator: RegExp): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      const found = (rest + chunk.value).split(separator);
      rest = found.pop() ?? "";
      yield* found;
    }
    if (rest) yield rest.replace(/\r$/, "");
  } finally {
    await reader?.cancel();
  }
}
