import { describe, expect, it } from "vitest";
import { ApiError } from "@/api/error";
import { placedFaults } from "./form";

const refusal = (fields: Record<string, string>) =>
  new ApiError("Name is taken", { status: 409, code: "name_taken", fields });

describe("placedFaults", () => {
  it("puts a fault beside the input it is about", () => {
    expect(placedFaults(refusal({ name: "taken", region: "unknown" }), ["name"])).toEqual({ name: "taken" });
  });

  it("asks where a refusal without fields belongs", () => {
    const locate = ({ message }: ApiError) => ({ name: message });
    expect(placedFaults(refusal({}), ["name"], locate)).toEqual({ name: "Name is taken" });
    expect(placedFaults(refusal({}), ["name"])).toEqual({});
  });

  it("places nothing of what is no refusal", () => {
    expect(placedFaults(new Error("a fault of ours"), ["name"], () => ({ name: "?" }))).toEqual({});
  });
});
