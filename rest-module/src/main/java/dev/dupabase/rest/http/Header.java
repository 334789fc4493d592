package dev.dupabase.rest.http;

/// A header of a response.
record Header(String name, String value) {}
