package dev.dupabase.auth.signin;

/// Grant `password`.
record PasswordBody(String email, String phone, String password) {}
