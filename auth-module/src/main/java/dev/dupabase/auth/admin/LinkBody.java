package dev.dupabase.auth.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which link an administrator wants.
record LinkBody(
        String type,
        String email,
        String newEmail,
        String password,
        Map<String, @Nullable Object> data,
        String redirectTo) {}
