/** How the store speaks: one event with its facts. The process that opens the store decides where it goes. */
export type Log = (message: string, facts?: object) => void;
