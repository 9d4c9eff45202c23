// One page through Lighthouse, signed in: `node run.mjs URL COOKIE CHROME`. Prints one JSON object: the scores of
// performance and accessibility (0 to 100), the figures behind the first, and what was found wanting.
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import { launch } from "chrome-launcher";

const [url, cookie, chromePath, form] = process.argv.slice(2);
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"];
const chrome = await launch({ chromePath, chromeFlags: flags, logLevel: "silent" });
try {
  const settings = { port: chrome.port, logLevel: "silent", onlyCategories: ["performance", "accessibility"], extraHeaders: cookie ? { Cookie: cookie } : {} };
  const { lhr } = await lighthouse(url, settings, form === "desktop" ? desktop : undefined);
  const figure = (id) => Math.round((lhr.audits[id]?.numericValue ?? 0) * 1000) / 1000;
  const wanting = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9).map((audit) => audit.id);
  console.log(JSON.stringify({
    performance: Math.round(lhr.categories.performance.score * 100),
    accessibility: Math.round(lhr.categories.accessibility.score * 100),
    lcp_ms: figure("largest-contentful-paint"), cls: figure("cumulative-layout-shift"), tbt_ms: figure("total-blocking-time"),
    wanting,
  }));
} finally {
  await chrome.kill();
}
