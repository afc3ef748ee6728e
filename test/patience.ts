// How long tests wait for another process or for what happens by itself. It is no measure of speed: what did not come until
// then will not come, however busy the machine is.

/** Milliseconds. */
export const patience = 120_000;
