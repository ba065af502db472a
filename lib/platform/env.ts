/** The server's settings; a missing one stops the server with a sentence, not a page with an error. */
export interface Settings {
  appDatabaseUrl: string;
  sessionSecret: string;
  dataKey: Buffer;
  indexKey: Buffer;
  idleMinutes: number;
  absoluteHours: number;
  secureCookies: boolean;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`設定 ${name} 未提供；請以 npm start 啟動 (${name} is not set; start with npm start)`);
  return value;
}

function key(name: string): Buffer {
  const bytes = Buffer.from(required(name), "base64");
  if (bytes.length !== 32)
    throw new Error(`設定 ${name} 須為 32 位元組的 base64 (${name} must be 32 bytes in base64)`);
  return bytes;
}

function positive(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`設定 ${name} 須為正數 (${name} must be a positive number)`);
  return value;
}

/** The settings from the environment. Throws a sentence that names the missing or malformed one. */
export function settings(): Settings {
  return {
    appDatabaseUrl: required("APP_DATABASE_URL"),
    sessionSecret: required("NEXTAUTH_SECRET"),
    dataKey: key("DATA_KEY"),
    indexKey: key("INDEX_KEY"),
    idleMinutes: positive("SESSION_IDLE_MINUTES", 30),
    absoluteHours: positive("SESSION_HOURS", 10),
    secureCookies: (process.env.NEXTAUTH_URL ?? "").startsWith("https://"),
  };
}
