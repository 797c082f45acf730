/** Types that leave room for what a later version of the contract may add. */
declare const unrecognised: unique symbol;
/** A string the contract does not name. The compiler takes it for different from every name that it does. */
export type Unrecognised = string & {
    readonly [unrecognised]: true;
};
export {};
