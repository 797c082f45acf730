/** A request while it is being composed. */
/** An object's own value; inherited ones such as `constructor` are nobody's argument. */
export const own = (object, key) => Object.hasOwn(object, key) ? object[key] : undefined;
/** A value as text: what is not a scalar becomes JSON. */
export const text = (value) => typeof value === "object" ? JSON.stringify(value) : String(value);
/** The entries of an object, or the items of an array as entries of `name`, that have a value. */
export const given = (name, value) => (Array.isArray(value)
    ? value.map((item) => [name, item])
    : isRecord(value)
        ? Object.entries(value)
        : [[name, value]]).filter(([, item]) => item !== undefined && item !== null);
/** Whether a value is written as key and value pairs. */
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Blob);
