import { describe, expect, it } from "vitest";
import { filled, mailTemplates, namesOf } from "./templates";

describe("filled", () => {
  it("puts samples where it can", () => {
    expect(filled("Hi {{ .Email }}, {{.Token}}")).toBe("Hi ann@example.com, 482910");
    expect(filled("{{ if .Data.name }}x{{ end }} {{ .Unknown }}")).toBe(
      "{{ if .Data.name }}x{{ end }} {{ .Unknown }}",
    );
  });

  it("leaves nothing open in the templates we offer", () => {
    for (const { body } of mailTemplates) expect(filled(body)).not.toContain("{{");
  });
});

describe("namesOf", () => {
  it("knows the switch of a notice", () => {
    expect(namesOf("INVITE").enabled).toBeNull();
    expect(namesOf("PASSWORD_CHANGED_NOTIFICATION").enabled).toBe(
      "MAILER_NOTIFICATIONS_PASSWORD_CHANGED_ENABLED",
    );
  });
});
