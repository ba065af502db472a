import { cookies } from "next/headers";

/** The theme that the browser chose, for the frame's switch. */
export async function chosenTheme(): Promise<"system" | "light" | "dark"> {
  const theme = (await cookies()).get("theme")?.value;
  return theme === "light" || theme === "dark" ? theme : "system";
}
