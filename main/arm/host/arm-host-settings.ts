/** What an arm host is started with: JSON in `process.argv[2]`. */
export interface ArmHostSettings {
  readonly dataFolder: string;
  /** What became of the host before this one, such as `signal SIGKILL`; null for the first. To be told to windows. */
  readonly crash: string | null;
}
