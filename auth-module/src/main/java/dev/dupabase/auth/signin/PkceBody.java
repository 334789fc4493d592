package dev.dupabase.auth.signin;

/// Grant `pkce`.
record PkceBody(String authCode, String codeVerifier) {}
