export const events = [/event-stream/i, async (response) => eventsOf(response)];
/** Events whose data is JSON; `[DONE]` in place of it is the end. */
export const jsonEvents = [/event-stream/i, async (response) => parsed(eventsOf(response))];
export const lines = [/json/i, async (response) => valuesOf(response)];
async function* eventsOf(response) {
    let event = "";
    let data = [];
    let id = "";
    let retry;
    for await (const line of linesOf(response, /\r\n|\n|\r(?!$)/)) {
        if (line === "") {
            if (data.length)
                yield { event: event || "message", data: data.join("\n"), id, retry };
            [event, data] = ["", []];
            continue;
        }
        const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
        if (field === "event")
            event = value;
        else if (field === "data")
            data.push(value);
        else if (field === "id" && !value.includes("\0"))
            id = value;
        else if (field === "retry" && /^\d+$/.test(value))
            retry = Number(value);
    }
}
async function* parsed(events) {
    for await (const event of events) {
        if (event.data === "[DONE]")
            return;
        yield { ...event, data: JSON.parse(event.data) };
    }
}
async function* valuesOf(response) {
    for await (const line of linesOf(response, /\n/)) {
        const value = line.replace(/^\x1e/, "");
        if (value.trim())
            yield JSON.parse(value);
    }
}
async function* linesOf(response, separator) {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    try {
        for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
            const found = (rest + chunk.value).split(separator);
            rest = found.pop() ?? "";
            yield* found;
        }
        if (rest)
            yield rest.replace(/\r$/, "");
    }
    finally {
        await reader?.cancel();
    }
}
