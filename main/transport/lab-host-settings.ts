/** What a lab host is started with: JSON in `process.argv[2]`. */
export interface LabHostSettings {
  readonly dataFolder: string;
  /** What became of the host before this one, such as `signal SIGKILL`; null for the first. To be told to windows. */
  readonly crash: string | null;
}
