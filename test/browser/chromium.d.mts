/** The browser that tests drive; throws with what to do when there is none. */
export function provideChromium(): string;
