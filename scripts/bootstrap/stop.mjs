/** A reason why nothing can run yet, written for the person at the keyboard: what happened, and how to go on. */
export class Stop extends Error {}
