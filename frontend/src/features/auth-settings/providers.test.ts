import { describe, expect, it } from "vitest";
import { providerSettings, providersOf, providerTitle } from "./providers";
import { otherSettings } from "./sections";

const config = {
  EXTERNAL_ZOOM_CLIENT_ID: [],
  EXTERNAL_ZOOM_ENABLED: false,
  EXTERNAL_GITHUB_SECRET: "",
  EXTERNAL_GITHUB_CLIENT_ID: [],
  EXTERNAL_GITHUB_ENABLED: true,
  EXTERNAL_EMAIL_ENABLED: true,
  HOOK_SEND_SMS_URI: "",
  RATE_LIMIT_OTP: 30,
};

describe("providers", () => {
  it("are those with a client id, the usual ones first", () => {
    expect(providersOf(config)).toEqual(["GITHUB", "ZOOM"]);
    expect(providersOf(config).map(providerTitle)).toEqual(["GitHub", "Zoom"]);
  });

  it("show what is needed first", () => {
    expect(providerSettings(config, "GITHUB").map(({ name }) => name)).toEqual([
      "EXTERNAL_GITHUB_ENABLED",
      "EXTERNAL_GITHUB_CLIENT_ID",
      "EXTERNAL_GITHUB_SECRET",
    ]);
  });
});

describe("otherSettings", () => {
  it("has what no other place shows", () => {
    expect(otherSettings(Object.keys(config), providersOf(config)).map(({ name }) => name)).toEqual([
      "RATE_LIMIT_OTP",
    ]);
  });
});
