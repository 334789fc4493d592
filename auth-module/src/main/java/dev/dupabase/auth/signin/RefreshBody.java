package dev.dupabase.auth.signin;

/// Grant `refresh_token`.
record RefreshBody(String refreshToken) {}
