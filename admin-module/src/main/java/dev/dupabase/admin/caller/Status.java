package dev.dupabase.admin.caller;

/// What has become of the thing a request was about, such as `deleted`.
public record Status(String status) {}
