/** Response bodies, by kind of media type. */
/** How a body is read, and the media types it is chosen for where a status has several. */
export type Decoder = readonly [accepts: RegExp, read: (response: Response) => Promise<unknown>];
/** A declared status (`200`, `"4XX"` or `"default"`) and the decoders of its body; none means no body. */
export type Answer = readonly [status: number | string, ...decoders: readonly Decoder[]];
export declare const json: Decoder;
export declare const string: Decoder;
export declare const blob: Decoder;
export declare const formData: Decoder;
/** The declared answer for a status: itself, its range, or the default, which stand in this order. */
export declare const declared: (answers: readonly Answer[], status: number) => Answer | undefined;
/** The body of a declared answer; one that the contract does not know is not read, so that its connection is free. */
export declare function decoded([, ...decoders]: Answer, response: Response): Promise<unknown>;
/** A body nothing is known about: JSON if it is, otherwise its text, or undefined where there is none. */
export declare function undeclared(response: Response): Promise<unknown>;
