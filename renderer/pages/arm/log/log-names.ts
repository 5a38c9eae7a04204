/** A log's name begins with the time of its connection, YYYYMMDDhhmmss and milliseconds, then tells the arm. */
export function logTitle(name: string): string {
  const [, year, month, day, hours, minutes, seconds, arm] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d* (.+)$/.exec(name) ?? [];
  return year ? `${year}-${month}-${day} ${hours}:${minutes}:${seconds} UTC · ${arm}` : name;
}
