import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run dev` serves on the loopback address.
  allowedDevOrigins: ["127.0.0.1"],
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "exceljs",
    "pdfmake",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  experimental: {
    serverActions: { bodySizeLimit: "12mb" },
    // With a proxy, Next cuts a body off at 10 MB without a word; a 10 MB file comes with its form around it.
    proxyClientMaxBodySize: "13mb",
  },
};

export default config;
