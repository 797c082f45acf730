/** Response bodies, by kind of media type. */

/** How a body is read, and the media types it is chosen for where a status has several. */
export type Decoder = readonly [accepts: RegExp, read: (response: Response) => Promise<unknown>];

/** A declared status (`200`, `"4XX"` or `"default"`) and the decoders of its body; none means no body. */
export type Answer = readonly [status: number | string, ...decoders: readonly Decoder[]];

export const json: Decoder = [/\bjson\b/i, async (response) => JSON.parse(await response.text())];
export const string: Decoder = [/^text\/|\bxml\b/i, (response) => response.text()];
export const blob: Decoder = [/^/, (response) => response.blob()];
export const formData: Decoder = [/form/i, (response) => response.formData()];

/** The declared answer for a status: itself, its range, or the default, which stand in this order. */
export const declared = (answers: readonly Answer[], status: number): Answer | undefined =>
  answers.find(([key]) => [status, `${status}`[0] + "XX", "default"].includes(key));

/** The body of a declared answer; one that the contract does not know is not read, so that its connection is free. */
export async function decoded([, ...decoders]: Answer, response: Response): Promise<unknown> {
  const type = response.headers.get("Content-Type") ?? "";
  const decoder = decoders.find(([accepts]) => accepts.test(type)) ?? decoders[0];
  return decoder ? decoder[1](response) : response.body?.cancel();
}

/** A body nothing is known about: JSON if it is, otherwise its text, or undefined where there is none. */
export async function undeclared(response: Response): Promise<unknown> {
  const body = await response.text();
  try {
    return JSON.parse(body);
  } catch {
    return body || undefined;
  }
}
