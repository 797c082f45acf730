/** Types that leave room for what a later version of the contract may add. */
export {};
