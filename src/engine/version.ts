/** Version of the engine, written into grades and records. Raised whenever a verdict could change. */
export const engineVersion = '0.1.0';
