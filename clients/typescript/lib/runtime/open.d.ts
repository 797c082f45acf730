/** Types that leave room for what a later version of the contract may add. */
/**
 * A string that the contract does not name. The compiler takes it for different from every name that it does,
 * so that comparing with one narrows a union: it is written as a text that ends as no name ends.
 */
export type Unrecognised = `${string}\u0000`;
declare enum Unlisted {
    value = 0.5
}
/** A number that the contract does not name, in the same way. */
export type UnrecognisedNumber = Unlisted;
export {};
