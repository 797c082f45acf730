/** Response bodies, by kind of media type. */
export const json = [/\bjson\b/i, async (response) => JSON.parse(await response.text())];
export const string = [/^text\/|\bxml\b/i, (response) => response.text()];
export const blob = [/^/, (response) => response.blob()];
export const formData = [/form/i, (response) => response.formData()];
/** The declared answer for a status: itself, its range, or the default, which stand in this order. */
export const declared = (answers, status) => answers.find(([key]) => [status, `${status}`[0] + "XX", "default"].includes(key));
/** The body of a declared answer; one that the contract does not know is not read, so that its connection is free. */
export async function decoded([, ...decoders], response) {
    const type = response.headers.get("Content-Type") ?? "";
    const decoder = decoders.find(([accepts]) => accepts.test(type)) ?? decoders[0];
    return decoder ? decoder[1](response) : response.body?.cancel();
}
/** A body nothing is known about: JSON if it is, otherwise its text, or undefined where there is none. */
export async function undeclared(response) {
    const body = await response.text();
    try {
        return JSON.parse(body);
    }
    catch {
        return body || undefined;
    }
}
