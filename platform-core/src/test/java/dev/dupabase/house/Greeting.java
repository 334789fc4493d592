package dev.dupabase.house;

/// Settings of a feature that only tests have.
public record Greeting(String text, long times) {}
