package dev.dupabase.rest.request;

/// Where a value of the request stands in [RestCall#values]. An [ApiRequest] holds slots instead of
/// values, so that requests of one shape are equal and share one plan.
public record Slot(int index) {}
