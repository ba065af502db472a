import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run dev` serves on the loopback address.
  allowedDevOrigins: ["127.0.0.1"],
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["@node-rs/argon2", "pg", "exceljs", "pino", "@prisma/client", "@prisma/adapter-pg"],
  experimental: { serverActions: { bodySizeLimit: "12mb" } },
};

export default config;
