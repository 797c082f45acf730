/** The data of a call; rejects with the error of a failed one. */
export async function unwrap(call) {
    const { data, error } = await call;
    if (error)
        throw error;
    return data;
}
